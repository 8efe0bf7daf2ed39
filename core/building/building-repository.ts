// Buildings through Objection; row-level security has already hidden those outside the caller's scope.
import type { Knex } from 'knex';
import type { BuildingRow } from './building.contract.ts';
import { Building } from './building.model.ts';
import { type BuildingSettingsInput, settingsOf } from './building-settings.ts';

export async function listBuildings(trx: Knex.Transaction): Promise<BuildingRow[]> {
  return (await Building.query(trx).orderBy('code')).map(rowOf);
}

export async function findBuilding(trx: Knex.Transaction, id: number): Promise<BuildingRow | null> {
  const building = await Building.query(trx).findById(id);
  return building ? rowOf(building) : null;
}

/** The building held until commit. */
export async function lockBuilding(trx: Knex.Transaction, id: number): Promise<BuildingRow | null> {
  const building = await Building.query(trx).findById(id).forUpdate();
  return building ? rowOf(building) : null;
}

export type NewBuilding = Pick<BuildingRow, 'companyId' | 'code' | 'name' | 'address'> & { settings: BuildingSettingsInput };

/** null where the company has a building of that code already. */
export async function insertBuilding(trx: Knex.Transaction, building: NewBuilding): Promise<BuildingRow | null> {
  const { companyId, ...rest } = building;
  const made = await Building.query(trx)
    .insert({ company_id: companyId, ...rest })
    .onConflict(['company_id', 'code'])
    .ignore()
    .returning('*');
  return made?.id ? rowOf(made) : null;
}

export async function updateBuilding(trx: Knex.Transaction, { id, code, name, address, settings }: BuildingRow): Promise<void> {
  await Building.query(trx).findById(id).patch({ code, name, address, settings });
}

export async function codeTaken(trx: Knex.Transaction, code: string): Promise<boolean> {
  return (await Building.query(trx).where({ code }).resultSize()) > 0;
}

function rowOf({ id, company_id, code, name, address, settings }: Building): BuildingRow {
  return { id, companyId: company_id, code, name, address, settings: settingsOf(settings) };
}
