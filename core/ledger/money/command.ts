// A command that moves money: in the caller's buildings only, once per key, answering the document it made. Or only shown.
import type { Knex } from 'knex';
import { z } from 'zod';
import { Refusal } from '#kit';
import type { Ctx, SessionUser } from '#platform/context';
import type { MoneyDocumentDetail } from '../money.contract.ts';
import { getDocument } from './document-view.ts';
import { idempotent } from './idempotent.ts';
import { rehearse } from './rehearse.ts';

/** Shows the document a command would make, with its postings, and makes none. */
export const dry = { dryRun: z.boolean().optional() };

export function command<P extends object>(
  name: string,
  run: (trx: Knex.Transaction, user: SessionUser, given: P) => Promise<number>,
) {
  return (ctx: Ctx<P>): Promise<MoneyDocumentDetail> => {
    const user = ctx.meta.user!;
    const { buildingId, dryRun } = ctx.params as { buildingId?: number; dryRun?: boolean };
    if (buildingId !== undefined && !user.buildingIds.includes(buildingId))
      throw new Refusal('ledger.building.forbidden', { building: buildingId }, 403);
    const work = async (trx: Knex.Transaction) => getDocument(trx, await run(trx, user, ctx.params));
    return dryRun ? rehearse(ctx, work) : idempotent(ctx, name, work);
  };
}
