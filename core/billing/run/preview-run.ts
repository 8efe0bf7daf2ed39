// A preview: reads and prices the month, writes what would be charged, what is parked and how it differs from last month.
import type { Knex } from 'knex';
import { addMonths, firstDay, Refusal } from '#kit';
import { call } from '#platform/call';
import { thisPeriod } from '#platform/clock';
import type { Ctx } from '#platform/context';
import { type CopyRow, copyRows } from '#platform/copy';
import { plugins } from '#platform/plugins';
import { asPoster, inScope, unitOfWork } from '#platform/scope';
import type { RunTotals } from '../billing.contract.ts';
import { diffRuns } from './diff-runs.ts';
import { priceMonth } from './price-month.ts';
import type { PricedUnit } from './pricing-desk.ts';
import { report, reportEnd } from './progress.ts';
import { keyOf, type Month, readMonth } from './read-month.ts';
import { type BuildingMonth, resetCrashedRuns, underRunLock } from './run-lock.ts';
import { changeRun, insertRun, openMonth } from './run-repository.ts';
import { addUnit, InputHash, noTotals } from './run-totals.ts';

const ROW = ['run_id', 'building_id', 'unit_id', 'total', 'previous_total', 'period', 'service', 'change', 'quantity'];
const PARKED = ['run_id', 'building_id', 'unit_id', 'period', 'service', 'code', 'params'];

/** Starts the preview; `created` gives its id as soon as it is on record, `done` when it is finished. */
export function startPreview(ctx: Ctx, month: BuildingMonth): { created: Promise<number>; done: Promise<void> } {
  // fixed fees could be billed for years ahead by a slip of the finger
  if (month.period > addMonths(thisPeriod(), 1)) throw new Refusal('billing.run.future', { period: month.period });
  const { promise: created, resolve, reject } = Promise.withResolvers<number>();
  const done = underRunLock(ctx, month, async () => {
    const runId = await inScope(ctx, (trx) => openRun(trx, month, ctx.meta.user!.id));
    resolve(runId);
    try {
      await unitOfWork(ctx, (trx, id) => preview(ctx, trx, id, runId, month), { isolation: 'repeatable read' });
    } catch (error) {
      // whatever happened, the run must not look as if it were still at work
      const failure =
        error instanceof Refusal ? { code: error.code, params: error.params } : { code: 'billing.run.crashed', params: {} };
      await inScope(ctx, (trx) => changeRun(trx, runId, 'previewing', { status: 'failed', failure }));
      throw error;
    } finally {
      reportEnd(runId);
    }
  });
  done.catch(reject);
  return { created, done };
}

async function openRun(trx: Knex.Transaction, { buildingId, period, moveId }: BuildingMonth, userId: number): Promise<number> {
  await openMonth(trx, buildingId, period);
  await trx.raw('select ensure_period(?)', [firstDay(period)]);
  const stale = { building_id: buildingId, period: firstDay(period) };
  // the lock is ours: a run of this month that looks at work has crashed, and earlier previews are replaced by this one
  await trx('run').where(stale).whereIn('status', ['previewing', 'posting', 'previewed']).update({ status: 'discarded' });
  await resetCrashedRuns(trx, buildingId);
  return insertRun(trx, { buildingId, period, moveId, createdBy: userId });
}

async function preview(ctx: Ctx, trx: Knex.Transaction, unitOfWorkId: string, runId: number, at: BuildingMonth): Promise<void> {
  // a connection of its own reads, with one view of the data, while this one writes
  await unitOfWork(
    ctx,
    async (reader, id) => writePreview(ctx, trx, unitOfWorkId, runId, at, await readMonth(ctx, reader, id, at)),
    { isolation: 'repeatable read', readOnly: true, retries: 0 },
  );
}

async function writePreview(
  ctx: Ctx,
  trx: Knex.Transaction,
  unitOfWorkId: string,
  runId: number,
  at: BuildingMonth,
  month: Month,
): Promise<void> {
  const leaf = at.period.replace('-', '');
  await trx('run_row')
    .whereIn('run_id', trx('run').where({ building_id: at.buildingId, status: 'discarded' }).select('id'))
    .delete();
  report(runId, { phase: 'reading', done: 0, of: 0 });
  const totals = noTotals();
  const inputs = new InputHash();
  const of = month.units.length;
  let done = 0;
  const writer = new PreviewRows(month, runId, totals);
  const byId = new Map(plugins.list().map((plugin) => [plugin.id, plugin]));
  for await (const batch of priceMonth(month, byId)) {
    inputs.add(batch);
    const { rows, parked } = writer.rowsOf(batch);
    await asPoster(trx, async () => {
      await copyRows(trx, `run_row_${leaf}`, ROW, rows);
      await copyRows(trx, `run_parked_${leaf}`, PARKED, parked);
    });
    done += batch.length;
    report(runId, { phase: 'pricing', done, of });
  }
  const gone = writer.gone();
  await asPoster(trx, () => copyRows(trx, `run_row_${leaf}`, ROW, gone));
  await changeRun(trx, runId, 'previewing', { status: 'previewed', input_hash: inputs.end(), totals });
  await call(
    ctx,
    'audit.append',
    {
      entries: [
        {
          buildingId: at.buildingId,
          action: 'billing.run.previewed',
          subjectKind: 'run',
          subjectId: runId,
          detail: { ...totals },
        },
      ],
    },
    { unitOfWork: unitOfWorkId },
  );
}

class PreviewRows {
  readonly #month: Month;
  readonly #runId: number;
  readonly #totals: RunTotals;
  readonly #left: Map<string, number>;

  constructor(month: Month, runId: number, totals: RunTotals) {
    this.#month = month;
    this.#runId = runId;
    this.#totals = totals;
    // what was charged before and is not met again is gone; what this month's bills hold already is neither
    this.#left = new Map([...month.previous].filter(([key]) => !month.charged.has(key)));
  }

  rowsOf(batch: readonly PricedUnit[]): { rows: CopyRow[]; parked: CopyRow[] } {
    const { buildingId, period } = this.#month;
    const rows: CopyRow[] = [];
    const parked: CopyRow[] = [];
    for (const priced of batch) addUnit(this.#totals, priced);
    for (const [unitId, ofUnit] of Map.groupBy(batch, ({ unit }) => unit.id)) {
      const problems = ofUnit.flatMap((priced) => priced.problems);
      for (const [service, { total, quantity }] of byService(ofUnit)) rows.push(this.#row(unitId, service, total, quantity));
      for (const { service, code, params } of problems) {
        parked.push([this.#runId, buildingId, unitId, firstDay(period), service, code, params]);
      }
      // a parked unit's services are not gone, they wait
      if (problems.length > 0) for (const key of this.#left.keys()) if (key.startsWith(`${unitId}/`)) this.#left.delete(key);
    }
    return { rows, parked };
  }

  gone(): CopyRow[] {
    return [...this.#left.keys()].map((key) => {
      const slash = key.indexOf('/');
      return this.#row(Number(key.slice(0, slash)), key.slice(slash + 1), null, null);
    });
  }

  #row(unitId: number, service: string, total: number | null, quantity: string | null): CopyRow {
    const key = keyOf(unitId, service);
    const previous = this.#left.get(key) ?? null;
    const { change } = diffRuns(total, previous);
    if (total !== null) this.#left.delete(key);
    this.#totals.changes[change]++;
    this.#totals.previousTotal += previous ?? 0;
    const { buildingId, period } = this.#month;
    return [this.#runId, buildingId, unitId, total ?? 0, previous, firstDay(period), service, change, quantity];
  }
}

/** A unit's cards of one service are one row, without a quantity once they are several; a correction adds its amount only. */
function byService(ofUnit: readonly PricedUnit[]): Map<string, { total: number; quantity: string | null }> {
  const rows = new Map<string, { total: number; quantity: string | null }>();
  for (const { source, amounts } of ofUnit.flatMap(({ charges }) => charges)) {
    const row = rows.get(source.service);
    const quantity = source.correction && row ? row.quantity : source.quantity;
    if (!row) rows.set(source.service, { total: amounts.total, quantity });
    else rows.set(source.service, { total: row.total + amounts.total, quantity: source.correction ? quantity : null });
  }
  return rows;
}
