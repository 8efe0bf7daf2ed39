// What `building` answers of the house's questions: units found; the company, buildings and units of the set-up.
import { searchAction, setupAction } from '#platform/questions';
import type { SetupStep } from '#platform/questions.contract';
import { inScope } from '#platform/scope';
import { searchUnits } from './search-units.ts';

export const answers = {
  search: searchAction(searchUnits),
  setup: setupAction((ctx, buildingId) =>
    inScope(
      ctx,
      async (trx) => {
        const { rows } = await trx.raw(
          `select c.address <> '' and c.tax_code is not null and c.bank_account is not null as whole,
             (select count(*)::int from building) as buildings,
             (select count(*)::int from unit where building_id = :buildingId::bigint and archived_on is null) as units
           from company c`,
          { buildingId: buildingId ?? null },
        );
        const { whole, buildings, units } = rows[0];
        return [
          step('company', 10, '/settings/company', whole ? 1 : 0, 'settings.write'),
          step('building', 20, '/settings/buildings', buildings, 'buildings.write'),
          step('units', 30, '/units', units, 'buildings.write'),
        ];
      },
      { readOnly: true },
    ),
  ),
};

function step(name: string, order: number, path: string, count: number, permission: string): SetupStep {
  return { step: name, order, path, count, done: count > 0, permission };
}
