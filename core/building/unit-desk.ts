// One unit changed, archived or taken back by a person at a screen; each change leaves its audit row.
import type { Knex } from 'knex';
import { Refusal } from '#kit';
import { call } from '#platform/call';
import type { Ctx } from '#platform/context';
import { inUnit } from '#platform/in-unit';
import type { UnitChange, UnitRow } from './building.contract.ts';
import { listUnits, upsertUnits } from './unit-repository.ts';

const FOREVER = '1900-01-01'; // units archived since then: all of them

export async function unitOf(trx: Knex.Transaction, buildingId: number, unitId: number): Promise<UnitRow> {
  const unit = (await listUnits(trx, buildingId, FOREVER)).find(({ id }) => id === unitId);
  if (!unit) throw new Refusal('building.unit.unknown', { id: unitId }, 404);
  return unit;
}

export function changeUnit(ctx: Ctx, buildingId: number, unitId: number, change: UnitChange): Promise<UnitRow> {
  return inUnit(ctx, async (trx, unit) => {
    await trx.raw('select from unit where building_id = ? and id = ? for update', [buildingId, unitId]);
    const before = await unitOf(trx, buildingId, unitId);
    const { code = before.code, block = before.block, floor = before.floor } = change;
    if (code !== before.code) await rename(trx, buildingId, unitId, code);
    const input = {
      ...{ code, kind: change.kind, tariffClass: change.tariffClass, households: change.households },
      ...(block === null ? {} : { block }),
      ...(floor === null ? {} : { floor }),
      ...(change.areaM2 ? { areaM2: change.areaM2 } : {}),
      ...(change.membersDeclaredOn ? { membersDeclaredOn: change.membersDeclaredOn } : {}),
    };
    await upsertUnits(trx, buildingId, [input]);
    const emptied = {
      ...(change.areaM2 === null ? { area_m2: null } : {}),
      ...(change.membersDeclaredOn === null ? { members_declared_on: null } : {}),
      ...(change.floor === null ? { floor_id: null } : {}),
      ...(change.archivedOn !== undefined ? { archived_on: change.archivedOn } : { archived_on: before.archivedOn }),
    };
    await trx('unit').where({ building_id: buildingId, id: unitId }).update(emptied).catch(refuseArchive(code));
    const entry = { buildingId, action: 'building.unit.changed', subjectKind: 'unit', subjectId: unitId };
    await call(ctx, 'audit.append', { entries: [{ ...entry, detail: { was: before, change } }] }, { unitOfWork: unit });
    return unitOf(trx, buildingId, unitId);
  });
}

async function rename(trx: Knex.Transaction, buildingId: number, unitId: number, code: string): Promise<void> {
  const taken = await trx('unit').where({ building_id: buildingId, code }).whereNot({ id: unitId }).first('id');
  if (taken) throw new Refusal('building.unit.exists', { unit: code }, 409);
  await trx('unit').where({ building_id: buildingId, id: unitId }).update({ code });
}

// Only the database knows whether people or meters are still there: another desk may put them in at this moment.
const refuseArchive =
  (unit: string) =>
  (error: { code?: string; detail?: string }): never => {
    if (error.code === 'TN030')
      throw new Refusal(error.detail === 'meters' ? 'building.unit.hasMeters' : 'building.unit.hasPeople', { unit }, 409);
    throw error;
  };
