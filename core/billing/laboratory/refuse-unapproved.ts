// Before a tariff is switched on somebody else has approved what it would have done, unless there was nothing to try it on.
import type { Knex } from 'knex';
import { Refusal } from '#kit';
import { call } from '#platform/call';
import type { Ctx } from '#platform/context';
import type { TariffRow } from '../tariff/tariff.contract.ts';
import { bodyHash } from './body-hash.ts';
import { hasPostedCharges } from './posted-charges.ts';

const MONTHS = 12; // what is older is no measure for today's prices

export async function refuseUnapproved(ctx: Ctx, trx: Knex.Transaction, tariff: TariffRow): Promise<void> {
  const approved = await trx('laboratory_approval as a')
    .join('laboratory_report as r', 'r.id', 'a.report_id')
    .where({ 'r.tariff_id': tariff.id, 'r.body_hash': bodyHash(tariff) })
    .first('r.id');
  if (approved || !(await hasPostedCharges(trx, tariff, MONTHS))) return;
  const { settings } = await call(ctx, 'building.getBuilding', { buildingId: tariff.buildingId });
  if (!settings.tariffLaboratory) return;
  throw new Refusal('laboratory.approval.missing', { name: tariff.name }, 409);
}
