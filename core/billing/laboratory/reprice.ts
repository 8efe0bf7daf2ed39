// Posted charges priced once more with another tariff, from the inputs they keep. Pure: reads and writes nothing.
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Finding, type Pricer, PricingProblem, priceStay } from '#kit';
import type { PostedCharge } from './posted-charges.ts';

export interface Repriced {
  charge: PostedCharge;
  /** Total with the other tariff, or why it cannot be priced. */
  draft: number | Finding;
}
const TURN_EVERY = 500;

export async function reprice(pricer: Pricer, charges: readonly PostedCharge[]): Promise<Repriced[]> {
  const quotas = pricer.needsQuota ? await pricer.quotas(charges.map(({ facts }) => facts)) : [];
  const rows: Repriced[] = [];
  for (const [index, charge] of charges.entries()) {
    if (index % TURN_EVERY === TURN_EVERY - 1) await nextTurn(); // other requests get their turn
    const decided = quotas[index];
    rows.push({ charge, draft: decided?.problem ?? totalOf(pricer, charge, decided?.quota ?? null) });
  }
  return rows;
}

function totalOf(pricer: Pricer, { facts, taxDate, stay }: PostedCharge, quota: string | null): number | Finding {
  try {
    const options = { taxDate, quota };
    return (stay ? priceStay(pricer, facts, { ...options, ...stay }) : pricer.price(facts, options)).total;
  } catch (error) {
    if (error instanceof PricingProblem) return { code: error.code, params: error.params }; // told in its row, the others go on
    throw error;
  }
}
