// Meter life: the multiplier belongs to where a meter hangs, a faulty meter is charged by its mean, and every change of a billed reading is kept.
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(MULTIPLIER);
  await knex.raw(CORRECTIONS);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop table reading_correction;
    alter table reading drop constraint reading_declared_when_faulty, drop column declared;
    alter table reading drop constraint reading_kind_check, add constraint reading_kind_check check (kind in ('actual', 'estimate', 'closing'));
    alter table meter add column multiplier numeric(18, 6) not null default 1 check (multiplier > 0);
    update meter set multiplier = m.multiplier from (select distinct on (meter_id) meter_id, multiplier from mounting order by meter_id, valid desc) m
      where m.meter_id = meter.id;
    alter table mounting drop column multiplier;
  `);
}

const MULTIPLIER = `
alter table mounting add column multiplier numeric(18, 6) check (multiplier > 0);
update mounting set multiplier = meter.multiplier from meter where meter.id = mounting.meter_id;
alter table mounting alter column multiplier set default 1, alter column multiplier set not null;
alter table meter drop column multiplier;
grant update (multiplier) on mounting to toanha_app;
`;

const CORRECTIONS = `
alter table reading drop constraint reading_kind_check;
alter table reading add constraint reading_kind_check check (kind in ('actual', 'estimate', 'closing', 'faulty'));
-- what a faulty meter is charged instead of what its dial says, in the service's measure
alter table reading add column declared numeric(18, 6) check (declared >= 0);
alter table reading add constraint reading_declared_when_faulty check
  ((kind <> 'faulty' or declared is not null) and (declared is null or kind in ('faulty', 'closing')));

-- A reading that has been billed may turn out wrong: the reading is put right, what it was stands here for ever, and the next run posts
-- the difference to what its month was charged.
create table reading_correction (
  id bigint generated always as identity primary key,
  building_id bigint not null,
  mounting_id bigint not null references mounting,
  unit_id bigint,
  service text not null,
  period date not null check (extract(day from period) = 1),
  kind text not null check (kind in ('wrong', 'settled', 'faulty', 'multiplier')),
  was jsonb not null,
  became jsonb not null,
  reason text not null check (reason <> ''),
  document text,
  recorded_by bigint not null,
  recorded_at timestamptz not null default now()
);
create index on reading_correction (building_id, period);
create index on reading_correction (mounting_id);
select protect_building_table('reading_correction', 'select, insert');
select make_append_only('reading_correction');
`;
