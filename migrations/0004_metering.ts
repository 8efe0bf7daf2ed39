// metering: meters, where they hang, and their readings. The schema keeps what a reading must always be.
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(TABLES);
  await knex.raw(CONTINUITY);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table reading, mounting, meter; drop function check_readings(), check_readings_gone()');
}

const TABLES = `
create table meter (
  id bigint generated always as identity primary key,
  building_id bigint not null references building,
  service text not null check (service <> ''),
  serial text not null check (serial <> ''),
  register text not null default 'total' check (register <> ''),
  digits int not null check (digits between 3 and 12),
  decimals int not null default 0 check (decimals between 0 and 6),
  multiplier numeric(18, 6) not null default 1 check (multiplier > 0),
  unique (building_id, service, serial, register),
  unique (id, building_id, service)
);
select protect_building_table('meter');

create table mounting (
  id bigint generated always as identity primary key,
  building_id bigint not null,
  unit_id bigint not null,
  meter_id bigint not null,
  service text not null,
  valid daterange not null check (not isempty(valid) and not lower_inf(valid)),
  reading_start numeric(18, 6) not null check (reading_start >= 0),
  reading_end numeric(18, 6) check (reading_end >= 0),
  check (reading_end is null or not upper_inf(valid)),
  foreign key (building_id, unit_id) references unit (building_id, id),
  foreign key (meter_id, building_id, service) references meter (id, building_id, service),
  exclude using gist (meter_id with =, valid with &&),
  unique (id, building_id, unit_id, service)
);
create index on mounting (building_id, service);
create index on mounting (unit_id);
-- where a meter began stays: readings continue from it
select protect_building_table('mounting', 'select, insert');
grant update (valid, reading_end) on mounting to toanha_app;

create table reading (
  id bigint generated always as identity primary key,
  building_id bigint not null,
  mounting_id bigint not null,
  unit_id bigint not null,
  service text not null,
  period date not null check (extract(day from period) = 1),
  read_on date not null,
  previous_on date not null,
  previous numeric(18, 6) not null check (previous >= 0),
  value numeric(18, 6) not null check (value >= 0),
  rollover boolean not null default false,
  kind text not null default 'actual' check (kind in ('actual', 'estimate', 'closing')),
  state text not null default 'entered' check (state in ('entered', 'held', 'accepted')),
  reason text,
  note text,
  source jsonb not null default '{}',
  revision int not null default 1,
  recorded_by bigint,
  recorded_at timestamptz not null default now(),
  constraint reading_never_backwards check (case when rollover then value < previous else value >= previous end),
  constraint reading_after_previous check (read_on >= previous_on),
  constraint reading_accepted_with_reason check (state <> 'accepted' or coalesce(reason, '') <> ''),
  foreign key (mounting_id, building_id, unit_id, service) references mounting (id, building_id, unit_id, service),
  unique (mounting_id, period)
);
create index on reading (building_id, period, service);
select protect_building_table('reading', 'select, insert, update, delete');
`;

// One check per statement, however many rows: each changed reading against its neighbours, found by the key (mounting, period).
const CONTINUITY = `
create function check_readings() returns trigger language plpgsql as $$
declare bad record;
begin
  select changed.mounting_id, changed.period,
    case
      when (changed.previous, changed.previous_on) is distinct from
        (coalesce(before.value, mounting.reading_start), coalesce(before.read_on, lower(mounting.valid))) then 'does not continue'
      when (after.previous, after.previous_on) is distinct from (changed.value, changed.read_on) and after.period is not null
        then 'is not continued'
      when changed.value >= power(10::numeric, meter.digits) then 'has more digits than the meter'
      when changed.value <> trunc(changed.value, meter.decimals) then 'has more decimals than the meter'
      when changed.kind = 'closing' and changed.value is distinct from mounting.reading_end then 'is not what the meter was taken down with'
      when before.kind = 'closing' then 'follows the closing reading'
    end as problem
  into bad
  from changed
  join mounting on mounting.id = changed.mounting_id
  join meter on meter.id = mounting.meter_id
  left join lateral (select value, read_on, kind from reading r
    where r.mounting_id = changed.mounting_id and r.period < changed.period order by r.period desc limit 1) before on true
  left join lateral (select period, previous, previous_on from reading r
    where r.mounting_id = changed.mounting_id and r.period > changed.period order by r.period limit 1) after on true
  where (changed.previous, changed.previous_on) is distinct from
      (coalesce(before.value, mounting.reading_start), coalesce(before.read_on, lower(mounting.valid)))
    or (after.period is not null and (after.previous, after.previous_on) is distinct from (changed.value, changed.read_on))
    or changed.value >= power(10::numeric, meter.digits)
    or changed.value <> trunc(changed.value, meter.decimals)
    or (changed.kind = 'closing' and changed.value is distinct from mounting.reading_end)
    or before.kind = 'closing'
  limit 1;
  if found then
    raise exception 'reading of mounting % in % %', bad.mounting_id, bad.period, bad.problem using errcode = 'TN010';
  end if;
  return null;
end $$;
create trigger reading_continues_new after insert on reading
  referencing new table as changed for each statement execute function check_readings();
create trigger reading_continues_changed after update on reading
  referencing new table as changed for each statement execute function check_readings();

create function check_readings_gone() returns trigger language plpgsql as $$
begin
  if exists (select from gone where exists (select from reading r where r.mounting_id = gone.mounting_id and r.period > gone.period)) then
    raise exception 'a reading with a later one behind it cannot go' using errcode = 'TN010';
  end if;
  return null;
end $$;
create trigger reading_continues_gone after delete on reading
  referencing old table as gone for each statement execute function check_readings_gone();
`;
