// A building whose month can be billed: units with owners, members, a meter of each metered service and readings, all set-wise by SQL.
import type { Knex } from 'knex';

export interface BilledBuilding {
  companyId: number;
  buildingId: number;
  units: number;
  /** Services of the meters, with what each consumes a month; unit n consumes n more. */
  services: Record<string, number>;
  /** After how many units consumption begins again (default 50). */
  spread?: number;
  period: string;
  /** How many months of readings, the last of them `period`. */
  months?: number;
}

/** Superuser's doing: what it inserts still passes every trigger of the schema. */
export async function fillBuilding(
  admin: Knex,
  { companyId, buildingId, units, services, period, months = 1, spread = 50 }: BilledBuilding,
): Promise<void> {
  const names = Object.keys(services);
  const steps = Object.values(services);
  await admin.transaction(async (trx) => {
    await trx.raw(
      `insert into unit (building_id, code, area_m2, members_declared_on)
       select ?, 'U' || lpad(n::text, 5, '0'), 60 + n % 40, '2020-01-01' from generate_series(1, ?) n`,
      [buildingId, units],
    );
    await trx.raw(
      `with made as (insert into customer (company_id, code, name)
         select ?, 'B' || ? || 'K' || n, 'Nguyễn Văn ' || n from generate_series(1, ?) n returning id, code)
       insert into occupancy (building_id, unit_id, customer_id, role, valid)
       select ?, u.id, made.id, 'owner', '[2020-01-01,)' from made
         join unit u on u.building_id = ? and u.code = 'U' || lpad(split_part(made.code, 'K', 2), 5, '0')`,
      [companyId, buildingId, units, buildingId, buildingId],
    );
    await trx.raw(
      `insert into member (building_id, unit_id, name, valid)
       select building_id, id, 'Người ' || m, '[2020-01-01,)' from unit, generate_series(1, 3) m where building_id = ?`,
      [buildingId],
    );
    const start = `(?::date - make_interval(months => ?))::date`;
    await trx.raw(
      `with made as (insert into meter (building_id, service, serial, digits)
         select ?, s.name, s.name || '-' || u.id, 6 from unit u, unnest(?::text[]) s(name) where u.building_id = ? returning id, service, serial)
       insert into mounting (building_id, unit_id, meter_id, service, valid, reading_start)
       select ?, split_part(reverse(split_part(reverse(serial), '-', 1)), '-', 1)::bigint, id, service, daterange(${start}, null), 1000 from made`,
      [buildingId, names, buildingId, buildingId, `${period}-01`, months],
    );
    // without figures of a hundred thousand new rows the checks of the readings would look them up by building, not by id
    await trx.raw('analyze unit, meter, mounting');
    // month m ends on its last day; readings grow by the same step, so each continues the one before it
    await trx.raw(
      `insert into reading (building_id, mounting_id, unit_id, service, period, read_on, previous_on, previous, value)
       select m.building_id, m.id, m.unit_id, m.service, p.month, (p.month + interval '1 month - 1 day')::date,
         case when p.k = 1 then lower(m.valid) else (p.month - 1)::date end,
         1000 + (p.k - 1) * step.amount, 1000 + p.k * step.amount
       from mounting m
       join unit u on u.id = m.unit_id
       join lateral (select s.base + substr(u.code, 2)::int % ? as amount from unnest(?::text[], ?::int[]) s(name, base) where s.name = m.service) step on true
       cross join lateral (select k, (?::date - make_interval(months => ? - k))::date as month from generate_series(1, ?) k) p
       where m.building_id = ?`,
      [spread, names, steps, `${period}-01`, months, months, buildingId],
    );
  });
}
