// The lines of one charge from its values, in order; each line's net is a value for the lines after it.
import { formulaNode, shareNode, tierNodes } from './calculation-tree.ts';
import type { CompiledLine, CompiledTariff } from './compile-tariff.ts';
import type { CalcNode, PricedLine } from './contract.ts';
import { type Decimal, decimalOf, mul, mulDiv, ONE, textOf } from './decimal.ts';
import { FormulaError } from './formula/formula-error.ts';
import { roundVnd, sumVnd } from './money.ts';
import { asPricingProblem, PricingProblem } from './pricing-problem.ts';
import { missingVariables, type TariffValues } from './tariff-values.ts';
import { type DayShare, runTiers } from './tiers.ts';

/**
 * One side of a price change, or one payer's stay in a period (without a name). Metered lines read `values` already cut to the side and have their limits shared over `limitDays`;
 * the other lines are worked out whole and shared by the side's days.
 */
export interface Part {
  name?: 'old' | 'new';
  share: DayShare;
  limits: DayShare;
}
/** `nodes` are filled where a calculation tree is wanted. */
export interface LineRun {
  tariff: CompiledTariff;
  values: TariffValues;
  unit: string;
  part?: Part;
  nodes?: CalcNode[];
}

/** Prices every line; throws PricingProblem naming the line. */
export function priceLines({ tariff, values, unit, part, nodes }: LineRun): PricedLine[] {
  const priced: PricedLine[] = [];
  const whole = part ? [...values] : values;
  for (const compiled of tariff.lines) {
    const { line, slot, metered } = compiled;
    const row: LineRun = { tariff, values: metered ? values : whole, unit, part, nodes: nodes && [] };
    try {
      // A line that is left out counts as zero for the lines after it.
      const left = compiled.when !== undefined && compiled.when.run(row.values) === false;
      if (nodes && compiled.when) row.nodes!.push(formulaNode('condition', line.when!, compiled.when, tariff, row.values));
      const { line: result, full } = left ? { line: undefined, full: 0 } : priceLine(compiled, row);
      if (result) priced.push(result);
      whole[slot] = decimalOf(full);
      values[slot] = decimalOf(result?.net ?? 0);
      nodes?.push({
        step: left ? 'skipped' : 'line',
        formula: line.code,
        label: line.label,
        value: String(result?.net ?? 0),
        unit: 'đ',
        of: row.nodes!,
      });
    } catch (error) {
      if (error instanceof FormulaError && error.code === 'formula.missingValue') {
        const missing = missingVariables(tariff, row.values);
        throw new PricingProblem('pricing.missingVariable', {
          variable: error.params.name!,
          missing: missing.join(', '),
          line: line.code,
        });
      }
      throw asPricingProblem(error, line.code);
    }
  }
  return priced;
}

/** The printed line, and its amount before sharing by days (the same outside a price change). */
function priceLine(compiled: CompiledLine, run: LineRun): { line: PricedLine; full: number } {
  const { line } = compiled;
  const { values, tariff, nodes, unit } = run;
  const quantity = compiled.quantity && (compiled.quantity.run(values) as Decimal);
  if (nodes && compiled.quantity) nodes.push(formulaNode('quantity', line.quantity!, compiled.quantity, tariff, values, unit));
  const head = {
    code: line.code,
    label: line.label,
    nature: line.nature,
    vat: line.vat,
    ...(run.part?.name && { part: run.part.name }),
  };
  return line.kind === 'tiers' ? tiersLine(compiled, quantity!, head, run) : amountLine(compiled, quantity, head, run);
}

type Head = Omit<PricedLine, 'net'>;

function tiersLine(
  compiled: CompiledLine,
  quantity: Decimal,
  head: Head,
  { values, tariff, part, nodes, unit }: LineRun,
): { line: PricedLine; full: number } {
  const { line, limitScale, tiers, metered } = compiled;
  if (line.kind !== 'tiers' || !tiers) throw new Error(`tiers line ${line.code} was not compiled`);
  const scale = limitScale ? (limitScale.run(values) as Decimal) : ONE;
  if (nodes && limitScale) nodes.push(formulaNode('limitScale', line.limitScale!, limitScale, tariff, values));
  if (quantity < 0n || scale < 0n)
    throw new PricingProblem('pricing.negativeQuantity', {
      line: line.code,
      quantity: textOf(quantity),
      limitScale: textOf(scale),
    });
  const shared = part && !metered ? mulDiv(quantity, decimalOf(part.share.days), decimalOf(part.share.of)) : quantity;
  const limits = part && (metered ? part.limits : part.share);
  const rows = runTiers(shared, tiers, scale, part && metered ? 'whole' : (line.limitRounding ?? 'none'), limits);
  const result: PricedLine = {
    ...head,
    quantity: textOf(shared),
    ...(rows.length === 1 && { unitPrice: textOf(rows[0]!.price) }),
    net: sumVnd(rows.map(({ net }) => net)),
    tiers: rows.map((row) => ({
      from: textOf(row.from),
      upTo: row.upTo === null ? null : textOf(row.upTo),
      quantity: textOf(row.quantity),
      unitPrice: textOf(row.price),
      net: row.net,
    })),
  };
  nodes?.push(...tierNodes(result, unit));
  const full =
    part && !metered ? sumVnd(runTiers(quantity, tiers, scale, line.limitRounding ?? 'none').map(({ net }) => net)) : result.net;
  return { line: result, full };
}

function amountLine(
  compiled: CompiledLine,
  quantity: Decimal | undefined,
  head: Head,
  { values, tariff, part, nodes }: LineRun,
): { line: PricedLine; full: number } {
  const { line, amount, unitPrice, metered } = compiled;
  if (line.kind !== 'amount' || !amount) throw new Error(`amount line ${line.code} was not compiled`);
  const exact = amount.run(values) as Decimal;
  const price = unitPrice && (unitPrice.run(values) as Decimal);
  const full = roundVnd(exact);
  if (quantity !== undefined && price !== undefined && roundVnd(mul(quantity, price)) !== full) {
    throw new PricingProblem('pricing.printMismatch', {
      line: line.code,
      quantity: textOf(quantity),
      unitPrice: textOf(price),
      amount: full,
    });
  }
  if (nodes && unitPrice) nodes.push(formulaNode('unitPrice', line.unitPrice!, unitPrice, tariff, values, 'đ'));
  nodes?.push(formulaNode('amount', line.amount, amount, tariff, values, 'đ'));
  const share = part && !metered ? part.share : undefined;
  if (share) nodes?.push(shareNode(exact, share.days, share.of));
  const cut = (value: Decimal): Decimal => (share ? mulDiv(value, decimalOf(share.days), decimalOf(share.of)) : value);
  const result: PricedLine = {
    ...head,
    ...(quantity !== undefined && { quantity: textOf(cut(quantity)) }),
    ...(price !== undefined && { unitPrice: textOf(price) }),
    net: roundVnd(cut(exact)),
  };
  return { line: result, full };
}
