// ledger: accounts, journals, postings and what each customer owes. Journals and postings only grow, and each journal balances.
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(TABLES);
  await knex.raw(CHECKS);
  await knex.raw(`select add_monthly_table(t) from unnest(array['journal', 'posting']) t`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop table posting, journal, receivable_balance, account;
    drop sequence journal_number_id;
    drop function check_new_journal(), check_new_posting(), check_new_balance();
    delete from monthly_table where name in ('journal', 'posting');
  `);
}

const TABLES = `
create table account (
  company_id bigint not null references company,
  code text not null check (code ~ '^[0-9]{3,8}$'),
  name_vi text not null,
  name_en text not null,
  primary key (company_id, code)
);
select protect_company_table('account');

create sequence journal_number_id;
grant usage on sequence journal_number_id to toanha_app;
create table journal (
  id bigint not null,
  building_id bigint not null,
  bill_id bigint,
  run_id bigint,
  reverses bigint,
  period date not null,
  posted_on date not null,
  kind text not null,
  primary key (id, period),
  check (kind <> 'bill' or (bill_id is not null and run_id is not null))
) partition by list (period);
select protect_building_table('journal', 'select, insert');

-- Debit positive, credit negative. Unit and customer stand on receivables only; the others' journal leads to the bill.
create table posting (
  journal_id bigint not null,
  building_id bigint not null,
  amount bigint not null check (amount <> 0),
  unit_id bigint,
  customer_id bigint,
  period date not null,
  n smallint not null,
  account text not null,
  service text,
  primary key (journal_id, n, period),
  check ((unit_id is null) = (customer_id is null))
) partition by list (period);
select protect_building_table('posting', 'select, insert');

-- Room on each page for the month's update to stay there: half the time of full pages. Units and customers are checked once a
-- statement (check_new_balance): a first month's twenty thousand rows would spend more time on foreign keys than on themselves.
create table receivable_balance (
  building_id bigint not null,
  unit_id bigint not null,
  customer_id bigint not null,
  balance bigint not null,
  primary key (unit_id, customer_id)
) with (fillfactor = 50);
select protect_building_table('receivable_balance');
`;

const CHECKS = `
create function check_new_journal() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare buildings bigint[]; months date[]; bills bigint[]; runs bigint[];
begin
  select array_agg(distinct building_id), array_agg(distinct period), array_agg(distinct bill_id) filter (where bill_id is not null),
    array_agg(distinct run_id) filter (where run_id is not null)
    into buildings, months, bills, runs from new_rows;
  if buildings is null then return null; end if;
  perform check_month(buildings, months);
  perform check_parents('bill', cardinality(bills),
    (select count(*) from bill where id = any (bills) and period = any (months) and building_id = any (buildings)));
  perform check_parents('run', cardinality(runs), (select count(*) from run where id = any (runs) and building_id = any (buildings)));
  return null;
end $$;

create function check_new_balance() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare buildings bigint[]; units bigint[]; customers bigint[];
begin
  select array_agg(distinct building_id), array_agg(distinct unit_id), array_agg(distinct customer_id)
    into buildings, units, customers from new_rows;
  if buildings is null then return null; end if;
  perform check_parents('unit', cardinality(units),
    (select count(*) from unit where id = any (units) and building_id = any (buildings)));
  perform check_parents('customer', cardinality(customers), (select count(*) from customer where id = any (customers)));
  return null;
end $$;
create trigger check_new after insert on receivable_balance referencing new table as new_rows
  for each statement execute function check_new_balance();

-- A statement brings whole journals: each journal among the new rows must balance by itself.
create function check_new_posting() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare buildings bigint[]; months date[]; journals bigint[]; accounts text[]; bad bigint; company bigint := app_company();
begin
  select array_agg(distinct building_id), array_agg(distinct period), array_agg(distinct account)
    into buildings, months, accounts from new_rows;
  if buildings is null then return null; end if;
  perform check_month(buildings, months);
  select array_agg(journal_id), max(journal_id) filter (where balance <> 0) into journals, bad
    from (select journal_id, sum(amount) as balance from new_rows group by journal_id) as totals;
  if bad is not null then raise exception 'journal % does not balance', bad using errcode = 'TN022'; end if;
  perform check_parents('journal', cardinality(journals),
    (select count(*) from journal where id = any (journals) and period = any (months) and building_id = any (buildings)));
  perform check_parents('account', cardinality(accounts),
    (select count(*) from account where company_id = company and code = any (accounts)));
  return null;
end $$;
`;
