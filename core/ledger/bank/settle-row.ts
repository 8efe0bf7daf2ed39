// A decision about a statement row: posted, parked, linked, left out or taken back, once, whoever asks how often.
import type { Knex } from 'knex';
import { Refusal, sumVnd, type Vnd, vnd } from '#kit';
import { now } from '#platform/clock';
import type { Ctx, SessionUser } from '#platform/context';
import { sentence } from '#platform/i18n';
import { inScope } from '#platform/scope';
import { listOpenItems } from '../debt/open-items.ts';
import { collect, matchUnidentified } from '../money/collect.ts';
import { getDocument } from '../money/document-view.ts';
import { idempotent } from '../money/idempotent.ts';
import { lockMoney, openRuns } from '../money/open-runs.ts';
import { collectUnidentified } from '../money/vouchers.ts';
import type { Settled } from './bank.contract.ts';
import { isBehindRow } from './bank-facts.ts';
import { accountOf } from './import-statement.ts';
import { lockedRow, type StoredRow } from './row-state.ts';

export interface Part {
  unitId: number;
  amount: Vnd;
}
export interface Payment {
  parts: readonly Part[];
  customerId?: number | undefined;
  keepSurplus?: boolean | undefined;
  reason?: string | undefined;
  detail?: object;
  /** Post only if each part is still open. */
  onlyIfOpen?: boolean;
  /** A person's own command: run once per idempotency key. */
  keyed?: boolean;
}
interface Decision {
  kind: 'receipt' | 'unidentified' | 'booked' | 'leftOut' | 'reopened';
  buildingId: number;
  documentId: number | null;
  reason?: string | undefined;
  detail?: object | undefined;
}
type Decide = (trx: Knex.Transaction, row: StoredRow, user: SessionUser) => Promise<Decision | 'changed' | { matched: number }>;

type Work = (trx: Knex.Transaction) => Promise<Settled>;

/** Runs `decide` on a row in one of `states`; a row already decided answers what it is. */
function decideRow(
  ctx: Ctx,
  rowId: number,
  states: readonly StoredRow['state'][],
  decide: Decide,
  keyed = false,
): Promise<Settled> {
  const user = ctx.meta.user!;
  const say = (code: string, params = {}) => sentence(ctx.meta.lang ?? 'vi', { code, params });
  const run = keyed && ctx.meta.idempotencyKey ? (fn: Work) => idempotent(ctx, 'settleRow', fn) : (fn: Work) => inScope(ctx, fn);
  return run(async (trx): Promise<Settled> => {
    const row = await lockedRow(trx, rowId);
    if (!row) throw new Refusal('bank.row.unknown', { row: rowId }, 404);
    const { documentId, number } = row;
    if (!states.includes(row.state)) {
      if (row.state === 'out') throw new Refusal('bank.row.outgoing', { amount: vnd(-row.amount) }, 409);
      const message = say(`bank.already.${row.state}`, { number: number ?? '', by: row.by ?? '' });
      return { rowId, result: 'already', documentId, number, message };
    }
    const decision = await decide(trx, row, user);
    if (decision === 'changed') return { rowId, result: 'changed', documentId: null, number: null, message: say('bank.changed') };
    const id = 'matched' in decision ? decision.matched : decision.documentId;
    if (!('matched' in decision)) await trx('bank_settlement').insert(settlementOf(row, decision, user));
    const document = id === null ? null : await getDocument(trx, id);
    const message = document ? say('bank.done.document', { number: document.number }) : say('bank.done.noted');
    return { rowId, result: 'settled', documentId: id, number: document?.number ?? null, message };
  });
}

function settlementOf(row: StoredRow, { kind, buildingId, documentId, reason = '', detail = {} }: Decision, user: SessionUser) {
  return {
    ...{ row_id: row.id, attempt: row.attempts + 1, building_id: buildingId, kind, document_id: documentId, reason },
    ...{ detail: JSON.stringify(detail), settled_by: user.id, settled_at: now() },
  };
}

/** A receipt over units of one building; from 3388 where the transfer was parked. */
export function payRow(ctx: Ctx, rowId: number, payment: Payment): Promise<Settled> {
  return decideRow(
    ctx,
    rowId,
    ['open', 'parked'],
    async (trx, row, user) => {
      const parked = row.state === 'parked';
      // an open row is decided once; of a parked one every part is a command of its own
      if (parked && !ctx.meta.idempotencyKey) throw new Refusal('ledger.key.missing', {}, 400);
      const amount = sumVnd(payment.parts.map((part) => part.amount));
      const there = vnd(parked ? row.remaining! : row.amount);
      if (parked ? amount > there : amount !== there) throw new Refusal('bank.row.partsDiffer', { parts: amount, amount: there });
      const buildingId = await buildingOf(trx, payment.parts, row);
      await lockMoney(trx, buildingId);
      await openRuns(trx, user.companyId, buildingId);
      const items = await itemsOf(trx, buildingId, payment);
      if (items === null) return 'changed';
      const paid = sumVnd(items.map((item) => item.amount));
      const unitIds = payment.parts.map(({ unitId }) => unitId);
      const given = {
        ...{ buildingId, amount, unitIds, keepSurplus: payment.keepSurplus ?? false, reason: payment.reason ?? memoOf(row) },
        ...(payment.customerId ? { customerId: payment.customerId } : {}),
        ...(items.length > 0 && paid <= amount ? { items } : {}),
      };
      if (parked) return { matched: await matchUnidentified(trx, user, { ...given, creditId: row.creditId! }) };
      const documentId = await collect(trx, user, { ...given, ...saidOf(row), method: 'bank' });
      return { kind: 'receipt', buildingId, documentId, reason: payment.reason, detail: payment.detail };
    },
    payment.keyed,
  );
}

/** The oldest items of each unit up to its part; null where a part is more than is open and nobody said to keep the rest. */
async function itemsOf(trx: Knex.Transaction, buildingId: number, { parts, customerId, onlyIfOpen }: Payment) {
  const open = await listOpenItems(trx, { buildingId, unitIds: parts.map(({ unitId }) => unitId) });
  // whom the clerk names pays his own debts first, then the unit's others
  const ordered = customerId
    ? [...open].sort((a, b) => Number(b.customerId === customerId) - Number(a.customerId === customerId))
    : open;
  const items: { itemId: number; amount: Vnd }[] = [];
  for (const { unitId, amount } of parts) {
    let left = amount;
    for (const item of ordered) {
      if (item.unitId !== unitId || left === 0) continue;
      const part = vnd(Math.min(left, item.open));
      items.push({ itemId: item.id, amount: part });
      left = vnd(left - part);
    }
    if (left > 0 && onlyIfOpen) return null;
  }
  return items;
}

async function buildingOf(trx: Knex.Transaction, parts: readonly Part[], row: StoredRow): Promise<number> {
  const { building_ids } = await accountOf(trx, row.accountId);
  const found: { building_id: number }[] = await trx('unit')
    .whereIn(
      'id',
      parts.map(({ unitId }) => unitId),
    )
    .distinct('building_id');
  if (found.some(({ building_id }) => !building_ids.includes(building_id)) || found.length === 0)
    throw new Refusal('bank.row.unitForeign', {}, 404);
  if (found.length > 1) throw new Refusal('bank.row.severalBuildings', { count: found.length });
  if (row.state === 'parked' && row.buildingId !== found[0]!.building_id) throw new Refusal('bank.row.parkedElsewhere', {}, 409);
  return found[0]!.building_id;
}

export function parkRow(ctx: Ctx, rowId: number, buildingId: number | undefined, reason: string | undefined): Promise<Settled> {
  return decideRow(ctx, rowId, ['open'], async (trx, row, user) => {
    const { building_ids } = await accountOf(trx, row.accountId);
    const home = buildingId ?? building_ids[0]!;
    if (!building_ids.includes(home)) throw new Refusal('bank.row.unitForeign', {}, 404);
    const given = { buildingId: home, amount: vnd(row.amount), reason: reason ?? memoOf(row) };
    const documentId = await collectUnidentified(trx, user, { ...given, ...saidOf(row) });
    return { kind: 'unidentified', buildingId: home, documentId, reason };
  });
}

/** The receipt someone already entered by hand for this very transfer. */
export function linkRow(ctx: Ctx, rowId: number, documentId: number): Promise<Settled> {
  return decideRow(ctx, rowId, ['open'], async (trx, row) => {
    const { building_ids } = await accountOf(trx, row.accountId);
    const document = await getDocument(trx, documentId);
    await lockMoney(trx, document.buildingId); // two rows, one receipt: the second sees the first
    if (await isBehindRow(trx, documentId)) throw new Refusal('bank.row.documentUsed', { number: document.number }, 409);
    const wrong = document.method !== 'bank' || document.amount !== row.amount || document.voided !== null;
    if (wrong || !building_ids.includes(document.buildingId))
      throw new Refusal('bank.row.documentDiffers', { number: document.number, amount: vnd(row.amount) }, 409);
    return { kind: 'booked', buildingId: document.buildingId, documentId };
  });
}

/** Not from a customer: interest, own transfers. Taken back by `reopen`. */
export const leaveOutRow = (ctx: Ctx, rowId: number, reason: string): Promise<Settled> =>
  noted(ctx, rowId, ['open'], 'leftOut', reason);
export const reopenRow = (ctx: Ctx, rowId: number, reason: string): Promise<Settled> =>
  noted(ctx, rowId, ['leftOut', 'booked'], 'reopened', reason);

function noted(
  ctx: Ctx,
  rowId: number,
  states: StoredRow['state'][],
  kind: 'leftOut' | 'reopened',
  reason: string,
): Promise<Settled> {
  return decideRow(ctx, rowId, states, async (trx, row) => {
    const { building_ids } = await accountOf(trx, row.accountId);
    return { kind, buildingId: row.buildingId ?? building_ids[0]!, documentId: null, reason };
  });
}

const memoOf = ({ memo }: StoredRow): string => memo.slice(0, 300);
const saidOf = ({ onDate, reference, party }: StoredRow) => ({
  ...{ onDate, ...(reference ? { reference } : {}), ...(party ? { party } : {}) },
});
