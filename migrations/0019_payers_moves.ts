// Who pays what: dated rules by service, and moves in the middle of a month, whose leaver may get a final bill by a run of its own.
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    -- unit_id null: the rule of the whole building; a unit's own rule stands before it
    create table payer_rule (
      id bigint generated always as identity primary key,
      building_id bigint not null references building,
      unit_id bigint,
      service text not null check (service <> ''),
      role text not null check (role in ('owner', 'tenant')),
      valid daterange not null check (not isempty(valid) and not lower_inf(valid)),
      note text,
      created_by bigint not null default app_user() references app_user,
      foreign key (building_id, unit_id) references unit (building_id, id),
      constraint payer_rule_one_a_day exclude using gist (building_id with =, coalesce(unit_id, 0) with =, service with =, valid with &&)
    );
    select protect_building_table('payer_rule', 'select, insert, update, delete');

    -- moved_on: the leaver's last day and the day his meters were read; who follows begins the day after
    create table unit_move (
      id bigint generated always as identity primary key,
      building_id bigint not null,
      unit_id bigint not null,
      moved_on date not null,
      role text not null check (role in ('owner', 'tenant')),
      leaver_id bigint not null references customer,
      follower_id bigint references customer,
      reason text not null check (reason <> ''),
      created_by bigint not null default app_user() references app_user,
      created_at timestamptz not null default now(),
      foreign key (building_id, unit_id) references unit (building_id, id),
      unique (building_id, id),
      unique (unit_id, moved_on)
    );
    create index on unit_move (building_id, moved_on);
    select protect_building_table('unit_move', 'select, insert');
    select make_append_only('unit_move');

    alter table run add column move_id bigint;
    alter table run add foreign key (building_id, move_id) references unit_move (building_id, id);
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table run drop column move_id;
    drop table unit_move, payer_rule;
  `);
}
