// Who may approve what: a previewed run, by somebody else than who made it, unless the building says one person may do both.
import { Refusal } from '#kit';
import { call } from '#platform/call';
import type { Ctx } from '#platform/context';
import { inScope } from '#platform/scope';
import { postRun } from './post-run.ts';
import { resetCrashedRuns } from './run-lock.ts';
import { changeRun, getRun, type Run } from './run-repository.ts';

export async function approveRun(ctx: Ctx, runId: number): Promise<Run> {
  const run = await readRun(ctx, runId);
  if (run.status === 'posting') throw new Refusal('billing.run.busy', { period: run.period }, 409);
  if (run.status !== 'previewed') throw new Refusal('billing.run.notPreviewed', { id: runId }, 409);
  const { settings } = await call(ctx, 'building.getBuilding', { buildingId: run.buildingId });
  if (settings.fourEyes && run.createdBy === ctx.meta.user!.id) throw new Refusal('billing.run.samePerson', {}, 403);
  if (run.totals!.bills === 0) throw new Refusal('billing.run.nothing', { period: run.period }, 409);
  await postRun(ctx, run);
  return readRun(ctx, runId);
}

export async function discardRun(ctx: Ctx, runId: number): Promise<Run> {
  const run = await readRun(ctx, runId);
  const dropped = await inScope(ctx, async (trx) => {
    const from = run.status === 'failed' ? 'failed' : 'previewed';
    if (!(await changeRun(trx, runId, from, { status: 'discarded' }))) return false;
    await trx('run_row').where({ run_id: runId }).delete();
    await trx('run_parked').where({ run_id: runId }).delete();
    return true;
  });
  if (!dropped) throw new Refusal('billing.run.notPreviewed', { id: runId }, 409);
  return readRun(ctx, runId);
}

/** The run; if it looks at work but its process has died, as it stands after that. */
export function readRun(ctx: Ctx, runId: number): Promise<Run> {
  return inScope(ctx, async (trx) => {
    const run = await getRun(trx, runId);
    if (run.status !== 'previewing' && run.status !== 'posting') return run;
    await resetCrashedRuns(trx, run.buildingId);
    return getRun(trx, runId);
  });
}
