// Actions of months and their runs: preview, look, approve, discard, close.
import { z } from 'zod';
import { log } from '#platform/log';
import { flag, id, listQuery, period } from '#platform/params';
import { inScope } from '#platform/scope';
import { action } from '#platform/service';
import { listLocks, listPeriods, setPeriod } from '../periods.ts';
import { approveRun, discardRun, readRun } from './approve-run.ts';
import { startPreview } from './preview-run.ts';
import { streamRun } from './run-events.ts';
import { resetCrashedRuns } from './run-lock.ts';
import { listRuns } from './run-repository.ts';
import { listParked, listRunRows } from './run-rows.ts';
import { parseRowsQuery } from './run-rows-query.ts';

const runId = z.object({ runId: id });
const MINUTES_10 = 600_000;
const listed = <T>(rows: T[]): { rows: T[]; total: number } => ({ rows, total: rows.length });

export const periodActions = {
  listLocks: action({
    permission: null,
    params: z.object({ buildingId: id, period }),
    handler: (ctx) => inScope(ctx, (trx) => listLocks(trx, ctx.params.buildingId, ctx.params.period)),
  }),
  listPeriods: action({
    rest: 'GET /buildings/:buildingId/periods',
    permission: null,
    summary: 'Months of a building: read, billed, parked',
    params: z.object({ buildingId: id }),
    handler: (ctx) => listPeriods(ctx, ctx.params.buildingId),
  }),
  setPeriod: action({
    rest: 'PATCH /buildings/:buildingId/periods/:period',
    permission: 'periods.close',
    summary: 'Closes a month, or opens it again with a reason',
    params: z.object({ buildingId: id, period, status: z.enum(['open', 'closed']), reason: z.string().max(500).optional() }),
    handler: (ctx) => setPeriod(ctx, ctx.params),
  }),
};

export const runActions = {
  startRun: action({
    rest: 'POST /runs',
    permission: 'runs.preview',
    summary: 'Starts a preview of a month; with moveId only of who left',
    timeoutMs: MINUTES_10,
    params: z.object({ buildingId: id, period, moveId: id.optional(), wait: flag.optional() }),
    handler: async (ctx) => {
      const { created, done } = startPreview(ctx, ctx.params);
      const runOfPreview = await created;
      if (ctx.params.wait) await done;
      else
        done.catch((error) =>
          log('error', 'billing', 'a preview failed', { run: runOfPreview, error: (error as Error).message }),
        );
      ctx.meta.$statusCode = 202;
      return { id: runOfPreview };
    },
  }),
  getRun: action({
    rest: 'GET /runs/:runId',
    permission: null,
    params: runId,
    handler: (ctx) => readRun(ctx, ctx.params.runId),
  }),
  runEvents: action({
    rest: 'GET /runs/:runId/events',
    permission: null,
    summary: 'Progress of a run as server-sent events',
    params: runId,
    handler: (ctx) => streamRun(ctx, ctx.params.runId),
  }),
  listRuns: action({
    rest: 'GET /runs',
    permission: null,
    params: z.object({ buildingId: id, period: period.optional() }),
    handler: (ctx) =>
      inScope(ctx, async (trx) => {
        await resetCrashedRuns(trx, ctx.params.buildingId);
        return listed(await listRuns(trx, ctx.params.buildingId, ctx.params.period));
      }),
  }),
  listRunRows: action({
    rest: 'GET /runs/:runId/rows',
    permission: null,
    summary: 'What a run charges, against the month before',
    params: z.object({ runId: id, ...listQuery }),
    handler: async (ctx) => {
      const run = await readRun(ctx, ctx.params.runId);
      return inScope(ctx, (trx) => listRunRows(trx, run, parseRowsQuery(ctx.params)));
    },
  }),
  listParked: action({
    rest: 'GET /runs/:runId/parked',
    permission: null,
    summary: 'Units that could not be priced, and why',
    params: runId,
    handler: async (ctx) => {
      const run = await readRun(ctx, ctx.params.runId);
      return inScope(ctx, async (trx) => listed(await listParked(trx, run, ctx.meta.lang ?? 'vi')));
    },
  }),
  approveRun: action({
    rest: 'POST /runs/:runId/approve',
    permission: 'runs.approve',
    summary: 'Posts the month; answers when it is in the books',
    timeoutMs: MINUTES_10,
    params: runId,
    handler: (ctx) => approveRun(ctx, ctx.params.runId),
  }),
  discardRun: action({
    rest: 'POST /runs/:runId/discard',
    permission: 'runs.preview',
    params: runId,
    handler: (ctx) => discardRun(ctx, ctx.params.runId),
  }),
};
