// Writes many readings in one statement; the statement's trigger checks that each continues from the one before.
import type { Knex } from 'knex';
import { firstDay } from '#kit';
import type { PlannedReading } from './plan-change.ts';

export interface JudgedReading extends PlannedReading {
  state: 'entered' | 'held' | 'accepted';
  reason: string | null;
  source: Record<string, unknown>;
}
export interface WriteTarget {
  buildingId: number;
  period: string;
  userId: number;
}

const UPSERT = `
  insert into reading as old (building_id, mounting_id, unit_id, service, period, read_on, previous_on, previous, value, rollover, kind, declared,
    state, reason, note, source, revision, recorded_by)
  select :buildingId, r.m, r.u, r.s, :period::date, r.d::date, r.pd::date, r.p::numeric, r.v::numeric, r.ro, r.k, r.de::numeric, r.st, r.re, r.n, r.so,
    r.rev, :userId
  from jsonb_to_recordset(:rows::jsonb) r(m bigint, u bigint, s text, d text, pd text, p text, v text, ro boolean, k text, de text, st text, re text,
    n text, so jsonb, rev int)
  on conflict (mounting_id, period) do update set read_on = excluded.read_on, previous_on = excluded.previous_on,
    previous = excluded.previous, value = excluded.value, rollover = excluded.rollover, kind = excluded.kind, declared = excluded.declared, state = excluded.state,
    reason = excluded.reason, note = excluded.note, source = excluded.source, revision = excluded.revision,
    recorded_by = excluded.recorded_by, recorded_at = now()
  where old.revision = excluded.revision - 1
  returning 1`;

export async function writeReadings(
  trx: Knex.Transaction,
  target: WriteTarget,
  readings: readonly JudgedReading[],
): Promise<void> {
  if (readings.length === 0) return;
  const rows = readings.map(({ dial, value, readOn, rollover, kind, declared, state, reason, note, source }) => ({
    m: dial.id,
    u: dial.unitId,
    s: dial.service,
    d: readOn,
    pd: dial.previousOn,
    p: dial.previous,
    v: value,
    ro: rollover,
    k: kind,
    de: declared,
    st: state,
    re: reason,
    n: note,
    so: source,
    rev: (dial.current?.revision ?? 0) + 1,
  }));
  const { buildingId, userId, period } = target;
  const written = await trx.raw(UPSERT, { buildingId, userId, period: firstDay(period), rows: JSON.stringify(rows) });
  // the mountings are locked by us: a missing row would mean that lock did not hold
  if (written.rows.length !== rows.length)
    throw new Error(`${rows.length - written.rows.length} readings were changed by someone else`);
}

export async function removeReadings(trx: Knex.Transaction, period: string, mountingIds: readonly number[]): Promise<void> {
  if (mountingIds.length === 0) return;
  await trx.raw('delete from reading where mounting_id = any (?::bigint[]) and period = ?', [
    `{${mountingIds.join(',')}}`,
    firstDay(period),
  ]);
}
