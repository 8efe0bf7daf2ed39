// Why is this so much? Prices the stored inputs again, with the stored tariff, and says whether it comes to the same.
import { type Plugin, type PricedCharge, preparePricer, priceSplit, type VatRate } from '#kit';
import type { ChargeExplained } from '../billing.contract.ts';
import { storedLine } from '../run/charge-detail.ts';
import type { StoredCharge } from './stored-charges.ts';

export async function explainCharge(
  charge: StoredCharge,
  plugin: Plugin,
  vatRates: readonly VatRate[],
): Promise<ChargeExplained> {
  const priced = await priceAgain(charge, plugin, vatRates);
  const agrees =
    priced.total === charge.total &&
    priced.net === charge.net &&
    priced.vatTotal === charge.vat &&
    JSON.stringify(priced.lines.map(storedLine)) === JSON.stringify(charge.detail.lines);
  return { service: charge.service, tree: priced.tree, stored: charge.total, recomputed: priced.total, agrees };
}

async function priceAgain(
  { detail, tariff, before }: StoredCharge,
  plugin: Plugin,
  vatRates: readonly VatRate[],
): Promise<PricedCharge> {
  const { facts, taxDate, split } = detail;
  const pricer = preparePricer(plugin, tariff.body, vatRates);
  const [decided] = pricer.needsQuota ? await pricer.quotas([facts]) : [];
  const options = { taxDate, quota: decided?.quota ?? null };
  if (!split || !before) return pricer.explain(facts, options);
  const { oldDays, newDays, limitDays } = split;
  return priceSplit(preparePricer(plugin, before.body, vatRates), pricer, facts, { ...options, oldDays, newDays, limitDays });
}
