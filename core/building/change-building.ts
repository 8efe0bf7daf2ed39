// A building's own facts and settings changed, with what changed in the audit trail.

import { Refusal } from '#kit';
import type { ParamsOf } from '#platform/actions';
import { call } from '#platform/call';
import { changesOf } from '#platform/changes-of';
import type { Ctx } from '#platform/context';
import { inUnit } from '#platform/in-unit';
import type { BuildingRow } from './building.contract.ts';
import { codeTaken, lockBuilding, updateBuilding } from './building-repository.ts';
import { refuseUnknown } from './building-settings.ts';

export function changeBuilding(ctx: Ctx<ParamsOf<'building.changeBuilding'>>): Promise<BuildingRow> {
  const { buildingId, settings = {}, ...given } = ctx.params;
  refuseUnknown(settings);
  return inUnit(ctx, async (trx, unit) => {
    const before = await lockBuilding(trx, buildingId);
    if (!before) throw new Refusal('building.building.unknown', { building: buildingId }, 404);
    const after = { ...before, ...given, settings: { ...before.settings, ...settings } };
    const detail = changesOf(flat(before), flat(after));
    if (detail === null) return before;
    if (after.code !== before.code) {
      if (await codeTaken(trx, after.code)) throw new Refusal('building.building.exists', { code: after.code }, 409);
      // printed notices carry the code in what the payer writes on a transfer
      const posted = await call(ctx, 'ledger.hasJournals', { buildingId }, { unitOfWork: unit });
      if (posted) throw new Refusal('building.code.inUse', { code: before.code }, 409);
    }
    await updateBuilding(trx, after);
    await audit(ctx, unit, 'building.change', buildingId, detail);
    return after;
  });
}

export async function audit(ctx: Ctx, unit: string, action: string, buildingId: number, detail: object): Promise<void> {
  const entry = { action, subjectKind: 'building', subjectId: buildingId, buildingId, detail: { ...detail } };
  await call(ctx, 'audit.append', { entries: [entry] }, { unitOfWork: unit });
}

const flat = ({ code, name, address, settings }: BuildingRow): object => ({ code, name, address, ...settings });
