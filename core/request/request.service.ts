// Service `request`: what people ask for by day and hour (after-hours air conditioning, say), approved by a second person, billed by the run.
import { z } from 'zod';
import { firstDay, type Plugin, Refusal } from '#kit';
import { call } from '#platform/call';
import type { Ctx } from '#platform/context';
import { inUnit } from '#platform/in-unit';
import { day, decimalText, id } from '#platform/params';
import { plugins } from '#platform/plugins';
import { inScope } from '#platform/scope';
import { action, defineService } from '#platform/service';
import './request.contract.ts';
import type { RequestInput } from './request.contract.ts';
import { insertRequest, listDue, listRequests } from './request-repository.ts';

const text = z.string().trim().min(1).max(200).normalize('NFC');
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'request.time');
const code = z.string().min(1).max(40);

export default defineService({
  name: 'request',
  actions: {
    list: action({
      rest: 'GET /buildings/:buildingId/requests',
      permission: null,
      summary: 'Requests of some days, with who asked and who decided',
      params: z.object({ buildingId: id, from: day, to: day }),
      handler: (ctx) =>
        inScope(ctx, async (trx) => {
          const rows = await listRequests(trx, ctx.params);
          return { rows, total: rows.length };
        }),
    }),
    add: action({
      rest: 'POST /buildings/:buildingId/requests',
      permission: 'requests.write',
      params: z.object({
        ...{ buildingId: id, unitId: id, service: code, kind: code, on: day, from: time, to: time },
        quantity: z.number().int().min(1).max(1000).optional(),
        areaM2: decimalText.refine((value) => !value.startsWith('-'), 'request.area').optional(),
        ...{ requestedBy: text, note: text.optional() },
      }),
      handler: (ctx) =>
        inUnit(ctx, async (trx, unit) => {
          refuseKind(ctx.params);
          const found = await trx('unit').where({ building_id: ctx.params.buildingId, id: ctx.params.unitId }).first('id');
          if (!found) throw new Refusal('request.unit', { id: ctx.params.unitId }, 404);
          const made = await insertRequest(trx, ctx.params);
          await told(ctx, unit, 'request.added', made, { ...ctx.params });
          return { id: made };
        }),
    }),
    decide: action({
      rest: 'POST /buildings/:buildingId/requests/:requestId/decide',
      permission: null, // who may: cancelling needs requests.write, approving and rejecting requests.approve
      summary: 'Approves or rejects (a second person, requests.approve), or cancels (requests.write)',
      params: z.object({
        ...{ buildingId: id, requestId: id, state: z.enum(['approved', 'rejected', 'cancelled']), reason: text.optional() },
      }),
      handler: (ctx) => decide(ctx),
    }),
    listDue: action({
      permission: null,
      params: z.object({ buildingId: id, until: day }),
      handler: (ctx) => inScope(ctx, (trx) => listDue(trx, ctx.params.buildingId, ctx.params.until)),
    }),
    settleRun: action({
      permission: null,
      params: z.object({ buildingId: id, runId: id, ids: z.array(id) }),
      handler: (ctx) =>
        inScope(ctx, async (trx) => {
          const { buildingId, runId, ids } = ctx.params;
          const charged = await trx('service_request')
            .where({ building_id: buildingId, state: 'approved' })
            .whereNull('run_id')
            .whereIn('id', ids)
            .update({ run_id: runId });
          if (charged !== ids.length) throw new Refusal('request.moved', {}, 409);
          return { charged };
        }),
    }),
  },
});

const kindOf = (plugin: Plugin | undefined, kind: string) => plugin?.requests?.find((one) => one.id === kind);

function refuseKind({ service, kind, from, to }: RequestInput): void {
  const plugin = plugins.list().find((one) => one.id === service);
  if (!kindOf(plugin, kind)) throw new Refusal('request.kind', { service, kind });
  if (from === to) throw new Refusal('request.nothing', { from });
}

interface Decision {
  buildingId: number;
  requestId: number;
  state: 'approved' | 'rejected' | 'cancelled';
  reason?: string | undefined;
}
function decide(ctx: Ctx<Decision>): Promise<{ id: number }> {
  const { buildingId, requestId, state, reason } = ctx.params;
  const user = ctx.meta.user!;
  const needed = state === 'cancelled' ? 'requests.write' : 'requests.approve';
  if (!user.permissions.includes(needed)) throw new Refusal('access.permission.missing', { permission: needed }, 403);
  if (state === 'rejected' && !reason) throw new Refusal('request.reason', {});
  return inUnit(ctx, async (trx, unit) => {
    const row = await trx('service_request').where({ building_id: buildingId, id: requestId }).first().forUpdate();
    if (!row) throw new Refusal('request.gone', { id: requestId }, 404);
    if (row.run_id !== null) throw new Refusal('request.charged', {}, 409);
    const open = state === 'cancelled' ? ['requested', 'approved'] : ['requested'];
    if (!open.includes(row.state)) throw new Refusal('request.decided', {}, 409);
    const { settings } = await call(ctx, 'building.getBuilding', { buildingId }, { unitOfWork: unit });
    if (state === 'approved' && settings.fourEyes && row.created_by === user.id) throw new Refusal('request.samePerson', {}, 403);
    const decided = state === 'cancelled' && row.decided_by === null ? {} : { decided_by: user.id, decided_at: trx.fn.now() };
    await trx('service_request')
      .where({ id: requestId })
      .update({ state, reason: reason ?? null, ...decided });
    await told(ctx, unit, `request.${state}`, requestId, { reason: reason ?? null, month: firstDay(row.on_day.slice(0, 7)) });
    return { id: requestId };
  });
}

function told(ctx: Ctx<{ buildingId: number }>, unit: string, what: string, subjectId: number, detail: Record<string, unknown>) {
  const entry = { buildingId: ctx.params.buildingId, action: what, subjectKind: 'request', subjectId, detail };
  return call(ctx, 'audit.append', { entries: [entry] }, { unitOfWork: unit });
}
