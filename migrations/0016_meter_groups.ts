// Master meters: a meter may count for a group of units instead of one, and a building says what becomes of the difference.
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(GROUPS);
  await knex.raw(MASTERS);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    delete from reading_correction where unit_id is null;
    alter table reading drop constraint reading_of_mounting;
    delete from reading where unit_id is null;
    delete from mounting where unit_id is null;
    alter table reading alter column unit_id set not null;
    alter table mounting drop constraint mounting_of_service, drop constraint mounting_somewhere, drop column group_id,
      alter column unit_id set not null;
    drop table loss_policy, meter_group_unit, meter_group;
  `);
}

const GROUPS = `
create table meter_group (
  id bigint generated always as identity primary key,
  building_id bigint not null references building,
  service text not null check (service <> ''),
  code text not null check (code <> ''),
  name text not null check (name <> ''),
  unique (building_id, service, code),
  unique (id, building_id, service)
);
select protect_building_table('meter_group');

-- whose sub-meters the master counts; a unit belongs to one group of a service at a time
create table meter_group_unit (
  id bigint generated always as identity primary key,
  building_id bigint not null,
  group_id bigint not null,
  service text not null,
  unit_id bigint not null,
  valid daterange not null check (not isempty(valid) and not lower_inf(valid)),
  foreign key (group_id, building_id, service) references meter_group (id, building_id, service),
  foreign key (building_id, unit_id) references unit (building_id, id),
  exclude using gist (service with =, unit_id with =, valid with &&)
);
create index on meter_group_unit (group_id);
select protect_building_table('meter_group_unit', 'select, insert, delete');
grant update (valid) on meter_group_unit to toanha_app;

-- what becomes of master less sub-meters: the last one begun by a month's last day holds; never changed, only followed by another
create table loss_policy (
  building_id bigint not null references building,
  service text not null check (service <> ''),
  valid_from date not null check (extract(day from valid_from) = 1),
  policy text not null check (policy in ('absorb', 'proportional', 'equal')),
  reason text not null check (reason <> ''),
  recorded_by bigint not null,
  recorded_at timestamptz not null default now(),
  primary key (building_id, service, valid_from)
);
select protect_building_table('loss_policy', 'select, insert');
select make_append_only('loss_policy');
`;

const MASTERS = `
alter table mounting alter column unit_id drop not null;
alter table mounting add column group_id bigint,
  add constraint mounting_somewhere check (num_nonnulls(unit_id, group_id) = 1),
  add foreign key (group_id, building_id, service) references meter_group (id, building_id, service),
  add constraint mounting_of_service unique (id, building_id, service);
create index on mounting (group_id) where group_id is not null;
alter table reading alter column unit_id drop not null;
-- a master's reading names no unit, which the other key would let pass unseen
alter table reading add constraint reading_of_mounting foreign key (mounting_id, building_id, service) references mounting (id, building_id, service);
`;
