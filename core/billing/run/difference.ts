// What a month should have been charged less what it was, line by line and rate by rate: both together come to the right price to the đồng.
import { decimalOf, type PricedAmounts, type PricedLine, sub, sumVnd, textOf, type VatGroup } from '#kit';

export interface Amounts {
  lines: readonly PricedLine[];
  vat: readonly VatGroup[];
}
type Tier = NonNullable<PricedLine['tiers']>[number];

/** Lines and tiers that did not change are left out; VAT is the difference of the rounded amounts, at the month's own rates. */
export function differenceOf(now: Amounts, was: Amounts): PricedAmounts {
  const lines = paired(now.lines, was.lines, ({ code, part = '' }) => `${part} ${code}`).flatMap(([after, before]) =>
    lineOf(after, before),
  );
  const vat = paired(now.vat, was.vat, ({ rate }) => rate).flatMap(([after, before]): VatGroup[] => {
    const base = (after?.base ?? 0) - (before?.base ?? 0);
    const amount = (after?.amount ?? 0) - (before?.amount ?? 0);
    return base === 0 && amount === 0 ? [] : [{ ...(after ?? before)!, base, amount }];
  });
  const net = sumVnd(lines.map((line) => line.net));
  const vatTotal = sumVnd(vat.map((group) => group.amount));
  return { lines, vat, net, vatTotal, total: sumVnd([net, vatTotal]) };
}

function lineOf(now: PricedLine | null, was: PricedLine | null): PricedLine[] {
  const { code, label, nature, vat, part } = (now ?? was)!;
  const net = (now?.net ?? 0) - (was?.net ?? 0);
  const quantity = less(now?.quantity, was?.quantity);
  if (net === 0 && (quantity === undefined || quantity === '0')) return [];
  const line: PricedLine = { code, label, nature, vat, ...(part && { part }), net };
  // a price of one only where it is the price of both
  if ((now?.unitPrice ?? was?.unitPrice) === (was?.unitPrice ?? now?.unitPrice)) {
    const unitPrice = now?.unitPrice ?? was?.unitPrice;
    if (quantity !== undefined) line.quantity = quantity;
    if (unitPrice !== undefined) line.unitPrice = unitPrice;
  }
  const tiers = paired(now?.tiers ?? [], was?.tiers ?? [], ({ from, upTo, unitPrice }) => `${from} ${upTo} ${unitPrice}`).flatMap(
    ([after, before]) => tierOf(after, before),
  );
  if (tiers.length > 0) line.tiers = tiers;
  return [line];
}

function tierOf(now: Tier | null, was: Tier | null): Tier[] {
  const { from, upTo, unitPrice } = (now ?? was)!;
  const quantity = less(now?.quantity, was?.quantity)!;
  const net = (now?.net ?? 0) - (was?.net ?? 0);
  return quantity === '0' && net === 0 ? [] : [{ from, upTo, quantity, unitPrice, net }];
}

function less(now: string | undefined, was: string | undefined): string | undefined {
  if (now === undefined && was === undefined) return undefined;
  return textOf(sub(decimalOf(now ?? '0'), decimalOf(was ?? '0')));
}

/** Those of the first list with their counterparts, then those only the second has. */
function paired<T>(now: readonly T[], was: readonly T[], keyOf: (one: T) => string): [now: T | null, was: T | null][] {
  const before = new Map(was.map((one) => [keyOf(one), one]));
  const after = new Set(now.map(keyOf));
  return [
    ...now.map((one): [T, T | null] => [one, before.get(keyOf(one)) ?? null]),
    ...was.filter((one) => !after.has(keyOf(one))).map((one): [null, T] => [null, one]),
  ];
}
