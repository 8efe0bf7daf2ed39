// What the grid shows of each unit, gathered from the services that own it: a few calls per building, whatever its size.
import { daysInMonth, type Facts, firstDay, lastDay, type Plugin, preparePricer, previousPeriod } from '#kit';
import { call } from '#platform/call';
import type { Ctx } from '#platform/context';
import type { UnitFacts } from './reading-rows.ts';

interface Asked {
  buildingId: number;
  period: string;
  plugin: Plugin;
}
type Unit = { id: number; code: string; floor: string | null; tariffClass: string; households: number; areaM2: string | null };
type People = { members: number | null; memberDays: number | null };
type Tariff = {
  id: number;
  unitClass: string;
  validFrom: string;
  validTo: string | null;
  body: Parameters<typeof preparePricer>[1];
};

export async function unitFacts(ctx: Ctx, { buildingId, period, plugin }: Asked): Promise<Map<number, UnitFacts>> {
  const [from, to] = [firstDay(period), lastDay(period)];
  const [units, payers, people, tariffs] = await Promise.all([
    call(ctx, 'building.listUnits', { buildingId, on: to }),
    call(ctx, 'customer.listPayers', { buildingId, on: to }),
    call(ctx, 'customer.listMemberDays', { buildingId, from, to }),
    call(ctx, 'billing.listTariffs', { buildingId, service: plugin.id, status: 'published' }),
  ]);
  const payerOf = new Map(payers.map(({ unitId, name }) => [unitId, name]));
  const peopleOf = new Map(people.map((row) => [row.unitId, row]));
  const inForce = tariffs.rows.filter(({ validFrom, validTo }) => validFrom <= to && (validTo === null || validTo >= to));
  const tariffFor = (unit: Unit): Tariff | null =>
    inForce.find(({ unitClass }) => unitClass === unit.tariffClass) ?? inForce.find(({ unitClass }) => unitClass === '*') ?? null;
  const quotas = await quotasOf(units.rows, peopleOf, tariffFor, plugin, period);
  return new Map(
    units.rows.map((unit) => [
      unit.id,
      {
        code: unit.code,
        floor: unit.floor,
        payer: payerOf.get(unit.id) ?? null,
        members: peopleOf.get(unit.id)?.members ?? null,
        households: unit.households,
        quota: quotas.get(unit.id) ?? null,
        tariffId: tariffFor(unit)?.id ?? null,
      },
    ]),
  );
}

// The allowance of a whole month; the run decides it over the days of the reading.
async function quotasOf(
  units: readonly Unit[],
  people: ReadonlyMap<number, People>,
  tariffFor: (unit: Unit) => Tariff | null,
  plugin: Plugin,
  period: string,
): Promise<Map<number, string>> {
  const quotas = new Map<number, string>();
  if (plugin.kind !== 'meter' || !plugin.allowance?.length) return quotas;
  for (const [tariff, own] of Map.groupBy(units, tariffFor)) {
    if (tariff === null) continue;
    const pricer = preparePricer(plugin, tariff.body, []);
    if (!pricer.needsQuota) continue;
    const decided = await pricer.quotas(own.map((unit) => factsOf(unit, people.get(unit.id), plugin, period)));
    // a unit whose quota cannot be decided (nobody declared its people) shows none; the run parks it with the reason
    decided.forEach(({ quota }, n) => {
      if (quota !== null) quotas.set(own[n]!.id, quota);
    });
  }
  return quotas;
}

function factsOf(unit: Unit, people: People | undefined, plugin: Plugin, period: string): Facts {
  const values: Partial<Record<Plugin['variables'][number]['source'], string | number | null | undefined>> = {
    days: daysInMonth(period),
    daysInMonth: daysInMonth(period),
    daysInPreviousMonth: daysInMonth(previousPeriod(period)),
    members: people?.members,
    memberDays: people?.memberDays,
    households: unit.households,
    area: unit.areaM2,
  };
  const given = plugin.variables.flatMap(({ name, source }) => {
    const value = values[source];
    return value === null || value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(given);
}
