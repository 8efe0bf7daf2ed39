// Actions of who pays: rules by service, moving out and in.
import { z } from 'zod';
import { day, decimalText, id } from '#platform/params';
import { inScope } from '#platform/scope';
import { action } from '#platform/service';
import { move } from './move-desk.ts';
import { addRule, changeRule, listMoves, listPayment, listRules } from './payer-rules.ts';

const service = z.string().min(1).max(40);
const role = z.enum(['owner', 'tenant']);
const text = z.string().trim().min(1).max(500).normalize('NFC');
const listed = <T>(rows: T[]): { rows: T[]; total: number } => ({ rows, total: rows.length });
const ofUnit = z.object({ buildingId: id, unitId: id.optional() });

export const paymentActions = {
  listPayment: action({
    permission: null,
    params: z.object({ buildingId: id, from: day, to: day }),
    handler: (ctx) => inScope(ctx, (trx) => listPayment(trx, ctx.params), { readOnly: true }),
  }),
  listPayerRules: action({
    rest: 'GET /buildings/:buildingId/payer-rules',
    permission: null,
    summary: 'Who pays which service, by days; of the building and of units',
    params: ofUnit,
    handler: (ctx) =>
      inScope(ctx, async (trx) => listed(await listRules(trx, ctx.params.buildingId, ctx.params.unitId)), { readOnly: true }),
  }),
  addPayerRule: action({
    rest: 'POST /buildings/:buildingId/payer-rules',
    permission: 'customers.write',
    summary: 'From a day on the owner, or the tenant, pays a service',
    params: ofUnit.extend({ service, role, from: day, to: day.nullable().optional(), note: text.optional() }),
    handler: (ctx) => addRule(ctx, ctx.params),
  }),
  changePayerRule: action({
    rest: 'PATCH /buildings/:buildingId/payer-rules/:ruleId',
    permission: 'customers.write',
    params: z.object({ buildingId: id, ruleId: id, to: day.nullable() }),
    handler: (ctx) => changeRule(ctx, ctx.params),
  }),
  listMoves: action({
    rest: 'GET /buildings/:buildingId/moves',
    permission: null,
    params: ofUnit,
    handler: (ctx) =>
      inScope(ctx, async (trx) => listed(await listMoves(trx, ctx.params.buildingId, ctx.params.unitId)), { readOnly: true }),
  }),
  move: action({
    rest: 'POST /buildings/:buildingId/units/:unitId/moves',
    permission: 'customers.write',
    summary: 'Moving out and in: closes the meters, ends the occupancy, begins the next; POST /runs with moveId bills the leaver',
    params: z.object({
      ...{ buildingId: id, unitId: id, on: day, role, followerId: id.optional(), reason: text },
      readings: z.array(z.object({ mountingId: id, value: decimalText })).max(50),
      members: z.array(id).max(200).optional(),
    }),
    handler: (ctx) => move(ctx, ctx.params),
  }),
};
