// card: registrations, the numbers they had, their append-only life, and the outbox an access controller reads.
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table card (
      id bigint generated always as identity primary key,
      building_id bigint not null references building,
      unit_id bigint not null,
      customer_id bigint not null references customer,
      service text not null check (service <> ''),
      number text check (number <> ''),
      fields jsonb not null check (jsonb_typeof(fields) = 'object'),
      state text not null check (state <> ''),
      billing boolean not null default false,
      valid daterange,
      paid_through date,
      deposit bigint not null default 0 check (deposit >= 0),
      revision int not null default 1 check (revision > 0),
      unique (building_id, id),
      foreign key (building_id, unit_id) references unit (building_id, id)
    );
    create index on card (building_id, service, unit_id);
    create index on card (customer_id);
    select protect_building_table('card', 'select, insert, update');
    -- foreign keys look past row-level security: without this a foreign company's customer could be named
    create policy customer_of_company on card as restrictive using (true)
      with check (customer_id in (select id from customer));

    -- Which number opened doors for which card on which days; a reissue ends one row and begins another.
    create table card_number (
      id bigint generated always as identity primary key,
      building_id bigint not null,
      card_id bigint not null,
      service text not null,
      number text not null check (number <> ''),
      valid daterange not null,
      foreign key (building_id, card_id) references card (building_id, id),
      constraint card_number_once exclude using gist (building_id with =, service with =, number with =, valid with &&)
    );
    create index on card_number (card_id);
    select protect_building_table('card_number', 'select, insert, update');

    create table card_event (
      card_id bigint not null,
      revision int not null,
      building_id bigint not null,
      customer_id bigint not null references customer,
      action text not null check (action <> ''),
      on_date date not null,
      at timestamptz not null,
      user_id bigint not null,
      reason text not null default '',
      document text not null default '',
      before jsonb,
      after jsonb not null,
      fee bigint not null default 0 check (fee >= 0),
      deposit bigint not null default 0,
      primary key (card_id, revision),
      foreign key (building_id, card_id) references card (building_id, id)
    );
    create index on card_event (building_id, on_date);
    create index on card_event (customer_id);
    select protect_building_table('card_event', 'select, insert');
    select make_append_only('card_event');

    create table card_outbox (
      seq bigint generated always as identity primary key,
      building_id bigint not null,
      card_id bigint not null,
      service text not null,
      number text not null,
      state text not null,
      open boolean not null,
      at timestamptz not null,
      foreign key (building_id, card_id) references card (building_id, id)
    );
    create index on card_outbox (building_id, seq);
    select protect_building_table('card_outbox', 'select, insert');
    select make_append_only('card_outbox');

    create table card_outbox_read (
      building_id bigint not null references building,
      reader text not null check (reader <> ''),
      seq bigint not null,
      at timestamptz not null,
      primary key (building_id, reader)
    );
    select protect_building_table('card_outbox_read', 'select, insert, update');
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table card_outbox_read, card_outbox, card_event, card_number, card');
}
