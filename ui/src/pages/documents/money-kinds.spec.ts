import { hundredth, isComplete, type MoneyForm, moneyKinds } from './money-kinds.ts';

test.each([
  ['0,05', '0.0005'],
  ['0.05', '0.0005'],
  ['1', '0.01'],
  ['12,5', '0.125'],
  ['100', '1.00'],
  ['0', '0.00'],
  ['', null],
  ['5%', null],
  ['-1', null],
])('percent %s a day is the share %s', (text, share) => expect(hundredth(text)).toBe(share));

test('a refund is complete once it says whom, how much and why', () => {
  const refund = moneyKinds.find(({ id }) => id === 'refund')!;
  const form = {
    unitId: 1,
    customerId: 2,
    amount: 5,
    reason: 'Hoàn tiền',
    party: '',
    onDate: '',
    reference: '',
    method: 'cash',
  } as MoneyForm;
  expect(isComplete(refund, form)).toBe(true);
  for (const less of [{ unitId: null }, { customerId: null }, { amount: 0 }, { reason: 'ab ' }])
    expect(isComplete(refund, { ...form, ...less })).toBe(false);
  expect(refund.request(form, { buildingId: 9, documentId: null })).toEqual({
    path: '/vouchers',
    body: { buildingId: 9, unitId: 1, customerId: 2, kind: 'refund', method: 'cash', amount: 5, reason: 'Hoàn tiền' },
  });
});
