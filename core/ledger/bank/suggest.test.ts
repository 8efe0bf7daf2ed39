// What a transfer pays, by hand: three units of building BLD1, what they owe, and what comes in.
import { describe, expect, test } from '@jest/globals';
import { transferMemo } from '#kit';
import { suggester, type UnitDebts } from './suggest.ts';

const unit = (unitId: number, code: string, debts: [number, string, number][], building = 'BLD1', buildingId = 1): UnitDebts => ({
  ...{ buildingId, building, unitId, unit: code },
  debts: debts.map(([customerId, customer, open]) => ({ customerId, customer, open })),
});
const units = [
  unit(1, 'A-12.03', [[11, 'Nguyễn Văn Ánh', 1_250_000]]),
  unit(2, 'A1204', [[12, 'Trần Thị Đào', 800_000]]),
  unit(3, 'A1205', [
    [13, 'Công ty TNHH Sao Mai', 2_000_000],
    [14, 'Lê Minh', 500_000],
  ]),
  unit(4, 'B0101', []),
  unit(5, '1501', [[15, 'Phạm Hùng Dũng', 640_000]]),
  unit(6, '1502', [[16, 'Phạm Thị Hoa', 640_000]]),
];
const memo = (code: string) => transferMemo({ building: 'BLD1', unit: code, period: '2026-11' })!;
const brief = (amount: number, text: string, party = '', more: Parameters<typeof suggester>[1] = []) => {
  const { suggestion, why } = suggester(units, more)({ onDate: '2026-11-10', amount, reference: 'FT1', memo: text, party });
  const parts = suggestion?.parts.map((part) => `${part.unit} ${part.amount}`).join(', ') ?? null;
  return [suggestion?.confidence ?? null, suggestion?.number ?? parts, why.map(({ code }) => code.slice(9)).join(' ')];
};

test.each<[string, number, string, string, unknown[]]>([
  ['memo and whole amount', 1_250_000, memo('A1203'), '', ['sure', 'A-12.03 1250000', 'memo amountAll']],
  [
    'memo in lower case without blanks',
    1_250_000,
    `mbvcb ${memo('A1203').replaceAll(' ', '').toLowerCase()}.ct`,
    '',
    ['sure', 'A-12.03 1250000', 'memo amountAll'],
  ],
  ['memo and part of it', 250_000, memo('A1203'), '', ['sure', 'A-12.03 250000', 'memo amountPart']],
  ['memo and more than it: someone looks', 1_300_000, memo('A1203'), '', ['likely', 'A-12.03 1300000', 'memo amountOver']],
  ['memo of a unit that owes nothing', 100_000, memo('B0101'), '', ['likely', 'B0101 100000', 'memo nothingOpen']],
  ['memo of a unit where two owe, one exactly this', 500_000, memo('A1205'), '', ['sure', 'A1205 500000', 'memo amountAll']],
  [
    'memo of a unit where two owe, neither this',
    300_000,
    memo('A1205'),
    '',
    ['likely', 'A1205 300000', 'memo amountPart severalPayers'],
  ],
  ['memo cut before its check', 1_250_000, memo('A1203').slice(0, -1), '', ['likely', 'A-12.03 1250000', 'place amountAll']],
  ['memo with a wrong check', 900_000, `${memo('A1204').slice(0, -1)}?`, '', ['likely', 'A1204 900000', 'place amountOver']],
  [
    'two memos, both whole',
    2_050_000,
    `${memo('A1203')} ${memo('A1204')}`,
    '',
    ['sure', 'A-12.03 1250000, A1204 800000', 'memo amountAll'],
  ],
  // 1.025.000 of 2.050.000: half of each
  [
    'two units, half of it',
    1_025_000,
    'A1203 + A1204 thang 11',
    '',
    ['guess', 'A-12.03 625000, A1204 400000', 'code amountPart split'],
  ],
  [
    'unit code and name and amount',
    800_000,
    'CH A1204 phi T11',
    'TRAN THI DAO',
    ['sure', 'A1204 800000', 'code amountAll nameAgrees'],
  ],
  ['unit code and amount', 800_000, 'can A 1204 phi T11', '', ['likely', 'A1204 800000', 'code amountAll']],
  ['unit code alone', 70_000, 'A1204', '', ['guess', 'A1204 70000', 'code amountPart']],
  ['a bare number after «căn»', 640_000, 'Căn 1501 tiền nhà', '', ['likely', '1501 640000', 'code amountAll']],
  ['a bare number elsewhere is no unit', 640_000, 'GD 1501 ngay 10', '', [null, null, 'severalOwe']],
  ['name and amount', 640_000, 'chuyen tien', 'PHAM HUNG DUNG', ['likely', '1501 640000', 'amountOne nameAgrees']],
  ['name in the memo, another amount', 100_000, 'PHAM HUNG DUNG chuyen tien', '', ['guess', '1501 100000', 'name']],
  ['an amount only one owes', 800_000, 'chuyen tien', '', ['guess', 'A1204 800000', 'amountOne']],
  ['an amount two owe', 640_000, 'chuyen tien', '', [null, null, 'severalOwe']],
  ['nothing fits', 77_777, 'chuyen tien', '', [null, null, 'none']],
  ['interest of the bank', 1_234, 'TRA LAI TIEN GUI', '', [null, null, 'interest']],
  ['a fee', -11_000, 'Phi SMS thang 11', '', [null, null, 'fee']],
  ['money out', -5_000_000, 'Chi luong', '', [null, null, 'out']],
])('%s', (_, amount, text, party, wanted) => {
  expect(brief(amount, text, party)).toEqual(wanted);
});

describe('a receipt entered by hand', () => {
  const hand = { documentId: 9, number: 'BC2026/000009', onDate: '2026-11-08', amount: 1_250_000, reference: '', unitIds: [1] };
  test.each<[string, object, unknown[]]>([
    ['for the same unit and amount is likely this one', {}, ['likely', 'BC2026/000009', 'booked']],
    ['with the same reference is this one', { reference: 'FT1', unitIds: [] }, ['sure', 'BC2026/000009', 'bookedReference']],
    ['of another unit is not', { unitIds: [2] }, ['sure', 'A-12.03 1250000', 'memo amountAll']],
    ['of another amount is not', { amount: 1 }, ['sure', 'A-12.03 1250000', 'memo amountAll']],
    ['of weeks ago is not', { onDate: '2026-10-08' }, ['sure', 'A-12.03 1250000', 'memo amountAll']],
  ])('%s', (_, more, wanted) => {
    expect(brief(1_250_000, memo('A1203'), '', [{ ...hand, ...more }])).toEqual(wanted);
  });
});

test('what the first of two equal transfers pays is not open for the second', () => {
  const suggest = suggester(units, []);
  const row = { onDate: '2026-11-10', amount: 1_250_000, reference: '', memo: memo('A1203'), party: '' };
  expect([suggest(row), suggest(row)].map(({ suggestion, why }) => [suggestion?.confidence, why.at(-1)!.code])).toEqual([
    ['sure', 'bank.why.amountAll'],
    ['likely', 'bank.why.nothingOpen'],
  ]);
});

test('a code that two buildings have is nobody’s until the memo names the building', () => {
  const two = [...units, unit(7, 'A1204', [[17, 'Vũ An', 90_000]], 'BLD2', 2)];
  const suggest = suggester(two, []);
  const row = { onDate: '2026-11-10', amount: 90_001, reference: '', party: '' };
  expect(suggest({ ...row, memo: 'A1204' }).why[0]).toEqual({ code: 'bank.why.unitInSeveral', params: { unit: 'A1204' } });
  expect(suggest({ ...row, memo: 'BLD2 A1204' }).suggestion?.parts[0]?.unitId).toBe(7);
});
