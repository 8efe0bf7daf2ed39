// Cards join the bills: what a card owes by spans of days, what of it was charged, and each building's rules for it.
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(SUBJECT);
  await knex.raw(TABLES);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop table card_charge, card_span, card_setting;
    alter table card drop column frozen_from;
    alter table document drop constraint document_kind_check, add constraint document_kind_check check (kind in ('receipt',
      'unidentified', 'depositIn', 'recovery', 'refund', 'depositOut', 'match', 'depositKept', 'reduction', 'writeOff', 'interest', 'move'));
    alter table charge drop constraint charge_pkey;
    alter table charge drop column subject;
    alter table charge add primary key (building_id, unit_id, service, revision, period);
  `);
}

// A unit may have several cards of one service: each its own charge. Empty where the unit itself is charged.
const SUBJECT = `
alter table charge add column subject text not null default '';
alter table charge drop constraint charge_pkey;
alter table charge add primary key (building_id, unit_id, service, subject, revision, period);
alter table document drop constraint document_kind_check, add constraint document_kind_check check (kind in ('receipt',
  'unidentified', 'depositIn', 'recovery', 'refund', 'depositOut', 'match', 'depositKept', 'reduction', 'writeOff', 'interest', 'move', 'fee'));
`;

const TABLES = `
alter table card add column frozen_from date;

create table card_setting (
  building_id bigint not null references building,
  service text not null check (service <> ''),
  charges text not null check (charges in ('month', 'term')),
  first_month text not null check (first_month in ('full', 'half', 'daily')),
  last_month text not null check (last_month in ('full', 'half', 'daily')),
  one_off text not null check (one_off in ('atOnce', 'withRun')),
  late_renewal text not null check (late_renewal in ('today', 'backdated')),
  primary key (building_id, service)
);
select protect_building_table('card_setting');

-- Days a card is owed for, by whom: a month span grows until it is closed, a term is bought whole, a fee is of one day.
create table card_span (
  id bigint generated always as identity primary key,
  building_id bigint not null,
  card_id bigint not null,
  revision int not null,
  unit_id bigint not null,
  customer_id bigint not null references customer,
  kind text not null check (kind in ('month', 'term', 'fee')),
  from_day date not null,
  to_day date,
  months int check (months > 0),
  fee bigint not null default 0 check (fee >= 0),
  deposit bigint not null default 0 check (deposit >= 0),
  charged_through date,
  -- nothing of it will ever be charged again
  settled boolean not null default false,
  foreign key (building_id, card_id) references card (building_id, id),
  foreign key (building_id, unit_id) references unit (building_id, id),
  check (to_day >= from_day),
  check ((kind = 'term') = (months is not null)),
  check (kind = 'month' or to_day is not null)
);
create index card_span_open on card_span (building_id, from_day) where not settled;
create index on card_span (card_id);
create index on card_span (building_id, unit_id) where kind <> 'fee';
select protect_building_table('card_span', 'select, insert, update, delete');

-- What a card was charged, by a run or by a document of its own; taken back by a row that says which one it reverses.
create table card_charge (
  id bigint generated always as identity primary key,
  building_id bigint not null,
  card_id bigint not null,
  span_id bigint not null,
  unit_id bigint not null,
  customer_id bigint not null references customer,
  run_id bigint references run,
  document_id bigint references document,
  reverses bigint unique references card_charge,
  period date not null,
  from_day date not null,
  to_day date not null,
  months numeric not null,
  net bigint not null,
  total bigint not null,
  charged_before date,
  at timestamptz not null,
  foreign key (building_id, card_id) references card (building_id, id),
  check (num_nonnulls(run_id, document_id) <= 1)
);
create index on card_charge (card_id);
create index on card_charge (run_id) where run_id is not null;
select protect_building_table('card_charge', 'select, insert');
select make_append_only('card_charge');
`;
