// Why is this so much? Prices the stored inputs again, with the stored tariff, and says whether it comes to the same.
import { type Plugin, type PricedCharge, PricingProblem, preparePricer, priceSplit, type VatRate } from '#kit';
import type { Lang } from '#platform/context';
import { sentence } from '#platform/i18n';
import type { ChargeExplained } from '../billing.contract.ts';
import { storedLine } from '../run/charge-detail.ts';
import type { StoredCharge } from './stored-charges.ts';

export async function explainCharge(
  charge: StoredCharge,
  plugin: Plugin,
  vatRates: readonly VatRate[],
  lang: Lang = 'vi',
): Promise<ChargeExplained> {
  const of = { service: charge.service, stored: charge.total };
  try {
    const priced = await priceAgain(charge, plugin, vatRates);
    const agrees =
      priced.total === charge.total &&
      priced.net === charge.net &&
      priced.vatTotal === charge.vat &&
      JSON.stringify(priced.lines.map(storedLine)) === JSON.stringify(charge.detail.lines);
    return { ...of, tree: priced.tree, recomputed: priced.total, agrees };
  } catch (error) {
    // a plugin of today that cannot price what it priced then is an answer too: it does not agree, and says why
    if (!(error instanceof PricingProblem)) throw error;
    return { ...of, tree: null, recomputed: null, agrees: false, problem: sentence(lang, error) };
  }
}

async function priceAgain(
  { detail, tariff, before }: StoredCharge,
  plugin: Plugin,
  vatRates: readonly VatRate[],
): Promise<PricedCharge> {
  const { facts, taxDate, split } = detail;
  const pricer = preparePricer(plugin, tariff.body, vatRates);
  const [decided] = pricer.needsQuota ? await pricer.quotas([facts]) : [];
  if (decided?.problem) throw new PricingProblem(decided.problem.code, decided.problem.params);
  const options = { taxDate, quota: decided?.quota ?? null };
  if (!split || !before) return pricer.explain(facts, options);
  const { oldDays, newDays, limitDays } = split;
  return priceSplit(preparePricer(plugin, before.body, vatRates), pricer, facts, { ...options, oldDays, newDays, limitDays });
}
