// A quantity through a tier table: rows, each rounded to đồng, so that a printed table adds up.
import type { Tier } from './contract.ts';
import { type Decimal, decimalOf, minOf, mul, mulDiv, ONE, roundTo, sub, ZERO } from './decimal.ts';
import { roundVnd, sumVnd, type Vnd } from './money.ts';

/** Tier limits and prices read once; `upTo` null in the last row only. */
export type CompiledTiers = readonly { upTo: Decimal | null; price: Decimal }[];
export interface TierRow {
  from: Decimal;
  upTo: Decimal | null;
  quantity: Decimal;
  price: Decimal;
  net: Vnd;
}

/** A table whose limits do not rise, or whose last row is not open. `at` is the index of the bad row. */
export class TierTableError extends Error {
  readonly code: 'plugin.tiers.empty' | 'plugin.tiers.notRising' | 'plugin.tiers.lastNotOpen';
  readonly params: { row: number };
  constructor(code: TierTableError['code'], at: number) {
    super(`${code} ${at}`);
    this.name = 'TierTableError';
    this.code = code;
    this.params = { row: at + 1 };
  }
}

/** Reads a table; TierTableError or DecimalError where it is no table. */
export function compileTiers(tiers: readonly Tier[]): CompiledTiers {
  if (tiers.length === 0) throw new TierTableError('plugin.tiers.empty', 0);
  let below = ZERO;
  return tiers.map((tier, at) => {
    const upTo = tier.upTo === null ? null : decimalOf(tier.upTo);
    const last = at === tiers.length - 1;
    if (last !== (upTo === null)) throw new TierTableError('plugin.tiers.lastNotOpen', at);
    if (upTo !== null && upTo <= below) throw new TierTableError('plugin.tiers.notRising', at);
    below = upTo ?? below;
    return { upTo, price: decimalOf(tier.price) };
  });
}

/** Part of a period that limits are shared by: × days ÷ of, with one rounding. */
export interface DayShare {
  days: number;
  of: number;
}

/**
 * Rows with a quantity; nothing consumed gives the first row with zero. Every limit is × `scale` (and × `share`), rounded half-up to
 * whole measures if `rounding` is `whole`; a limit scaled to zero leaves its tier empty. The caller refuses negative quantities and scales.
 */
export function runTiers(
  quantity: Decimal,
  tiers: CompiledTiers,
  scale: Decimal,
  rounding: 'none' | 'whole',
  share?: DayShare,
): TierRow[] {
  const rows: TierRow[] = [];
  let from = ZERO;
  for (const { upTo, price } of tiers) {
    const limit = upTo === null ? null : scaledLimit(upTo, scale, rounding, share);
    const within = sub(limit === null ? quantity : minOf(quantity, limit), from);
    if (within > 0n) rows.push({ from, upTo: limit, quantity: within, price, net: roundVnd(mul(within, price)) });
    if (limit === null || quantity <= limit) break;
    from = limit;
  }
  if (rows.length > 0) return rows;
  const first = tiers[0]!;
  return [
    {
      from: ZERO,
      upTo: first.upTo && scaledLimit(first.upTo, scale, rounding, share),
      quantity: ZERO,
      price: first.price,
      net: 0,
    },
  ];
}

function scaledLimit(limit: Decimal, scale: Decimal, rounding: 'none' | 'whole', share: DayShare | undefined): Decimal {
  const scaled = scale === ONE ? limit : mul(limit, scale);
  const shared = share ? mulDiv(scaled, decimalOf(share.days), decimalOf(share.of)) : scaled;
  return rounding === 'whole' ? roundTo(shared, 0) : shared;
}

/** Sum of the rows' đồng, as a Decimal for formulas. */
export const tiersTotal = (rows: readonly TierRow[]): Decimal => decimalOf(sumVnd(rows.map((row) => row.net)));
