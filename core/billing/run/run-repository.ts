// Runs, as rows of the database.
import type { Knex } from 'knex';
import { firstDay, Refusal } from '#kit';
import type { RunStatus, RunTotals, RunView } from '../billing.contract.ts';
import { progressOf } from './progress.ts';

export interface Run extends RunView {
  inputHash: string | null;
}

const columns = (trx: Knex.Transaction) => [
  'id',
  'seq',
  'status',
  'totals',
  'failure',
  {
    buildingId: 'building_id',
    createdBy: 'created_by',
    createdAt: 'created_at',
    approvedBy: 'approved_by',
    postedAt: 'posted_at',
    moveId: 'move_id',
  },
  { inputHash: 'input_hash' },
  trx.raw(`to_char(period, 'YYYY-MM') as period`),
];

export async function getRun(trx: Knex.Transaction, id: number): Promise<Run> {
  const run = await trx('run').where({ id }).first(columns(trx));
  if (!run) throw new Refusal('billing.run.unknown', { id }, 404);
  return { ...run, progress: progressOf(id) };
}

export async function listRuns(trx: Knex.Transaction, buildingId: number, period: string | undefined): Promise<Run[]> {
  const rows = await trx('run')
    .where({ building_id: buildingId, ...(period ? { period: firstDay(period) } : {}) })
    .orderBy('id', 'desc')
    .limit(500)
    .select(columns(trx));
  return rows.map((row) => ({ ...row, progress: progressOf(row.id) }));
}

export async function insertRun(
  trx: Knex.Transaction,
  {
    buildingId,
    period,
    moveId = null,
    createdBy,
  }: { buildingId: number; period: string; moveId?: number | null; createdBy: number },
): Promise<number> {
  const { rows } = await trx.raw(
    `insert into run (building_id, period, seq, status, created_by, move_id)
     select ?, ?, 1 + coalesce(max(seq), 0), 'previewing', ?, ? from run where building_id = ? and period = ? returning id`,
    [buildingId, firstDay(period), createdBy, moveId, buildingId, firstDay(period)],
  );
  return rows[0].id;
}

interface RunChange {
  status: RunStatus;
  approved_by?: number | null;
  input_hash?: string;
  totals?: RunTotals;
  failure?: { code: string; params: object } | null;
  posted_at?: Knex.Raw;
}
/** Changes a run that still has the status it was seen with; false where somebody else was faster. */
export async function changeRun(trx: Knex.Transaction, id: number, from: RunStatus, change: RunChange): Promise<boolean> {
  const changed = await trx('run').where({ id, status: from }).update(change);
  return changed === 1;
}

/** Makes sure that the month exists and is open; answers it. */
export async function openMonth(trx: Knex.Transaction, buildingId: number, period: string): Promise<void> {
  const month = firstDay(period);
  await trx('period').insert({ building_id: buildingId, period: month }).onConflict(['building_id', 'period']).ignore();
  const row = await trx('period').where({ building_id: buildingId, period: month }).first('status');
  if (row?.status !== 'open') throw new Refusal('billing.period.closed', { period }, 409);
}
