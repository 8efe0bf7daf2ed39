import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { crc16, readVietQr, vietQrPayload } from './vietqr.ts';

// domain.md §4.6: a sample of vietqr.io and one of NAPAS, both with a CRC that was checked.
const v1 =
  '00020101021238560010A0000007270126000697041501121133666688880208QRIBFTTA53037045405790005802VN62220818Ung Ho Quy Vac Xin63043ACF';
const v2 =
  '00020101021238570010A00000072701270006970403011300110123456780208QRIBFTTA530370454061800005802VN62340107NPS68690819thanh toan don hang63042E2E';

test('the CRC is CRC-16/CCITT-FALSE', () => {
  expect(crc16('123456789')).toBe('29B1');
});
test('the published VietQR sample is made byte for byte', () => {
  expect(vietQrPayload({ bin: '970415', account: '113366668888', amount: 79_000, memo: 'Ung Ho Quy Vac Xin' })).toBe(v1);
});
test('the published NAPAS sample with a bill number is made byte for byte', () => {
  expect(
    vietQrPayload({ bin: '970403', account: '0011012345678', amount: 180_000, bill: 'NPS6869', memo: 'thanh toan don hang' }),
  ).toBe(v2);
});
test('a code without an amount is static', () => {
  const payload = vietQrPayload({ bin: '970436', account: '0071000123456' });
  expect(payload.slice(0, 12)).toBe('000201010211');
  expect(readVietQr(payload)).toEqual({ bin: '970436', account: '0071000123456' });
});
test('every payload reads back', () => {
  const text = fc.stringMatching(/^[A-Z0-9]{1,25}$/);
  const transfer = fc.record({
    bin: fc.stringMatching(/^\d{6}$/),
    account: fc.stringMatching(/^\d{6,19}$/),
    amount: fc.integer({ min: 1, max: 499_999_999 }),
    bill: text,
    memo: text,
  });
  fc.assert(fc.property(transfer, (value) => expect(readVietQr(vietQrPayload(value))).toEqual(value)));
});
test('one changed character is found', () => {
  const positions = fc.integer({ min: 0, max: v1.length - 1 });
  fc.assert(
    fc.property(positions, (at) => {
      const changed = v1.slice(0, at) + (v1[at] === '7' ? '8' : '7') + v1.slice(at + 1);
      expect(() => readVietQr(changed)).toThrow(/kit\.vietqr\./);
    }),
  );
});

describe('what no bank would take', () => {
  const good = { bin: '970415', account: '113366668888', amount: 79_000 };
  test.each([
    ['a bank number that is not six digits', { ...good, bin: '97041' }, 'badBin'],
    ['an account with a blank', { ...good, account: '1133 6666' }, 'badAccount'],
    ['nothing to pay', { ...good, amount: 0 }, 'badAmount'],
    ['half a billion', { ...good, amount: 500_000_000 }, 'badAmount'],
    ['a memo with diacritics', { ...good, memo: 'Tiền nước' }, 'badText'],
    ['a memo of 26 characters', { ...good, memo: 'A'.repeat(26) }, 'badText'],
  ])('%s is refused', (_, transfer, code) => {
    expect(() => vietQrPayload(transfer)).toThrow(`kit.vietqr.${code}`);
  });
});
