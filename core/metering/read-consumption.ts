// What units used in a month, for a run.
import type { Knex } from 'knex';
import type { ParamsOf } from '#platform/actions';
import { billedDials, readBilledDials } from './billed-dials.ts';
import type { ConsumptionReader } from './consumption-reader.ts';
import { consumptionsOf } from './unit-consumption.ts';

export async function readConsumption(
  trx: Knex.Transaction,
  query: ParamsOf<'metering.readConsumption'>,
): Promise<ConsumptionReader> {
  const lines = await readBilledDials(trx, query);
  return {
    take(unitId) {
      const ofUnit = lines.get(unitId);
      lines.delete(unitId);
      return ofUnit ? consumptionsOf(unitId, billedDials(ofUnit), query.period) : [];
    },
  };
}
