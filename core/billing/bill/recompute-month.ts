// Proof that a month's charges are what their stored inputs come to.
import type { Knex } from 'knex';
import { plugins } from '#platform/plugins';
import { listVatRates } from '../tariff/vat-rate-repository.ts';
import { explainCharge } from './explain-charge.ts';
import { storedCharges } from './stored-charges.ts';

export async function recomputeMonth(trx: Knex.Transaction, month: { buildingId: number; period: string }) {
  const stored = await storedCharges(trx, month);
  const vatRates = await listVatRates(trx);
  const differing: { billId: number; service: string; stored: number; recomputed: number | null }[] = [];
  for (const charge of stored) {
    const { agrees, recomputed } = await explainCharge(charge, plugins.get(charge.service), vatRates);
    if (!agrees) differing.push({ billId: charge.billId, service: charge.service, stored: charge.total, recomputed });
  }
  return { charges: stored.length, differing };
}
