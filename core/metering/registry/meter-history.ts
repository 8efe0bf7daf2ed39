// One meter's life: where it hung, every reading with who and how, what was put right, and its photos.
import type { Knex } from 'knex';
import { Refusal, textOf } from '#kit';
import { consumptionOf } from '../consumption.ts';
import type { MeterHistory } from '../registry.contract.ts';
import { photosOf } from './photo-store.ts';

interface Asked {
  buildingId: number;
  meterId: number;
}
const MOUNTINGS = `
  select m.id, coalesce(u.code, g.code) as unit, case when m.unit_id is null then 'group' else 'unit' end as place,
    lower(m.valid) as from, upper(m.valid) as to, trim_scale(m.reading_start)::text as "readingStart",
    trim_scale(m.reading_end)::text as "readingEnd", trim_scale(m.multiplier)::text as multiplier, m.down_reason as reason,
    m.down_document as document, coalesce(w.name, '') as by
  from mounting m left join unit u on u.id = m.unit_id left join meter_group g on g.id = m.group_id
  left join app_user w on w.id = m.down_by
  where m.meter_id = ? order by lower(m.valid) desc`;
const READINGS = `
  select r.mounting_id as "mountingId", to_char(r.period, 'YYYY-MM') as period, trim_scale(r.previous)::text as previous,
    trim_scale(r.value)::text as value, r.read_on as "readOn", r.kind, r.state, r.rollover, r.reason, r.note,
    coalesce(r.source->>'kind', '') as channel, coalesce(r.source->>'by', w.name, '') as by, r.recorded_at as at,
    trim_scale(m.multiplier)::text as multiplier, trim_scale(r.declared)::text as declared
  from reading r join mounting m on m.id = r.mounting_id left join app_user w on w.id = r.recorded_by
  where m.meter_id = ? order by r.period desc, r.mounting_id desc`;
const CORRECTIONS = `
  select to_char(c.period, 'YYYY-MM') as period, c.kind, coalesce(c.was->>'multiplier', c.was->>'declared', c.was->>'value') as was,
    coalesce(c.became->>'multiplier', c.became->>'declared', c.became->>'value') as became, c.reason, c.document,
    coalesce(w.name, '') as by, c.recorded_at as at
  from reading_correction c join mounting m on m.id = c.mounting_id left join app_user w on w.id = c.recorded_by
  where m.meter_id = ? order by c.id desc`;

export async function meterOf(trx: Knex.Transaction, { buildingId, meterId }: Asked): Promise<MeterHistory['meter']> {
  const found = await trx('meter')
    .where({ building_id: buildingId, id: meterId })
    .first(
      'id',
      'service',
      'serial',
      'register',
      'digits',
      'decimals',
      { verifiedOn: 'verified_on' },
      { verifiedUntil: 'verified_until' },
    );
  if (!found) throw new Refusal('metering.meter.unknown', { id: meterId }, 404);
  return found;
}

export async function meterHistory(trx: Knex.Transaction, asked: Asked): Promise<MeterHistory> {
  const meter = await meterOf(trx, asked);
  const list = async <T>(sql: string): Promise<T[]> => (await trx.raw(sql, [meter.id])).rows;
  const mountings = await list<MeterHistory['mountings'][number]>(MOUNTINGS);
  type Read = Omit<MeterHistory['readings'][number], 'consumption'> & { multiplier: string; declared: string | null };
  const readings = (await list<Read>(READINGS)).map(({ multiplier, declared, ...row }) => ({
    ...row,
    consumption: textOf(consumptionOf({ digits: meter.digits, multiplier }, { ...row, declared })),
  }));
  const corrections = await list<MeterHistory['corrections'][number]>(CORRECTIONS);
  const photos = await photosOf(trx, { buildingId: asked.buildingId, mountingIds: mountings.map(({ id }) => id) });
  return { meter, mountings, readings, corrections, photos };
}
