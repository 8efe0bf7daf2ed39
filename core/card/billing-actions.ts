// Actions between cards and money: what is owed, what a run has charged, a building's rules for it.
import { z } from 'zod';
import { Refusal } from '#kit';
import { call } from '#platform/call';
import { id, period } from '#platform/params';
import { plugins } from '#platform/plugins';
import { inScope, unitOfWork } from '#platform/scope';
import { action } from '#platform/service';
import { cardPlugin } from './act-on-card.ts';
import type { CardSetting, DueCard } from './card-money.contract.ts';
import { findCard } from './card-repository.ts';
import { saveSetting, settingDefaults, settingsOf } from './card-settings.ts';
import { listCharges } from './list-charges.ts';
import { listDue } from './list-due.ts';
import { release, settleRun } from './settle-run.ts';

const share = z.enum(['full', 'half', 'daily']);
const setting = {
  charges: z.enum(['month', 'term']),
  firstMonth: share,
  lastMonth: share,
  oneOff: z.enum(['atOnce', 'withRun']),
  lateRenewal: z.enum(['today', 'backdated']),
};
const MINUTES_10 = 600_000;

export const billingActions = {
  listSettings: action({
    rest: 'GET /buildings/:buildingId/card-settings',
    permission: null,
    summary: 'How the building charges each card service',
    params: z.object({ buildingId: id }),
    handler: (ctx) =>
      inScope(
        ctx,
        async (trx) => {
          const said = await settingsOf(trx, ctx.params.buildingId);
          const rows = plugins.list().flatMap((plugin) => {
            if (plugin.kind !== 'card') return [];
            const own = said.get(plugin.id);
            return [{ service: plugin.id, own: own !== undefined, ...(own ?? settingDefaults(plugin)) }];
          });
          return { rows, total: rows.length };
        },
        { readOnly: true },
      ),
  }),
  saveSetting: action({
    rest: 'PUT /buildings/:buildingId/card-settings/:service',
    permission: 'settings.write',
    summary: 'How the building charges a card service from now on; what is owed already stays',
    params: z.object({ buildingId: id, service: z.string().min(1).max(40), ...setting }),
    handler: (ctx) =>
      unitOfWork(ctx, async (trx, unit) => {
        const { buildingId, service, ...said } = ctx.params;
        cardPlugin(service);
        await saveSetting(trx, buildingId, service, said satisfies CardSetting);
        const entry = { action: 'card.setting', subjectKind: 'service', subjectId: service, buildingId, detail: { ...said } };
        await call(ctx, 'audit.append', { entries: [entry] }, { unitOfWork: unit });
        return { service, ...said };
      }),
  }),
  listCharges: action({
    rest: 'GET /cards/:id/charges',
    permission: null,
    summary: 'What a card was charged, newest first, and what of it is open',
    params: z.object({ id }),
    handler: (ctx) =>
      unitOfWork(ctx, async (trx, unit) => {
        const card = await findCard(trx, ctx.params.id);
        if (!card) throw new Refusal('card.card.unknown', { id: ctx.params.id }, 404);
        return listCharges(ctx, trx, unit, card);
      }),
  }),
  listDue: action({
    permission: 'runs.preview',
    params: z.object({ buildingId: id, period }),
    timeoutMs: MINUTES_10,
    handler: (ctx) =>
      inScope(ctx, (trx) => listDue(trx, ctx.params, (service) => (plugins.has(service) ? plugins.get(service) : null))),
  }),
  // rows come from billing in the same process and are typed there
  settleRun: action({
    permission: 'runs.approve',
    params: z.object({
      ...{ buildingId: id, period, runId: id },
      charged: z.custom<{ due: DueCard; customerId: number; net: number; total: number }[]>(Array.isArray),
    }),
    timeoutMs: MINUTES_10,
    handler: (ctx) => inScope(ctx, (trx) => settleRun(trx, ctx.params)),
  }),
  releaseRun: action({
    permission: 'runs.approve',
    params: z.object({ buildingId: id, runId: id }),
    handler: (ctx) => inScope(ctx, (trx) => release(trx, ctx.params)),
  }),
  releaseDocument: action({
    permission: 'money.void',
    params: z.object({ buildingId: id, documentId: id }),
    handler: (ctx) => inScope(ctx, (trx) => release(trx, ctx.params)),
  }),
};
