// Approval: reads and prices again, and posts the whole month in one transaction, or nothing of it.
import type { Knex } from 'knex';
import { firstDay, lastDay, Refusal, type Regime } from '#kit';
import { call } from '#platform/call';
import { today } from '#platform/clock';
import type { Ctx } from '#platform/context';
import { log } from '#platform/log';
import { plugins } from '#platform/plugins';
import { inScope, unitOfWork } from '#platform/scope';
import { BillWriter } from './bill-writer.ts';
import { checkControlTotals } from './control-totals.ts';
import { dueDay } from './due-day.ts';
import { priceMonth } from './price-month.ts';
import type { ChargedCard, PricedUnit } from './pricing-desk.ts';
import { report, reportEnd } from './progress.ts';
import { readMonth } from './read-month.ts';
import { haltCards, haltReadings, underRunLock } from './run-lock.ts';
import { changeRun, openMonth, type Run } from './run-repository.ts';
import { addUnit, InputHash, noTotals } from './run-totals.ts';

/** Posts a previewed run. Refuses `billing.run.stale` where anything it was priced from has changed since the preview. */
export function postRun(ctx: Ctx, run: Run): Promise<void> {
  return underRunLock(ctx, run, async (guard) => {
    await haltReadings(guard, run);
    await haltCards(guard, run);
    const approved_by = ctx.meta.user!.id;
    if (!(await inScope(ctx, (trx) => changeRun(trx, run.id, 'previewed', { status: 'posting', approved_by, failure: null })))) {
      throw new Refusal('billing.run.notPreviewed', { id: run.id }, 409);
    }
    try {
      await unitOfWork(ctx, (trx, id) => post(ctx, trx, id, run), { isolation: 'repeatable read' });
    } catch (error) {
      // nothing was written. A refusal stands until a new preview; after a fault the same run may be approved again
      const refused = error instanceof Refusal;
      const failure = refused ? { code: error.code, params: error.params } : { code: 'billing.run.crashed', params: {} };
      const status = refused ? 'failed' : 'previewed';
      await inScope(ctx, (trx) => changeRun(trx, run.id, 'posting', { status, approved_by: null, failure }));
      throw error;
    } finally {
      reportEnd(run.id);
    }
    // the books stand already: without fresh statistics questions are only slower
    await inScope(ctx, (trx) => trx.raw('select analyze_period(?)', [firstDay(run.period)])).catch((error) =>
      log('warn', 'billing', 'the month could not be analysed', { run: run.id, error: (error as Error).message }),
    );
  });
}

async function post(ctx: Ctx, trx: Knex.Transaction, unitOfWorkId: string, run: Run): Promise<void> {
  const { id: runId, buildingId, period } = run;
  await openMonth(trx, buildingId, period);
  await trx('period')
    .where({ building_id: buildingId, period: firstDay(period) })
    .increment('postings', 1);
  await trx.raw('select lock_period(?)', [firstDay(period)]);
  report(runId, { phase: 'reading', done: 0, of: run.totals!.bills });
  const joined = { unitOfWork: unitOfWorkId, timeoutMs: 600_000 };
  const { settings } = await call(ctx, 'building.getBuilding', { buildingId }, joined);
  // held until commit: the regime cannot change under what is posted by it
  const { regime } = (await trx('company').forShare().first('regime')) as { regime: Regime };
  const byId = new Map(plugins.list().map((plugin) => [plugin.id, plugin]));
  const accounts = Object.fromEntries([...byId].map(([id, plugin]) => [id, plugin.accounts]));
  await call(ctx, 'ledger.openAccounts', { regime, accounts: Object.values(accounts) }, joined);

  const issuedOn = today();
  const writer = await BillWriter.open(ctx, trx, {
    run,
    regime,
    accounts,
    unitOfWork: unitOfWorkId,
    issuedOn,
    dueOn: dueDay(period, settings, issuedOn),
    taxDate: lastDay(period),
  });
  const totals = noTotals();
  const inputs = new InputHash();
  const cards: ChargedCard[] = [];
  const requests: number[] = [];
  let inFlight = Promise.resolve();
  // a connection of its own reads, with one view of the data, taken after the month was locked above
  await unitOfWork(ctx, (reader, id) => priceAll(reader, id), { isolation: 'repeatable read', readOnly: true, retries: 0 });
  async function priceAll(reader: Knex.Transaction, id: string): Promise<void> {
    const month = await readMonth(ctx, reader, id, run);
    for await (const batch of priceMonth(month, byId)) await take(batch);
    await inFlight;
  }
  async function take(batch: PricedUnit[]): Promise<void> {
    inputs.add(batch);
    for (const unit of batch) {
      addUnit(totals, unit);
      cards.push(...unit.cards);
      for (const { source } of unit.charges) for (const { id } of source.requests ?? []) requests.push(id);
    }
    // while a batch is on its way to the database, the next one is priced and made ready
    const prepared = await writer.prepare(batch);
    await inFlight;
    inFlight = writer.write(prepared).then((bills) => report(runId, { phase: 'posting', done: bills, of: run.totals!.bills }));
    inFlight.catch(() => {}); // observed by the next await; here only so that it is never unhandled
  }
  if (inputs.end() !== run.inputHash) throw new Refusal('billing.run.stale', { period }, 409);
  await call(ctx, 'card.settleRun', { buildingId, period, runId, charged: cards }, joined);
  if (requests.length > 0) await call(ctx, 'request.settleRun', { buildingId, runId, ids: requests }, joined);
  const posted = await writer.settle();
  await checkControlTotals(trx, { buildingId, period, runId, totals, posted, bills: writer.range });
  await writer.audit();
  const final = { ...totals, previousTotal: run.totals!.previousTotal, changes: run.totals!.changes };
  const done = await changeRun(trx, runId, 'posting', { status: 'posted', totals: final, posted_at: trx.raw('now()') });
  if (!done) throw new Error(`run ${runId} is no longer being posted`);
}
