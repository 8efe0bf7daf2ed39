// ledger: bank accounts with their statement columns, imported statement rows, and what became of each row.
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
-- Whoever works an account sees its whole statement: he must have every building it serves.
create table bank_account (
  id bigint generated always as identity primary key,
  company_id bigint not null references company,
  bin text not null check (bin ~ '^[0-9]{6}$'),
  number text not null check (number ~ '^[A-Za-z0-9]{1,19}$'),
  name text not null default '',
  building_ids bigint[] not null check (cardinality(building_ids) > 0),
  columns jsonb,
  unique (company_id, bin, number)
);
alter table bank_account enable row level security;
alter table bank_account force row level security;
create policy whole_account on bank_account using (company_id = app_company() and building_ids <@ app_buildings());
grant select, insert on bank_account to toanha_app;
grant update (name, building_ids, columns) on bank_account to toanha_app;

create table bank_file (
  id bigint generated always as identity primary key,
  account_id bigint not null references bank_account,
  name text not null,
  sha256 text not null,
  rows int not null,
  rows_added int not null,
  from_on date,
  to_on date,
  imported_by bigint not null references app_user,
  imported_at timestamptz not null
);
create index on bank_file (account_id, id desc);

-- One movement of the account: positive came in. Rows alike in one file are counted by nth.
create table bank_row (
  id bigint generated always as identity primary key,
  account_id bigint not null references bank_account,
  file_id bigint not null references bank_file,
  line int not null,
  on_date date not null,
  at_time time,
  amount bigint not null check (amount <> 0),
  balance bigint,
  reference text not null default '',
  memo text not null default '',
  party text not null default '',
  party_account text not null default '',
  nth int not null check (nth > 0),
  unique nulls not distinct (account_id, reference, amount, on_date, at_time, nth)
);
create index on bank_row (account_id, on_date desc, id desc);

-- What became of a row. A row's later attempt needs the earlier one voided or taken back.
create table bank_settlement (
  row_id bigint not null references bank_row,
  attempt int not null check (attempt > 0),
  building_id bigint not null references building,
  kind text not null check (kind in ('receipt', 'unidentified', 'booked', 'leftOut', 'reopened')),
  document_id bigint references document,
  reason text not null default '',
  detail jsonb not null default '{}',
  settled_by bigint not null references app_user,
  settled_at timestamptz not null,
  primary key (row_id, attempt),
  check ((document_id is not null) = (kind in ('receipt', 'unidentified', 'booked')))
);
create index on bank_settlement (document_id);

do $$ declare t text; begin
  foreach t in array array['bank_file', 'bank_row'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy whole_account on %I using (account_id in (select id from bank_account))', t);
    execute format('grant select, insert on %I to toanha_app', t);
    perform make_append_only(t::regclass);
  end loop;
end $$;
select protect_building_table('bank_settlement', 'select, insert');
create policy row_of_account on bank_settlement as restrictive using (exists (select from bank_row r where r.id = row_id));
select make_append_only('bank_settlement');
`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table bank_settlement, bank_row, bank_file, bank_account');
}
