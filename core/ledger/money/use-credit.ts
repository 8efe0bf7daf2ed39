// Takes an amount from a payer's credits of one kind at one unit, oldest first.
import type { Knex } from 'knex';
import { Refusal, sumVnd, type Vnd, vnd } from '#kit';
import { listCredits } from '../debt/open-items.ts';
import type { DraftAllocation, DraftLine } from './money-draft.ts';

interface CreditUse {
  buildingId: number;
  unitId: number;
  customerId: number;
  kind: 'surplus' | 'deposit';
  amount: Vnd;
}

/** The debit lines and the allocations; more than there is gets refused. */
export async function useCredit(
  trx: Knex.Transaction,
  { amount, ...where }: CreditUse,
): Promise<{ lines: DraftLine[]; allocations: DraftAllocation[] }> {
  const { buildingId, unitId, customerId, kind } = where;
  const credits = await listCredits(trx, { buildingId, unitIds: [unitId], customerId, kind });
  const there = sumVnd(credits.map(({ remaining }) => remaining));
  if (there < amount) throw new Refusal(`ledger.${kind}.tooSmall`, { remaining: there, amount }, 409);
  const lines: DraftLine[] = [];
  const allocations: DraftAllocation[] = [];
  let left = amount;
  for (const { id, remaining, account } of credits) {
    if (left === 0) break;
    const part = Math.min(left, remaining);
    // a surplus stands on a receivable, which names its payer; a deposit does not
    lines.push({ account, amount: part, ...(kind === 'surplus' ? { unitId, customerId } : {}) });
    allocations.push({ creditId: id, amount: part });
    left = vnd(left - part);
  }
  return { lines, allocations };
}
