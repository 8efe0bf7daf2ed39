// billing: VAT rates, tariffs, periods, runs, bills and charges; and the months' leaf partitions, which only a run may load.
import type { Knex } from 'knex';
import { vietnamVatRates } from '../core/kit/vat-rates.ts';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(TABLES);
  await knex.raw(TARIFF_FROZEN);
  await knex.raw(MONTHLY);
  await knex.raw(CHECKS);
  await knex.raw(`select add_monthly_table(t) from unnest(array['run_row', 'run_parked', 'bill', 'charge']) t`);
  await knex.raw(
    `insert into vat_rate (class, valid, rate, basis)
     select r->>'class', daterange((r->>'from')::date, (r->>'to')::date, '[]'), (r->>'rate')::numeric, r->>'basis'
     from jsonb_array_elements(?::jsonb) r`,
    [JSON.stringify(vietnamVatRates)],
  );
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop table charge, bill, run_row, run_parked, run, period, tariff, vat_rate, monthly_table;
    drop sequence bill_number_id;
    drop function refuse_frozen_tariff(), add_monthly_table(text), ensure_period(date), lock_period(date), analyze_period(date), leaf_of(text, date),
      check_new_run_row(), check_new_run_parked(), check_new_bill(), check_new_charge(),
      check_parents(text, bigint, bigint), check_month(bigint[], date[]), make_leaf(text, date);
  `);
}

const TABLES = `
create table vat_rate (
  class text not null check (class in ('standard', 'water', 'full', 'none')),
  valid daterange not null check (not isempty(valid)),
  rate numeric(5, 4) not null check (rate >= 0 and rate < 1),
  basis text not null,
  exclude using gist (class with =, valid with &&)
);
grant select on vat_rate to toanha_app;

create table tariff (
  id bigint generated always as identity primary key,
  building_id bigint not null references building,
  service text not null check (service <> ''),
  unit_class text not null check (unit_class <> ''),
  valid daterange not null check (not isempty(valid) and not lower_inf(valid)),
  status text not null default 'draft' check (status in ('draft', 'published', 'superseded')),
  version int not null check (version > 0),
  name text not null check (name <> ''),
  legal_basis text not null,
  preset text,
  body jsonb not null check (jsonb_typeof(body) = 'object'),
  unique (building_id, service, unit_class, version),
  constraint tariff_one_at_a_time
    exclude using gist (building_id with =, service with =, unit_class with =, valid with &&) where (status = 'published')
);
select protect_building_table('tariff');

create table period (
  building_id bigint not null references building,
  period date not null check (extract(day from period) = 1),
  status text not null default 'open' check (status in ('open', 'closed')),
  reason text,
  -- counted up by each posting: two transactions that post the same month cannot both commit
  postings int not null default 0,
  primary key (building_id, period)
);
select protect_building_table('period');

create table run (
  id bigint generated always as identity primary key,
  building_id bigint not null,
  period date not null,
  seq int not null,
  status text not null check (status in ('previewing', 'previewed', 'posting', 'posted', 'failed', 'discarded')),
  created_by bigint not null,
  created_at timestamptz not null default now(),
  approved_by bigint,
  posted_at timestamptz,
  input_hash text,
  totals json,
  failure json,
  foreign key (building_id, period) references period,
  unique (building_id, period, seq),
  check ((status = 'posted') = (posted_at is not null))
);
create unique index run_one_at_work on run (building_id, period) where status in ('previewing', 'posting');
select protect_building_table('run');

create table run_row (
  run_id bigint not null,
  building_id bigint not null,
  unit_id bigint not null,
  total bigint not null,
  previous_total bigint,
  period date not null,
  service text not null,
  change text not null check (change in ('new', 'gone', 'changed', 'same')),
  quantity numeric,
  primary key (run_id, unit_id, service, period)
) partition by list (period);
select protect_building_table('run_row', 'select, insert, delete');

create table run_parked (
  run_id bigint not null,
  building_id bigint not null,
  unit_id bigint not null,
  period date not null,
  service text,
  code text not null,
  params json not null
) partition by list (period);
create index on run_parked (run_id);
select protect_building_table('run_parked', 'select, insert, delete');

create sequence bill_number_id;
grant usage on sequence bill_number_id to toanha_app;
create table bill (
  id bigint not null,
  building_id bigint not null,
  unit_id bigint not null,
  customer_id bigint not null,
  run_id bigint not null,
  net bigint not null,
  vat bigint not null,
  total bigint not null,
  period date not null,
  issued_on date not null,
  due_on date not null,
  number int not null check (number > 0),
  primary key (id, period),
  unique (building_id, number, period),
  check (total = net + vat)
) partition by list (period);
select protect_building_table('bill', 'select, insert');

create table charge (
  bill_id bigint not null,
  building_id bigint not null,
  unit_id bigint not null,
  tariff_id bigint not null,
  net bigint not null,
  vat bigint not null,
  total bigint not null,
  period date not null,
  revision int not null default 0 check (revision >= 0),
  service text not null,
  plugin_version text not null,
  measure text not null,
  quantity numeric,
  input_hash text not null,
  detail json not null,
  primary key (building_id, unit_id, service, revision, period),
  check (total = net + vat)
) partition by list (period);
select protect_building_table('charge', 'select, insert');
`;

const TARIFF_FROZEN = `
-- What has been published stays as it was: a bill may have been priced with it. Only its end may come earlier, and its status go on.
create function refuse_frozen_tariff() returns trigger language plpgsql as $$
begin
  if old.status <> 'draft' and (
    (new.building_id, new.service, new.unit_class, new.version, new.name, new.legal_basis, new.preset, new.body)
      is distinct from (old.building_id, old.service, old.unit_class, old.version, old.name, old.legal_basis, old.preset, old.body)
    or lower(new.valid) <> lower(old.valid) or not new.valid <@ old.valid
    or new.status = 'draft' or (old.status = 'superseded' and new.status <> 'superseded'))
  then
    raise exception 'tariff % is published and cannot change', old.id using errcode = 'TN021';
  end if;
  return new;
end $$;
create trigger tariff_frozen before update on tariff for each row execute function refuse_frozen_tariff();
`;

const MONTHLY = `
create table monthly_table (name text primary key, append_only boolean not null default true);

create function leaf_of(parent text, month date) returns text language sql immutable
  return format('%s_%s', parent, to_char(month, 'YYYYMM'));

-- Registers a partitioned table: rows arriving through it are checked, and ensure_period gives it a leaf a month.
create function add_monthly_table(t text) returns void language plpgsql as $$
begin
  insert into monthly_table values (t, t not like 'run\\_%');
  if t not like 'run\\_%' then perform make_append_only(t::regclass); end if;
  execute format('create trigger check_new after insert on %I referencing new table as new_rows
    for each statement execute function %I()', t, 'check_new_' || t);
end $$;

-- A leaf is made apart and then attached, so readers and writers of other months never wait. It carries no rights for the
-- application: only toanha_poster may add rows, and no more than that. COPY needs a leaf because it is refused under row security.
create function make_leaf(t text, month date) returns void language plpgsql as $$
declare leaf text := leaf_of(t, month);
begin
  execute format('create table %I (like %I including defaults including constraints)', leaf, t);
  execute format('alter table %I add constraint %I check (period = %L)', leaf, leaf || '_month', month);
  execute format('alter table %I attach partition %I for values in (%L)', t, leaf, month);
  execute format('alter table %I drop constraint %I', leaf, leaf || '_month');
  execute format('revoke all on %I from public, toanha_app', leaf);
  execute format('grant insert on %I to toanha_poster', leaf);
  execute format('create trigger check_new after insert on %I referencing new table as new_rows
    for each statement execute function %I()', leaf, 'check_new_' || t);
  if (select append_only from monthly_table where name = t) then
    execute format('create trigger append_only_leaf before truncate on %I for each statement execute function refuse_change()', leaf);
  end if;
end $$;

create function ensure_period(month date) returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare t text;
begin
  if month is null or extract(day from month) <> 1 or month < date '2000-01-01' or month > date '2199-12-01' then
    raise exception 'no month: %', month using errcode = '22008';
  end if;
  perform pg_advisory_xact_lock(7294002);
  for t in select name from monthly_table order by name loop
    if to_regclass(leaf_of(t, month)) is null then perform make_leaf(t, month); end if;
  end loop;
end $$;
revoke execute on function ensure_period(date) from public;
grant execute on function ensure_period(date) to toanha_app;

-- Keeps ANALYZE away from leaves whose new rows are not committed: it would see an empty or a half table, and plans would flip.
create function lock_period(month date) returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare t text;
begin
  for t in select name from monthly_table where append_only order by name loop
    execute format('lock table %I in share update exclusive mode', leaf_of(t, month));
  end loop;
end $$;
-- A posted month's leaves have rows that the planner has never seen; a few thousand show enough, the default sample reads every page.
create function analyze_period(month date) returns void language plpgsql security definer set search_path = public, pg_temp set default_statistics_target = 20 as $$
declare t text;
begin
  for t in select name from monthly_table order by name loop execute format('analyze %I', leaf_of(t, month)); end loop;
  analyze receivable_balance;
end $$;
revoke execute on function analyze_period(date) from public;
grant execute on function analyze_period(date) to toanha_app;
revoke execute on function lock_period(date) from public;
grant execute on function lock_period(date) to toanha_app;
`;

// Once per statement, however many rows. Parents are counted by their ids, never joined: that has one plan, whatever ANALYZE saw.
const CHECKS = `
create function check_month(buildings bigint[], months date[]) returns void language plpgsql as $$
begin
  if not buildings <@ app_buildings() then
    raise exception 'building outside the scope' using errcode = '42501';
  end if;
  if exists (select from period where building_id = any (buildings) and period = any (months) and status = 'closed') then
    raise exception 'the period is closed' using errcode = 'TN020';
  end if;
end $$;
create function check_parents(what text, wanted bigint, existing bigint) returns void language plpgsql as $$
begin
  if wanted <> existing then
    raise exception '% of % rows name a % that does not exist', wanted - existing, wanted, what using errcode = '23503';
  end if;
end $$;

create function check_new_run_row() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare runs bigint[]; buildings bigint[];
begin
  select array_agg(distinct run_id), array_agg(distinct building_id) into runs, buildings from new_rows;
  if runs is null then return null; end if;
  if not buildings <@ app_buildings() then raise exception 'building outside the scope' using errcode = '42501'; end if;
  perform check_parents('run', cardinality(runs), (select count(*) from run where id = any (runs) and building_id = any (buildings)));
  return null;
end $$;
create function check_new_run_parked() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare runs bigint[]; buildings bigint[];
begin
  select array_agg(distinct run_id), array_agg(distinct building_id) into runs, buildings from new_rows;
  if runs is null then return null; end if;
  if not buildings <@ app_buildings() then raise exception 'building outside the scope' using errcode = '42501'; end if;
  perform check_parents('run', cardinality(runs), (select count(*) from run where id = any (runs) and building_id = any (buildings)));
  return null;
end $$;
create function check_new_bill() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare buildings bigint[]; months date[]; runs bigint[]; units bigint[]; customers bigint[];
begin
  select array_agg(distinct building_id), array_agg(distinct period), array_agg(distinct run_id),
    array_agg(distinct unit_id), array_agg(distinct customer_id)
    into buildings, months, runs, units, customers from new_rows;
  if buildings is null then return null; end if;
  perform check_month(buildings, months);
  perform check_parents('run', cardinality(runs),
    (select count(*) from run where id = any (runs) and building_id = any (buildings) and period = any (months)));
  perform check_parents('unit', cardinality(units),
    (select count(*) from unit where id = any (units) and building_id = any (buildings)));
  perform check_parents('customer', cardinality(customers), (select count(*) from customer where id = any (customers)));
  return null;
end $$;
create function check_new_charge() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare buildings bigint[]; months date[]; bills bigint[]; tariffs bigint[];
begin
  select array_agg(distinct building_id), array_agg(distinct period), array_agg(distinct bill_id), array_agg(distinct tariff_id)
    into buildings, months, bills, tariffs from new_rows;
  if buildings is null then return null; end if;
  perform check_month(buildings, months);
  perform check_parents('bill', cardinality(bills),
    (select count(*) from bill where id = any (bills) and period = any (months) and building_id = any (buildings)));
  perform check_parents('tariff', cardinality(tariffs),
    (select count(*) from tariff where id = any (tariffs) and building_id = any (buildings)));
  return null;
end $$;
`;
