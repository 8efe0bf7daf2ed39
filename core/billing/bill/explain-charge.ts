// Why is this so much? Prices the stored inputs again, with the stored tariff, and says whether it comes to the same.
import {
  add,
  type CalcNode,
  decimalOf,
  type Plugin,
  type PricedCharge,
  PricingProblem,
  preparePricer,
  priceSplit,
  priceStay,
  sumVnd,
  textOf,
  type VatRate,
} from '#kit';
import type { Lang } from '#platform/context';
import { sentence } from '#platform/i18n';
import type { ChargeExplained } from '../billing.contract.ts';
import { linesOf, storedLine } from '../run/charge-detail.ts';
import { differenceOf } from '../run/difference.ts';
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
    if (charge.detail.correction) return { ...of, ...correctionAgain(charge, priced) };
    const agrees =
      priced.total === charge.total &&
      priced.net === charge.net &&
      priced.vatTotal === charge.vat &&
      JSON.stringify(priced.lines.map(storedLine)) === JSON.stringify(charge.detail.lines);
    return { ...of, tree: withLoss(priced.tree, charge), recomputed: priced.total, agrees };
  } catch (error) {
    // a plugin of today that cannot price what it priced then is an answer too: it does not agree, and says why
    if (!(error instanceof PricingProblem)) throw error;
    return { ...of, tree: null, recomputed: null, agrees: false, problem: sentence(lang, error) };
  }
}

/** The unit's part of a shared loss stands before what its consumption cost. */
function withLoss(tree: CalcNode, { detail: { loss }, measure: unit }: StoredCharge): CalcNode {
  if (!loss) return tree;
  const share = Object.values(loss.shares).reduce((sum, part) => add(sum, decimalOf(part)), decimalOf(0));
  const node: CalcNode = {
    step: `loss.${loss.policy}`,
    formula: `${loss.master} - ${loss.subs} = ${loss.loss}`,
    value: textOf(share),
    unit,
  };
  return { ...tree, of: [node, ...(tree.of ?? [])] };
}

/** The month priced again, less what it had been charged. */
function correctionAgain({ detail, tariff, before, total }: StoredCharge, priced: PricedCharge) {
  const { was, now } = detail.correction!;
  const charged = { lines: linesOf(was, tariff.body, before?.body ?? null), vat: was.vat };
  const difference = differenceOf(priced, charged);
  const agrees =
    difference.total === total &&
    sameText(priced.lines.map(storedLine), now.lines) &&
    sameText(priced.vat, now.vat) &&
    sameText(difference.lines.map(storedLine), detail.lines);
  const chargedTotal = sumVnd([...charged.lines.map(({ net }) => net), ...charged.vat.map(({ amount }) => amount)]);
  const tree: CalcNode = {
    step: 'difference',
    value: String(difference.total),
    unit: 'đ',
    of: [
      { ...priced.tree, step: 'shouldBe' },
      { step: 'charged', value: String(chargedTotal), unit: 'đ' },
    ],
  };
  return { tree, recomputed: difference.total, agrees };
}

const sameText = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Prices the stored inputs with the stored tariff; throws PricingProblem. */
export async function priceAgain(
  { detail, tariff, before }: Pick<StoredCharge, 'detail' | 'tariff' | 'before'>,
  plugin: Plugin,
  vatRates: readonly VatRate[],
): Promise<PricedCharge> {
  const { facts, taxDate, split, stay } = detail;
  const pricer = preparePricer(plugin, tariff.body, vatRates);
  const [decided] = pricer.needsQuota ? await pricer.quotas([facts]) : [];
  if (decided?.problem) throw new PricingProblem(decided.problem.code, decided.problem.params);
  const options = { taxDate, quota: decided?.quota ?? null };
  if (!split || !before) return stay ? priceStay(pricer, facts, { ...options, ...stay }) : pricer.explain(facts, options);
  const { oldDays, newDays, limitDays } = split;
  return priceSplit(preparePricer(plugin, before.body, vatRates), pricer, facts, {
    ...{ ...options, oldDays, newDays, limitDays },
    ...(stay ? { share: stay.share } : {}),
  });
}
