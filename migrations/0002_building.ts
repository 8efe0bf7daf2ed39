// building: buildings, blocks, floors, units. A row of one building can never hang on a row of another one.
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table building (
      id bigint generated always as identity primary key,
      company_id bigint not null references company,
      code text not null check (code <> ''),
      name text not null check (name <> ''),
      address text not null default '',
      settings jsonb not null default '{}' check (jsonb_typeof(settings) = 'object'),
      unique (company_id, code)
    );
    select protect_building_root('building');

    create table block (
      id bigint generated always as identity primary key,
      building_id bigint not null references building,
      code text not null check (code <> ''),
      name text not null default '',
      unique (building_id, code),
      unique (building_id, id)
    );
    select protect_building_table('block');

    create table floor (
      id bigint generated always as identity primary key,
      building_id bigint not null references building,
      block_id bigint,
      code text not null check (code <> ''),
      ordinal int not null default 0,
      foreign key (building_id, block_id) references block (building_id, id),
      unique nulls not distinct (building_id, block_id, code),
      unique (building_id, id)
    );
    select protect_building_table('floor');

    create table unit (
      id bigint generated always as identity primary key,
      building_id bigint not null references building,
      floor_id bigint,
      code text not null check (code <> ''),
      kind text not null default 'apartment' check (kind in ('apartment', 'office', 'shop', 'kiosk', 'common')),
      tariff_class text not null default 'residential' check (tariff_class <> ''),
      area_m2 numeric(12, 3) check (area_m2 >= 0),
      households int not null default 1 check (households >= 0),
      members_declared_on date,
      archived_on date,
      foreign key (building_id, floor_id) references floor (building_id, id),
      unique (building_id, code),
      unique (building_id, id)
    );
    comment on column unit.members_declared_on is
      'since when the people of the unit are known even if there is no member row: an explicit zero; null and no member row: unknown';
    select protect_building_table('unit');
    alter table user_building add foreign key (building_id) references building;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table user_building drop constraint user_building_building_id_fkey;
    drop table unit, floor, block, building;
  `);
}
