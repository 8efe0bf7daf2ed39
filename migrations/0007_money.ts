// ledger: money documents, what is still open of each charge, credits, allocations, idempotency keys, series and the hash chain.
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(TABLES);
  await knex.raw(ALLOCATION);
  await knex.raw(CHAIN);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop table chain_link, allocation, credit, open_item, opened_run, document_void, document, series, idempotency;
    drop sequence money_journal_id;
    drop function apply_allocation(), journal_digest(bigint, date, bigint, bigint);
  `);
}

const TABLES = `
-- The first result of a command under its key; the hash tells the same command from another one.
create table idempotency (
  company_id bigint not null references company,
  key text not null check (key <> ''),
  action text not null,
  input_hash text not null,
  result json,
  at timestamptz not null default now(),
  primary key (company_id, key)
);
select protect_company_table('idempotency');

-- Taking a number locks the row until commit: a number is never taken without its document.
create table series (
  company_id bigint not null references company,
  code text not null,
  year int not null,
  last int not null check (last > 0),
  primary key (company_id, code, year)
);
select protect_company_table('series');

-- Far above journal_number_id: a receipt posted while a run posts the same month never falls between the run's journals.
create sequence money_journal_id start 1125899906842624;
grant usage on sequence money_journal_id to toanha_app;

create table document (
  id bigint generated always as identity primary key,
  company_id bigint not null references company,
  building_id bigint not null references building,
  unit_id bigint,
  customer_id bigint references customer,
  journal_id bigint not null unique,
  amount bigint not null check (amount > 0),
  period date not null,
  on_date date not null,
  year int not null,
  number int not null check (number > 0),
  kind text not null check (kind in ('receipt', 'unidentified', 'depositIn', 'recovery', 'refund', 'depositOut',
    'match', 'depositKept', 'reduction', 'writeOff', 'interest', 'move')),
  series text not null,
  method text check (method in ('cash', 'bank')),
  party text not null default '',
  address text not null default '',
  reason text not null default '',
  reference text,
  detail json not null default '{}',
  created_by bigint not null,
  created_at timestamptz not null,
  unique (company_id, series, year, number),
  foreign key (building_id, unit_id) references unit (building_id, id)
);
create index on document (building_id, on_date desc, id desc);
create index on document (customer_id, on_date);
select protect_building_table('document', 'select, insert');
select make_append_only('document');

create table document_void (
  document_id bigint primary key references document,
  building_id bigint not null,
  journal_id bigint not null,
  period date not null,
  reason text not null check (reason <> ''),
  voided_by bigint not null,
  voided_at timestamptz not null
);
select protect_building_table('document_void', 'select, insert');
select make_append_only('document_void');

-- Posted runs whose receivables stand in open_item: done by whoever first asks, so that the run itself stays fast.
create table opened_run (
  run_id bigint primary key references run,
  building_id bigint not null,
  items int not null
);
select protect_building_table('opened_run', 'select, insert');

-- One receivable posting: a service of a unit and period, and what is left of it.
create table open_item (
  id bigint generated always as identity primary key,
  building_id bigint not null,
  unit_id bigint not null,
  customer_id bigint not null,
  journal_id bigint not null,
  bill_id bigint,
  total bigint not null check (total > 0),
  open bigint not null,
  period date not null,
  due_on date not null,
  n smallint not null,
  service text not null,
  account text not null,
  unique (journal_id, n),
  constraint open_item_within check (open between 0 and total)
) with (fillfactor = 80);
create index open_item_open on open_item (building_id, unit_id, customer_id, due_on, id) include (open, service, period) where open > 0;
create index on open_item (unit_id, customer_id, period);
create index on open_item (building_id, period);
select protect_building_table('open_item', 'select, insert');
grant update (open) on open_item to toanha_app;

-- Money that pays nothing yet: a payer's surplus, a deposit, a transfer nobody has recognised.
create table credit (
  id bigint generated always as identity primary key,
  building_id bigint not null,
  unit_id bigint,
  customer_id bigint,
  document_id bigint references document,
  journal_id bigint not null,
  total bigint not null check (total > 0),
  remaining bigint not null,
  on_date date not null,
  kind text not null check (kind in ('surplus', 'deposit', 'unidentified')),
  account text not null,
  check ((unit_id is null) = (customer_id is null)),
  check (kind = 'unidentified' or unit_id is not null),
  constraint credit_within check (remaining between 0 and total)
);
create index credit_left on credit (building_id, kind, unit_id, customer_id) include (remaining) where remaining > 0;
create index on credit (document_id);
select protect_building_table('credit', 'select, insert');
grant update (remaining) on credit to toanha_app;
`;

const ALLOCATION = `
-- What takes from an item or from a credit: positive takes, negative gives back. Without a document: a surplus offset by itself.
create table allocation (
  id bigint generated always as identity primary key,
  building_id bigint not null,
  document_id bigint references document,
  item_id bigint references open_item,
  credit_id bigint references credit,
  amount bigint not null check (amount <> 0),
  on_date date not null,
  check (num_nonnulls(item_id, credit_id) = 1)
);
create index on allocation (document_id);
create index on allocation (building_id, on_date) include (item_id, credit_id, amount, document_id);
create index on allocation (item_id) where item_id is not null;
create index on allocation (credit_id) where credit_id is not null;
select protect_building_table('allocation', 'select, insert');
select make_append_only('allocation');

-- Allocations are the truth; what is left follows from them here, and the checks refuse to pay anything twice.
create function apply_allocation() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare wanted bigint; found bigint;
begin
  if exists (select from new_rows where building_id <> all (app_buildings())) then
    raise exception 'building outside the scope' using errcode = '42501';
  end if;
  select count(distinct item_id) + count(distinct credit_id) into wanted from new_rows;
  with taken as (select item_id, building_id, sum(amount)::bigint as amount from new_rows where item_id is not null group by 1, 2),
    items as (update open_item i set open = i.open - t.amount from taken t
      where i.id = t.item_id and i.building_id = t.building_id returning i.id),
    used as (select credit_id, building_id, sum(amount)::bigint as amount from new_rows where credit_id is not null group by 1, 2),
    credits as (update credit c set remaining = c.remaining - u.amount from used u
      where c.id = u.credit_id and c.building_id = u.building_id returning c.id)
  select (select count(*) from items) + (select count(*) from credits) into found;
  if found <> wanted then raise exception 'an allocation names what is not in its building' using errcode = '23503'; end if;
  return null;
end $$;
create trigger apply_allocation after insert on allocation referencing new table as new_rows
  for each statement execute function apply_allocation();
`;

const CHAIN = `
-- A link per batch of journals (a run, or one document): sha256 of the link before it and of everything the batch says.
create table chain_link (
  company_id bigint not null references company,
  seq bigint not null check (seq > 0),
  building_id bigint not null,
  period date not null,
  run_id bigint,
  journal_id bigint,
  journals bigint not null,
  hash bytea not null check (length(hash) = 32),
  primary key (company_id, seq),
  unique (run_id),
  unique (journal_id),
  check (num_nonnulls(run_id, journal_id) = 1)
);
select protect_company_table('chain_link', 'select, insert');
select make_append_only('chain_link');

create function journal_digest(building bigint, month date, run bigint, journal_id bigint) returns bytea language plpgsql stable as $$
begin
  return (select sha256(convert_to(coalesce(string_agg(
      concat_ws('|', j.id, j.kind, j.posted_on, coalesce(j.bill_id, 0), coalesce(j.run_id, 0), coalesce(j.reverses, 0),
        p.n, p.account, p.amount, coalesce(p.unit_id, 0), coalesce(p.customer_id, 0), coalesce(p.service, '')),
      chr(10) order by j.id, p.n), ''), 'UTF8'))
    from journal j join posting p on p.journal_id = j.id and p.period = j.period
    where j.period = month and j.building_id = building
      and ((run is not null and j.run_id = run) or j.id = journal_digest.journal_id));
end $$;
`;
