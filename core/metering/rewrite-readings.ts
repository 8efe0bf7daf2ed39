// Puts readings right that others continue from or bills were made of: all in one statement, what they were kept for ever.
import type { Knex } from 'knex';
import { type DecimalText, firstDay } from '#kit';
import type { CorrectionKind } from './correction.contract.ts';
import type { ReadingKind } from './metering.contract.ts';

export interface ReadingFace {
  previous: DecimalText;
  value: DecimalText;
  rollover: boolean;
  kind: ReadingKind;
  declared: DecimalText | null;
}
export interface Rewritten {
  mountingId: number;
  /** null for a master meter. */
  unitId: number | null;
  service: string;
  period: string;
  was: ReadingFace;
  became: ReadingFace;
}
export interface Why {
  buildingId: number;
  userId: number;
  kind: CorrectionKind;
  reason: string;
  document: string | null;
}

// The statement's trigger sees all of them as they are in the end: each still continues the one before.
const REWRITE = `
  update reading r set previous = n.previous, value = n.value, rollover = n.rollover, kind = n.kind, declared = n.declared,
    revision = r.revision + 1
  from jsonb_to_recordset(?::jsonb) x("mountingId" bigint, month date, became jsonb),
    jsonb_to_record(x.became) n(previous numeric, value numeric, rollover boolean, kind text, declared numeric)
  where r.mounting_id = x."mountingId" and r.period = x.month returning 1`;
const KEEP = `
  insert into reading_correction (building_id, mounting_id, unit_id, service, period, kind, was, became, reason, document, recorded_by)
  select ?, x."mountingId", x."unitId", x.service, x.month, ?, x.was, x.became, ?, ?, ?
  from jsonb_to_recordset(?::jsonb) x("mountingId" bigint, "unitId" bigint, service text, month date, was jsonb, became jsonb)`;

export async function rewriteReadings(trx: Knex.Transaction, why: Why, rows: readonly Rewritten[]): Promise<void> {
  if (rows.length === 0) return;
  const json = JSON.stringify(rows.map((row) => ({ ...row, month: firstDay(row.period) })));
  const { rows: changed } = await trx.raw(REWRITE, [json]);
  if (changed.length !== rows.length) throw new Error(`${rows.length - changed.length} readings to be put right are gone`);
  await keepCorrections(trx, why, rows);
}

/** Only the record: where the readings themselves stay (their multiplier was wrong). */
export async function keepCorrections(
  trx: Knex.Transaction,
  { buildingId, userId, kind, reason, document }: Why,
  rows: readonly (Omit<Rewritten, 'was' | 'became'> & { was: object; became: object })[],
): Promise<void> {
  const json = JSON.stringify(rows.map((row) => ({ ...row, month: firstDay(row.period) })));
  await trx.raw(KEEP, [buildingId, kind, reason, document, userId, json]);
}
