// Facts of a unit → priced charge. Pure: the same input gives the same bytes.
import { compileTariff } from './compile-tariff.ts';
import type {
  CalcNode,
  DecimalText,
  Facts,
  Plugin,
  PricedAmounts,
  PricedCharge,
  PricedLine,
  TariffBody,
  VatRate,
} from './contract.ts';
import { type Decimal, textOf } from './decimal.ts';
import type { Finding } from './findings.ts';
import { sumVnd } from './money.ts';
import { shapeFindings, tariffBodySchema } from './plugin-schema.ts';
import { type LineRun, type Part, priceLines } from './price-lines.ts';
import { PricingProblem } from './pricing-problem.ts';
import { noQuotas, prepareQuotas, type QuotaDecision } from './quota.ts';
import { valuesOf } from './tariff-values.ts';
import { vatGroups, vatNodes } from './vat-groups.ts';
import { checkVatRates } from './vat-rates.ts';

export interface PriceOptions {
  taxDate: string; // the day whose VAT rates hold
  quota?: DecimalText | null; // value of the plugin's allowance variable, from Pricer.quotas; left out: taken from the facts
}
export interface Pricer {
  needs: readonly string[]; // variables this tariff's formulas use
  needsQuota: boolean; // one of them is the allowance
  quotas(factsList: readonly Facts[]): Promise<QuotaDecision[]>; // set-wise; the engine runs once per distinct facts
  price(facts: Facts, options: PriceOptions): PricedAmounts; // throws PricingProblem
  explain(facts: Facts, options: PriceOptions): PricedCharge; // the same figures with the calculation tree
  /** For priceSplit: one side's lines, before VAT. */
  linesOf(facts: Facts, options: PriceOptions, part?: Part, nodes?: CalcNode[]): { lines: PricedLine[]; quota?: DecimalText };
  plugin: Plugin;
  vatRates: readonly VatRate[];
}

/** Compiles a tariff once. Throws PricingProblem `pricing.badTariff` with all findings where the body does not fit the plugin. */
export function preparePricer(plugin: Plugin, body: TariffBody, rates: readonly VatRate[]): Pricer {
  checkVatRates(rates);
  const vatRates: readonly VatRate[] = Object.freeze(structuredClone([...rates]));
  refuse(plugin, shapeFindings(tariffBodySchema, body));
  const { tariff, findings } = compileTariff(plugin.variables, body);
  refuse(plugin, findings);
  const allowance = tariff.needs.find(({ source }) => source === 'allowance');
  // A tariff without the allowance need not have the parameters its rules name.
  const quotas = allowance ? prepareQuotas(plugin, body) : noQuotas;

  const linesOf: Pricer['linesOf'] = (facts, options, part, nodes) => {
    const values = valuesOf(tariff, facts, options.quota);
    const run: LineRun = { tariff, values, unit: plugin.measure.unit, part, nodes };
    const quota = allowance && values[tariff.slots.get(allowance.name)!.slot];
    return { lines: priceLines(run), ...(quota !== undefined && { quota: textOf(quota as Decimal) }) };
  };
  const price: Pricer['price'] = (facts, options) => {
    const { lines, quota } = linesOf(facts, options);
    return amountsOf(lines, vatRates, options.taxDate, quota);
  };
  const explain: Pricer['explain'] = (facts, options) => {
    const nodes: CalcNode[] = [];
    const { lines, quota } = linesOf(facts, options, undefined, nodes);
    return withTree(amountsOf(lines, vatRates, options.taxDate, quota), nodes, vatRates, options.taxDate);
  };
  const needs = tariff.needs.map(({ name }) => name);
  return { needs, needsQuota: allowance !== undefined, quotas, price, explain, linesOf, plugin, vatRates };
}

function refuse(plugin: Plugin, findings: Finding[]): void {
  if (findings.length > 0)
    throw new PricingProblem('pricing.badTariff', { service: plugin.id, problems: findings.length }, findings);
}

/** Lines → charge: VAT once per rate, totals by addition. */
export function amountsOf(
  lines: PricedLine[],
  vatRates: readonly VatRate[],
  taxDate: string,
  quota?: DecimalText,
): PricedAmounts {
  const vat = vatGroups(lines, vatRates, taxDate);
  const net = sumVnd(lines.map((line) => line.net));
  const vatTotal = sumVnd(vat.map((group) => group.amount));
  return { lines, vat, net, vatTotal, total: sumVnd([net, vatTotal]), ...(quota !== undefined && { quota }) };
}

/** The charge with its tree: total ← lines and VAT. */
export function withTree(
  amounts: PricedAmounts,
  nodes: readonly CalcNode[],
  vatRates: readonly VatRate[],
  taxDate: string,
): PricedCharge {
  const quota = amounts.quota === undefined ? [] : [{ step: 'quota', value: amounts.quota }];
  const of = [...quota, ...nodes, ...vatNodes(amounts.vat, vatRates, taxDate)];
  return { ...amounts, tree: { step: 'total', value: String(amounts.total), unit: 'đ', of } };
}
