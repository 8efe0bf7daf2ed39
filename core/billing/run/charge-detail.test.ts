import { describe, expect, test } from '@jest/globals';
import type { Nature, PricedLine, VatClass } from '#kit';
import { amountsByNature, detailText, linesOf, storedLine } from './charge-detail.ts';
import type { PricedSource } from './pricing-desk.ts';

const label = { vi: 'Nước', en: 'Water' };
const line = (code: string, nature: Nature, vat: VatClass, net: number): PricedLine => ({ code, label, nature, vat, net });

describe('amountsByNature', () => {
  test('VAT follows the lines it was taken from (E7: water 102.000 at 5 %, fee 10.200 without)', () => {
    const lines = [line('water', 'own', 'water', 102_000), line('fee', 'passThrough', 'none', 10_200)];
    const vat = [{ class: 'water' as const, rate: '0.05', base: 102_000, amount: 5_100 }];
    expect(amountsByNature({ lines, vat })).toEqual({ own: { net: 102_000, vat: 5_100 }, passThrough: { net: 10_200, vat: 0 } });
  });

  test('one rate over two natures is shared by their nets and adds up to the đồng', () => {
    const lines = [line('a', 'own', 'standard', 100), line('b', 'passThrough', 'standard', 200)];
    const vat = [{ class: 'standard' as const, rate: '0.08', base: 300, amount: 25 }];
    expect(amountsByNature({ lines, vat })).toEqual({ own: { net: 100, vat: 8 }, passThrough: { net: 200, vat: 17 } });
  });
});

test('a stored line becomes the priced line again, with the labels of its own side of a price change', () => {
  const tiers = [{ from: '0', upTo: '50', quantity: '50', unitPrice: '1984', net: 99_200 }];
  const priced: PricedLine = { ...line('energy', 'own', 'standard', 99_200), part: 'old', quantity: '50', tiers };
  const body = (vi: string) => ({
    parameters: {},
    tables: {},
    lines: [
      {
        kind: 'amount' as const,
        code: 'energy',
        amount: '1',
        vat: 'standard' as const,
        nature: 'own' as const,
        label: { vi, en: vi },
      },
    ],
  });
  const detail = { taxDate: '', from: '', to: '', facts: {}, readings: [], vat: [], lines: [storedLine(priced)] };
  expect(linesOf(detail, body('mới'), body('cũ'))).toEqual([{ ...priced, label: { vi: 'cũ', en: 'cũ' } }]);
});

test('the stored text says what the charge came from, whatever is written on the meter', () => {
  const lines = [{ ...line('water', 'own', 'water', 102_000), quantity: '12.5', unitPrice: '8160' }];
  const vat = [{ class: 'water' as const, rate: '0.05', base: 102_000, amount: 5_100 }];
  const amounts = { lines, vat, net: 102_000, vatTotal: 5_100, total: 107_100 };
  const facts = { consumption: '12.5', members: 3 };
  const read = {
    register: 'total',
    previous: '100',
    value: '112.5',
    consumption: '12.5',
    multiplier: '1',
    rollover: false,
    kind: 'actual',
  };
  const source = {
    ...{
      service: 'water',
      facts,
      factsText: JSON.stringify(facts),
      from: '2026-05-31',
      to: '2026-06-30',
      days: 30,
      quantity: '12.5',
    },
    readings: ['Đồng hồ "A"\\1', 'B'].map((serial) => ({ ...read, serial })),
    choice: { tariff: { id: 7 } },
  } as unknown as PricedSource['source'];
  const priced = { source, amounts, quota: { quota: '16', rule: null } };
  expect(JSON.parse(detailText(priced, '2026-06', '2026-06-30'))).toEqual({
    ...{ taxDate: '2026-06-30', from: '2026-05-31', to: '2026-06-30', facts, quota: '16', rule: null },
    readings: source.readings,
    ...{ lines: lines.map(storedLine), vat },
  });
});
