// Meters by any part of their serial number; the door is the unit where the meter hangs.
import { bareSql, type Search } from '#platform/questions';
import type { SearchHit } from '#platform/questions.contract';
import type { Work } from '#platform/scope';

export const searchMeters =
  ({ bare, most }: Search): Work<SearchHit[]> =>
  async (trx) => {
    if (bare.length < 3) return [];
    const { rows } = await trx.raw(
      `select 'metering.found.meter' as kind, 30 as order, m.id, m.serial as title, m.building_id as "buildingId",
         coalesce('/units/' || h.unit_id, '/readings') as path, coalesce(u.code, '') as note
       from (select *, ${bareSql('serial')} as bare from meter) m
         left join lateral (select unit_id from mounting where meter_id = m.id order by lower(valid) desc limit 1) h on true
         left join unit u on u.id = h.unit_id
       where m.bare like '%' || :bare || '%' order by m.bare <> :bare, m.serial, m.id limit :most`,
      { bare, most },
    );
    return rows;
  };
