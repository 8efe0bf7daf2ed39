import { describe, expect, test } from '@jest/globals';
import type { AccountMap } from '#kit';
import { journalOf } from './journal-of.ts';
import type { PostableCharge } from './ledger.contract.ts';

const map: AccountMap = { tt99: { receivable: '131', revenue: '5113' }, tt133: { receivable: '131', revenue: '5113' } };
const special: AccountMap = {
  tt99: { receivable: '1388', revenue: '51131', vat: '333111', payable: '33881', deposit: '3441' },
  tt133: { receivable: '131', revenue: '5113' },
};
const bill = (...charges: PostableCharge[]) => ({ billId: 1, unitId: 2, customerId: 3, charges });
const rows = (
  charges: PostableCharge[],
  accounts: Record<string, AccountMap> = { e: map, w: map },
  regime: 'tt99' | 'tt133' = 'tt99',
) => journalOf(bill(...charges), accounts, regime).map(({ account, amount, receivable }) => [account, amount, receivable]);

describe('journalOf', () => {
  test('own service: receivable gross, revenue net, VAT (E1: 249.300 + 19.944)', () => {
    expect(rows([{ service: 'e', amounts: { own: { net: 249_300, vat: 19_944 } } }])).toEqual([
      ['131', 269_244, true],
      ['5113', -249_300, false],
      ['33311', -19_944, false],
    ]);
  });

  test('a fee collected for others inside an own water bill goes to 3388 (E7: 102.000 + 5.100 VAT, fee 10.200)', () => {
    expect(
      rows([{ service: 'w', amounts: { own: { net: 102_000, vat: 5_100 }, passThrough: { net: 10_200, vat: 0 } } }]),
    ).toEqual([
      ['131', 117_300, true],
      ['5113', -102_000, false],
      ['33311', -5_100, false],
      ['3388', -10_200, false],
    ]);
  });

  test('a service collected for others passes its VAT on as well', () => {
    expect(rows([{ service: 'w', amounts: { passThrough: { net: 1_000, vat: 80 } } }])).toEqual([
      ['131', 1_080, true],
      ['3388', -1_080, false],
    ]);
  });

  test('a deposit is owed back: 344, and 3386 under Circular 133', () => {
    const deposit: PostableCharge[] = [{ service: 'e', amounts: { deposit: { net: 50_000, vat: 0 } } }];
    expect(rows(deposit)).toEqual([
      ['131', 50_000, true],
      ['344', -50_000, false],
    ]);
    expect(rows(deposit, { e: map }, 'tt133')).toEqual([
      ['131', 50_000, true],
      ['3386', -50_000, false],
    ]);
  });

  test('compensation is other income', () => {
    expect(rows([{ service: 'e', amounts: { compensation: { net: 300, vat: 0 } } }])).toEqual([
      ['131', 300, true],
      ['711', -300, false],
    ]);
  });

  test('a plugin’s own accounts come before the regime’s', () => {
    const amounts = { own: { net: 100, vat: 8 }, passThrough: { net: 7, vat: 0 }, deposit: { net: 5, vat: 0 } };
    expect(rows([{ service: 's', amounts }], { s: special })).toEqual([
      ['1388', 120, true],
      ['51131', -100, false],
      ['333111', -8, false],
      ['33881', -7, false],
      ['3441', -5, false],
    ]);
  });

  test('nothing is posted for nothing, and a credit turns the sides', () => {
    expect(rows([{ service: 'e', amounts: { own: { net: 0, vat: 0 } } }])).toEqual([]);
    expect(rows([{ service: 'e', amounts: { own: { net: -100, vat: -8 } } }])).toEqual([
      ['131', -108, true],
      ['5113', 100, false],
      ['33311', 8, false],
    ]);
  });

  test('two natures that cancel leave no receivable but still balance', () => {
    const posted = rows([{ service: 'e', amounts: { own: { net: 100, vat: 0 }, passThrough: { net: -100, vat: 0 } } }]);
    expect(posted).toEqual([
      ['5113', -100, false],
      ['3388', 100, false],
    ]);
  });

  test('a service without accounts is a fault, never left out', () => {
    expect(() => rows([{ service: 'x', amounts: { own: { net: 1, vat: 0 } } }])).toThrow('no accounts for service x');
  });

  test('each service has its own rows, and all sum to zero', () => {
    const posted = journalOf(
      bill(
        { service: 'e', amounts: { own: { net: 99_200, vat: 7_936 } } },
        { service: 'w', amounts: { own: { net: 80_400, vat: 4_020 } } },
      ),
      { e: map, w: map },
      'tt99',
    );
    expect(posted.map(({ service }) => service)).toEqual(['e', 'e', 'e', 'w', 'w', 'w']);
    expect(posted.reduce((sum, { amount }) => sum + amount, 0)).toBe(0);
  });
});
