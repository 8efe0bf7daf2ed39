// Hangs what of a list can be hung; the rest comes back as findings. The same list twice changes nothing.
import type { Knex } from 'knex';
import { importMeters } from '../meter-import.ts';
import type { MeterInput } from '../metering.contract.ts';
import type { MetersImported } from '../registry.contract.ts';
import { checkMeters, type KnownMounting } from './check-meters.ts';

const KNOWN = `
  select m.service, meter.serial, meter.register, meter.digits, meter.decimals, coalesce(u.code, g.code) as place,
    lower(m.valid) as from, upper(m.valid) as until
  from mounting m join meter on meter.id = m.meter_id left join unit u on u.id = m.unit_id left join meter_group g on g.id = m.group_id
  where m.building_id = :buildingId and meter.serial = any (:serials::text[]) order by m.id for no key update of m`;
const VERIFIED = `
  update meter set verified_on = coalesce(v."verifiedOn"::date, case when v."verifiedUntil"::date >= meter.verified_on then meter.verified_on end),
    verified_until = v."verifiedUntil"::date
  from jsonb_to_recordset(:meters::jsonb) v(service text, serial text, register text, "verifiedOn" text, "verifiedUntil" text)
  where meter.building_id = :buildingId and meter.service = v.service and meter.serial = v.serial
    and meter.register = coalesce(v.register, 'total') and v."verifiedUntil" is not null
    and (meter.verified_until is distinct from v."verifiedUntil"::date
      or (v."verifiedOn" is not null and meter.verified_on is distinct from v."verifiedOn"::date))
  returning meter.serial`;

export async function hangMeters(
  trx: Knex.Transaction,
  { buildingId, meters, services }: { buildingId: number; meters: readonly MeterInput[]; services: ReadonlySet<string> },
): Promise<MetersImported> {
  // one list at a time: what hangs already stays so until this one is done
  await trx.raw(`select pg_advisory_xact_lock(hashtextextended('meters ' || ?::text, 7294))`, [buildingId]);
  const serials = [...new Set(meters.map(({ serial }) => serial))];
  const known: KnownMounting[] = (await trx.raw(KNOWN, { buildingId, serials })).rows;
  const units: string[] = await trx('unit').where({ building_id: buildingId }).pluck('code');
  const groups: { service: string; code: string }[] = await trx('meter_group')
    .where({ building_id: buildingId })
    .select('service', 'code');
  const places = { services, units: new Set(units), groups: new Set(groups.map(({ service, code }) => `${service} ${code}`)) };
  const { fresh, there, findings } = checkMeters(meters, known, places);
  const made = fresh.length > 0 ? await importMeters(trx, buildingId, fresh) : { meters: 0, mountings: 0, findings: [] };
  if (made.findings.length > 0) throw new Error(`meters that were checked were refused: ${made.findings[0]!.code}`);
  // those there already whose papers are other ones now
  const papers = JSON.stringify([...fresh, ...there].filter(({ verifiedUntil }) => verifiedUntil !== undefined));
  const verified = (await trx.raw(VERIFIED, { buildingId, meters: papers })).rows as { serial: string }[];
  const hung = new Set(fresh.map(({ serial }) => serial));
  const again = verified.filter(({ serial }) => !hung.has(serial)).length;
  return { meters: made.meters, created: made.mountings, changed: again, unchanged: there.length - again, findings };
}
