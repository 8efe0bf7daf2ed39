// Meters of a building with where they hang or hung last, their last reading and how their verification stands.
import type { Knex } from 'knex';
import { daysBetween } from '#kit';
import type { MeterRow } from '../registry.contract.ts';

interface Asked {
  buildingId: number;
  service?: string | undefined;
  /** Those taken down too. */
  down?: boolean | undefined;
  /** Only these meters, wherever they hung. */
  meterId?: number;
}

const METERS = `
  select m.id, m.meter_id as "meterId", m.unit_id as "unitId", coalesce(u.code, g.code) as unit,
    case when m.unit_id is null then 'group' else 'unit' end as place, m.service, meter.serial, meter.register, meter.digits,
    meter.decimals, trim_scale(m.multiplier)::text as multiplier, lower(m.valid) as from, upper(m.valid) as to,
    trim_scale(m.reading_start)::text as "readingStart", trim_scale(m.reading_end)::text as "readingEnd",
    trim_scale(last.value)::text as "lastValue", last.read_on as "lastReadOn", meter.verified_on as "verifiedOn",
    meter.verified_until as "verifiedUntil", m.down_reason as reason, m.down_document as document,
    coalesce(s.warn_days, 60) as "warnDays"
  from mounting m join meter on meter.id = m.meter_id
  left join unit u on u.id = m.unit_id left join meter_group g on g.id = m.group_id
  left join metering_setting s on s.building_id = m.building_id and s.service = m.service
  left join lateral (select value, read_on from reading r where r.mounting_id = m.id order by period desc limit 1) last on true
  where m.building_id = :buildingId and (:service::text is null or m.service = :service)
    and (:meterId::bigint is null or m.meter_id = :meterId) and (:down or upper_inf(m.valid))
  order by (m.unit_id is null) desc, coalesce(u.code, g.code), m.service, lower(m.valid) desc, meter.serial, meter.register`;

export async function listMeters(trx: Knex.Transaction, asked: Asked, today: string): Promise<MeterRow[]> {
  const { buildingId, service = null, down = false, meterId = null } = asked;
  const { rows } = await trx.raw(METERS, { buildingId, service, down, meterId });
  return (rows as (Omit<MeterRow, 'verification' | 'daysLeft' | 'state'> & { warnDays: number })[]).map(
    ({ warnDays, ...row }) => {
      const daysLeft = row.verifiedUntil === null ? null : daysBetween(today, row.verifiedUntil);
      return { ...row, daysLeft, verification: standingOf(daysLeft, warnDays), state: row.to === null ? 'hanging' : 'down' };
    },
  );
}

function standingOf(daysLeft: number | null, warnDays: number): MeterRow['verification'] {
  if (daysLeft === null) return 'unknown';
  return daysLeft < 0 ? 'expired' : daysLeft <= warnDays ? 'due' : 'valid';
}
