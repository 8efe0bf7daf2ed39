// Service `building`: buildings and what stands in them.
import { z } from 'zod';
import { Refusal } from '#kit';
import { call } from '#platform/call';
import { today } from '#platform/clock';
import type { Ctx } from '#platform/context';
import { inUnit } from '#platform/in-unit';
import { day, decimalText, flag, id } from '#platform/params';
import { inScope } from '#platform/scope';
import { action, defineService } from '#platform/service';
import { answers } from './answers.ts';
import './building.contract.ts';
import { findBuilding, insertBuilding, listBuildings } from './building-repository.ts';
import { refuseUnknown, settingsInput, settingsSchema } from './building-settings.ts';
import { audit, changeBuilding } from './change-building.ts';
import { unitActions } from './unit-actions.ts';
import { listUnits, upsertUnits } from './unit-repository.ts';

const EVER = '1900-01-01';
const code = z.string().trim().min(1).max(40).normalize('NFC');
const name = z.string().trim().min(1).max(200).normalize('NFC');
const address = z.string().trim().max(500).normalize('NFC');
const Unit = z.object({
  code,
  block: code.optional(),
  floor: code.optional(),
  floorOrdinal: z.number().int().optional(),
  kind: z.enum(['apartment', 'office', 'shop', 'kiosk', 'common']).optional(),
  tariffClass: z.string().min(1).max(40).optional(),
  areaM2: decimalText.optional(),
  households: z.number().int().min(0).max(1000).optional(),
  membersDeclaredOn: day.optional(),
});

export default defineService({
  name: 'building',
  actions: {
    ...answers,
    ...unitActions,
    listBuildings: action({
      rest: 'GET /buildings',
      permission: null,
      params: z.object({}),
      summary: 'The buildings of the caller',
      handler: (ctx) => inScope(ctx, async (trx) => listed(await listBuildings(trx)), { readOnly: true }),
    }),
    getBuilding: action({
      rest: 'GET /buildings/:buildingId',
      permission: null,
      params: z.object({ buildingId: id }),
      handler: (ctx) => inScope(ctx, (trx) => buildingOf(trx, ctx.params.buildingId), { readOnly: true }),
    }),
    createBuilding: action({
      rest: 'POST /buildings',
      permission: 'buildings.write',
      params: z.object({
        code,
        name,
        address: address.default(''),
        settings: settingsInput.default({}),
      }),
      summary: 'Adds a building',
      handler: (ctx) =>
        inUnit(ctx, async (trx, unit) => {
          refuseUnknown(ctx.params.settings);
          const made = await insertBuilding(trx, { companyId: ctx.meta.user!.companyId, ...ctx.params });
          if (!made) throw new Refusal('building.building.exists', { code: ctx.params.code }, 409);
          await audit(ctx, unit, 'building.create', made.id, ctx.params);
          return made;
        }),
    }),
    changeBuilding: action({
      rest: 'PATCH /buildings/:buildingId',
      permission: 'buildings.write',
      params: z.object({
        buildingId: id,
        ...{ code: code.optional(), name: name.optional(), address: address.optional(), settings: settingsInput.optional() },
      }),
      summary: 'Changes a building and its settings; what is left out stays',
      handler: changeBuilding,
    }),
    describeSettings: action({
      rest: 'GET /building-settings',
      permission: null,
      params: z.object({}),
      summary: 'JSON Schema of the settings of a building',
      handler: async () => settingsSchema(),
    }),
    listUnits: action({
      permission: null,
      params: z.object({ buildingId: id, on: day.optional() }),
      handler: unitsOf,
    }),
    listUnitsWithPayers: action({
      rest: 'GET /buildings/:buildingId/units',
      permission: null,
      params: z.object({ buildingId: id, on: day.optional(), archived: flag.optional() }),
      summary: 'Units with block, floor and who pays on that day; archived=1 shows those out of use too',
      handler: async (ctx) => {
        const { buildingId, on = today() } = ctx.params;
        const [units, payers] = await Promise.all([unitsOf(ctx), call(ctx, 'customer.listPayers', { buildingId, on })]);
        const payerOf = new Map(
          payers.map(({ unitId, customerId, code, name, role }) => [unitId, { customerId, code, name, role }]),
        );
        return listed(units.rows.map((unit) => ({ ...unit, payer: payerOf.get(unit.id) ?? null })));
      },
    }),
    importUnits: action({
      rest: 'POST /buildings/:buildingId/units',
      permission: 'buildings.write',
      params: z.object({ buildingId: id, units: z.array(Unit).min(1).max(50_000) }),
      timeoutMs: 120_000,
      handler: (ctx) =>
        inScope(ctx, async (trx) => {
          const { buildingId, units } = ctx.params;
          await buildingOf(trx, buildingId);
          const seen = new Set<string>();
          const twice = units.flatMap((unit, row) => (seen.size === seen.add(unit.code).size ? [{ unit, row }] : []));
          const findings = twice.map(({ unit, row }) => ({
            code: 'building.unit.twice',
            params: { unit: unit.code },
            at: { row },
          }));
          if (findings.length > 0) return { created: 0, changed: 0, findings };
          return { ...(await upsertUnits(trx, buildingId, units)), findings };
        }),
    }),
  },
});

function unitsOf(ctx: Ctx<{ buildingId: number; on?: string; archived?: boolean }>) {
  const { buildingId, on = today(), archived = false } = ctx.params;
  return inScope(ctx, async (trx) => {
    await buildingOf(trx, buildingId);
    return listed(await listUnits(trx, buildingId, archived ? EVER : on));
  });
}

async function buildingOf(trx: Parameters<typeof findBuilding>[0], buildingId: number) {
  const building = await findBuilding(trx, buildingId);
  if (!building) throw new Refusal('building.building.unknown', { building: buildingId }, 404);
  return building;
}

function listed<T>(rows: T[]): { rows: T[]; total: number } {
  return { rows, total: rows.length };
}
