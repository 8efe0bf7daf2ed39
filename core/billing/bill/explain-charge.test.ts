// Whether a charge still comes to what was posted: it agrees, it differs, or it cannot be priced any more. Never a silent zero.
import { beforeAll, expect, test } from '@jest/globals';
import { vietnamVatRates } from '#kit';
import { loadWords } from '#platform/i18n';
import { areaFee } from '../../kit/fixtures/flat.ts';
import type { TariffRow } from '../tariff/tariff.contract.ts';
import { explainCharge } from './explain-charge.ts';
import type { StoredCharge } from './stored-charges.ts';

beforeAll(loadWords);

// 68,5 m² × 9.500 = 650.750; 8 % = 52.060
const stored = {
  service: areaFee.id,
  net: 650_750,
  vat: 52_060,
  total: 702_810,
  tariff: { body: areaFee.tariffs[0]!.body } as TariffRow,
  before: null,
  detail: {
    taxDate: '2026-11-30',
    facts: { area: '68.5' },
    lines: [{ code: 'fee', net: 650_750, quantity: '68.5', unitPrice: '9500' }],
  },
} as unknown as StoredCharge;
const explained = (change: Partial<StoredCharge>) => explainCharge({ ...stored, ...change }, areaFee, vietnamVatRates);

test('a charge as it was posted agrees, and its tree ends in its total', async () => {
  const { agrees, recomputed, tree } = await explained({});
  expect([agrees, recomputed, tree?.value]).toEqual([true, 702_810, '702810']);
});

test.each<[string, Partial<StoredCharge>]>([
  ['total', { total: 702_811, vat: 52_061 }],
  ['line', { detail: { ...stored.detail, lines: [{ code: 'fee', net: 650_750, quantity: '68.5', unitPrice: '9501' }] } }],
  ['input', { detail: { ...stored.detail, facts: { area: '68.6' } } }],
])('a charge whose %s was tampered with does not agree', async (_what, change) => {
  expect((await explained(change)).agrees).toBe(false);
});

test('a charge whose input is lost says so and has no figure', async () => {
  const answer = await explained({ detail: { ...stored.detail, facts: {} } });
  expect(answer).toMatchObject({ agrees: false, recomputed: null, tree: null, stored: 702_810 });
  expect(answer.problem).toMatch(/area/);
});
