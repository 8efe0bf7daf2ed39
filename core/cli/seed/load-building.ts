// The sample's master data through the services' own imports, all in one transaction: the building is there whole or not at all.
import type { ServiceBroker } from 'moleculer';
import { type Finding, Refusal } from '#kit';
import { call } from '#platform/call';
import type { Ctx, SessionUser } from '#platform/context';
import { unitOfWork } from '#platform/scope';
import type { SampleBuilding } from '../../../samples/sample-building.ts';

/** Answers the building's id. */
export function loadBuilding(broker: ServiceBroker, user: SessionUser, sample: SampleBuilding): Promise<number> {
  return unitOfWork({ meta: { user } } as Ctx, async (trx, id) => {
    const { company } = sample;
    await trx('company').where({ id: user.companyId }).update({
      name: company.name,
      address: company.address,
      tax_code: company.taxCode,
      phone: company.phone,
      bank_bin: company.bankBin,
      bank_account: company.bankAccount,
      bank_account_name: company.bankAccountName,
    });
    const building = await call(broker, 'building.createBuilding', sample.building, { meta: { user }, unitOfWork: id });
    const within = { meta: { user: { ...user, buildingIds: [...user.buildingIds, building.id] } }, unitOfWork: id };
    const buildingId = building.id;
    const units = sample.units.map(({ membersDeclaredOn, use, ...unit }) => ({
      ...unit,
      membersDeclaredOn: membersDeclaredOn ?? undefined,
      floorOrdinal: sample.floors.find((floor) => floor.block === unit.block && floor.code === unit.floor)?.ordinal,
    }));
    refuseFindings(await call(broker, 'building.importUnits', { buildingId, units }, within));
    refuseFindings(await call(broker, 'customer.importPeople', { buildingId, ...peopleOf(sample) }, within));
    refuseFindings(await call(broker, 'metering.importMeters', { buildingId, meters: metersOf(sample) }, within));
    for (const tariff of sample.tariffs)
      await call(broker, 'billing.adoptPreset', { buildingId, ...tariff, publish: true }, within);
    return buildingId;
  });
}

/** The sample is ours: a finding in it is a mistake of ours, and nothing of it may stay. */
function refuseFindings({ findings }: { findings: Finding[] }): void {
  const [first] = findings;
  if (first) throw new Refusal(first.code, first.params, 422, findings);
}

function peopleOf({ customers, occupancies, members }: SampleBuilding) {
  return {
    customers: customers.map(withoutNulls),
    occupancies: occupancies.map(withoutNulls),
    members: members.map(withoutNulls),
  };
}
type Filled<T> = { [K in keyof T]: null extends T[K] ? NonNullable<T[K]> | undefined : T[K] };
function withoutNulls<T extends object>(row: T): Filled<T> {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as Filled<T>;
}

/** The meters that hung there first; replaced ones follow when their month is loaded. */
function metersOf({ meters, mountings }: SampleBuilding) {
  const bySerial = new Map(meters.map((meter) => [meter.serial, meter]));
  const first = new Map(mountings.toReversed().map((mounting) => [`${mounting.unit} ${mounting.service}`, mounting]));
  return [...first.values()].map(({ unit, from, readingStart, serial }) => ({
    unit,
    from,
    readingStart,
    ...bySerial.get(serial)!,
  }));
}
