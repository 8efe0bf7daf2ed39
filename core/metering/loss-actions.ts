// Actions of master meters: groups, what becomes of their loss, and the balance of a month.
import { z } from 'zod';
import { Refusal } from '#kit';
import { call } from '#platform/call';
import type { Ctx } from '#platform/context';
import { withSentences } from '#platform/i18n';
import { inUnit } from '#platform/in-unit';
import { day, id, period } from '#platform/params';
import { inScope } from '#platform/scope';
import { action } from '#platform/service';
import { listBalances, listLossShares } from './balance.ts';
import { insertPolicy, listGroups, listPolicies, saveGroup } from './group-repository.ts';
import type { GroupInput, LossPolicy } from './loss.contract.ts';

const service = z.string().min(1).max(40);
const code = z.string().trim().min(1).max(40).normalize('NFC');
const text = z.string().trim().min(1).max(500).normalize('NFC');
const Month = z.object({ buildingId: id, period });

export const lossActions = {
  listSharedUnits: action({
    permission: null,
    params: Month,
    handler: (ctx) =>
      inScope(ctx, async (trx) => {
        const groups = await listGroups(trx, ctx.params);
        return groups.filter(({ policy }) => policy !== 'absorb').map(({ service: of, unitIds }) => ({ service: of, unitIds }));
      }),
  }),
  listLossShares: action({
    permission: null,
    params: Month,
    timeoutMs: 120_000,
    handler: (ctx) => inScope(ctx, (trx) => listLossShares(trx, ctx.params)),
  }),
  listBalances: action({
    rest: 'GET /buildings/:buildingId/meter-balances',
    permission: null,
    summary: 'Master meters against their sub-meters: the loss, and who bears it',
    params: Month.extend({ service: service.optional() }),
    handler: async (ctx) => {
      const { rows: units } = await call(ctx, 'building.listUnits', { buildingId: ctx.params.buildingId });
      const codes = new Map(units.map((unit) => [unit.id, unit.code]));
      const rows = await inScope(ctx, (trx) => listBalances(trx, ctx.params, codes));
      const lang = ctx.meta.lang ?? 'vi';
      return { rows: rows.map((row) => ({ ...row, findings: withSentences(lang, row.findings) })), total: rows.length };
    },
  }),
  saveGroup: action({
    rest: 'POST /buildings/:buildingId/meter-groups',
    permission: 'meters.write',
    summary: 'Makes a group of units behind a master meter, or changes who belongs to it from a day on',
    params: z.object({ buildingId: id, service, code, name: text, units: z.array(code).max(10_000).nullable(), from: day }),
    handler: saveAndAudit,
  }),
  listPolicies: action({
    rest: 'GET /buildings/:buildingId/loss-policies',
    permission: null,
    params: z.object({ buildingId: id }),
    handler: policies,
  }),
  setPolicy: action({
    rest: 'POST /buildings/:buildingId/loss-policies',
    permission: 'meters.write',
    summary: 'Says who bears the loss of a service from a month on',
    params: Month.extend({ service, policy: z.enum(['absorb', 'proportional', 'equal']), reason: text }),
    handler: setPolicy,
  }),
};

async function saveAndAudit(ctx: Ctx<{ buildingId: number } & GroupInput>) {
  const { buildingId, service: of, code: name } = ctx.params;
  const {
    id: groupId,
    units,
    unknown,
  } = await inUnit(ctx, async (trx, unit) => {
    const saved = await saveGroup(trx, ctx.params);
    if (saved.unknown.length > 0) return saved;
    const detail = { service: of, code: name, units: saved.units, from: ctx.params.from };
    const entry = { buildingId, action: 'metering.saveGroup', subjectKind: 'meterGroup', subjectId: saved.id, detail };
    await call(ctx, 'audit.append', { entries: [entry] }, { unitOfWork: unit });
    return saved;
  });
  const findings = unknown.map((missing) => ({
    code: 'metering.meter.unitUnknown',
    params: { unit: missing },
    at: { field: 'units' },
  }));
  return { id: groupId, units, findings: withSentences(ctx.meta.lang ?? 'vi', findings) };
}

async function policies(ctx: Ctx<{ buildingId: number }>) {
  const rows = await inScope(ctx, (trx) => listPolicies(trx, ctx.params.buildingId));
  return { rows, total: rows.length };
}

// Shares that are billed stay as they are: another policy can only begin in a month nobody has been billed for.
async function setPolicy(ctx: Ctx<{ buildingId: number; service: string; policy: LossPolicy; period: string; reason: string }>) {
  const { buildingId, service: of, policy, period: month, reason } = ctx.params;
  await inUnit(ctx, async (trx, unit) => {
    const { closed, billed } = await call(ctx, 'billing.listLocks', { buildingId, period: month }, { unitOfWork: unit });
    if (closed || billed.some((row) => row.service === of))
      throw new Refusal('metering.loss.policyBilled', { period: month }, 409);
    if (!(await insertPolicy(trx, { ...ctx.params, userId: ctx.meta.user!.id })))
      throw new Refusal('metering.loss.policyThere', { period: month }, 409);
    const entry = {
      ...{ buildingId, action: 'metering.setLossPolicy', subjectKind: 'building', subjectId: buildingId },
      detail: { service: of, policy, period: month, reason },
    };
    await call(ctx, 'audit.append', { entries: [entry] }, { unitOfWork: unit });
  });
  return policies(ctx);
}
