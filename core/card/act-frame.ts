// Who acts, and what is kept for all cards of one bulk, sweep or sheet: rows held, things read once, doors and audit told at the end.
import type { Knex } from 'knex';
import type { ParamsOf } from '#platform/actions';
import { call } from '#platform/call';
import type { Ctx } from '#platform/context';
import type { Debt } from './debt-of.ts';
import { type DoorChange, writeOutbox } from './outbox.ts';

export interface ActFrame {
  /** Who is written down; 0: nobody, core did it by rule. */
  userId: number;
  permissions: readonly string[];
  /** Debts read before for many cards at once, by card. */
  debts?: ReadonlyMap<number, Debt>;
  /** Where many cards are acted on: the caller holds their rows and units already. */
  later?: Later;
}
export interface Later {
  doors: DoorChange[];
  audit: AuditEntry[];
  read: Map<string, unknown>;
}
type AuditEntry = ParamsOf<'audit.append'>['entries'][number];

export const frameOf = (ctx: Ctx): ActFrame => ({ userId: ctx.meta.user!.id, permissions: ctx.meta.user!.permissions });
export const newLater = (): Later => ({ doors: [], audit: [], read: new Map() });

/** What does not change while many cards are acted on is read for the first of them. */
export async function readOnce<T>({ later }: ActFrame, key: string, read: () => Promise<T>): Promise<T> {
  if (!later) return read();
  if (!later.read.has(key)) later.read.set(key, await read());
  return later.read.get(key) as T;
}

export async function tell(
  ctx: Ctx,
  trx: Knex.Transaction,
  unit: string,
  buildingId: number,
  { doors, audit }: Pick<Later, 'doors' | 'audit'>,
): Promise<void> {
  if (audit.length > 0) await call(ctx, 'audit.append', { entries: audit }, { unitOfWork: unit });
  await writeOutbox(trx, buildingId, doors);
}
