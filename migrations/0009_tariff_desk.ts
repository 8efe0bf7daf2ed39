// The tariff desk: drafts with a revision and examples of their own, a company's own VAT rates, the laboratory's reports.
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(DRAFTS);
  await knex.raw(VAT);
  await knex.raw(LABORATORY);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop table laboratory_approval, laboratory_row, laboratory_report, company_vat_rate;
    drop function refuse_row_of_approved(), refuse_posted_vat();
    drop trigger tariff_kept on tariff;
    drop function refuse_published_delete();
    revoke delete on tariff from toanha_app;
    ${frozen('')}
    alter table tariff drop column revision, drop column examples, drop column changed_by, drop column changed_at;
  `);
}

/** What has been published stays as it was; only its end may come earlier, and its status go on. */
function frozen(more: string): string {
  const kept = ['building_id', 'service', 'unit_class', 'version', 'name', 'legal_basis', 'preset', 'body'];
  const of = (row: string) => [...kept, ...more.split(' ').filter(Boolean)].map((column) => `${row}.${column}`).join(', ');
  return `create or replace function refuse_frozen_tariff() returns trigger language plpgsql as $$
begin
  if old.status <> 'draft' and (
    (${of('new')}) is distinct from (${of('old')})
    or lower(new.valid) <> lower(old.valid) or not new.valid <@ old.valid
    or new.status = 'draft' or (old.status = 'superseded' and new.status <> 'superseded'))
  then
    raise exception 'tariff % is published and cannot change', old.id using errcode = 'TN021';
  end if;
  return new;
end $$;`;
}

const DRAFTS = `
-- revision: counted up by each change of a draft, so that of two people at one draft the second is told
alter table tariff add column revision int not null default 1 check (revision > 0);
alter table tariff add column examples jsonb not null default '[]' check (jsonb_typeof(examples) = 'array');
alter table tariff add column changed_by bigint references app_user;
alter table tariff add column changed_at timestamptz not null default now();
${frozen('revision examples changed_by changed_at')}

grant delete on tariff to toanha_app;
create function refuse_published_delete() returns trigger language plpgsql as $$
begin
  if old.status <> 'draft' then
    raise exception 'tariff % is published and cannot go', old.id using errcode = 'TN021';
  end if;
  return old;
end $$;
create trigger tariff_kept before delete on tariff for each row execute function refuse_published_delete();
`;

const VAT = `
-- A company's own dated rates stand before the law's table on their days: a cut prolonged, a rate agreed with the tax office.
create table company_vat_rate (
  id bigint generated always as identity primary key,
  company_id bigint not null references company default app_company(),
  class text not null check (class in ('standard', 'water', 'full')),
  valid daterange not null check (not isempty(valid) and not lower_inf(valid)),
  rate numeric(5, 4) not null check (rate >= 0 and rate < 1),
  basis text not null check (basis <> ''),
  created_by bigint not null references app_user,
  created_at timestamptz not null default now(),
  constraint company_vat_one_at_a_time exclude using gist (company_id with =, class with =, valid with &&)
);
select protect_company_table('company_vat_rate', 'select, insert, delete');

-- Days of a posted month keep the rates they were billed with.
create function refuse_posted_vat() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare row company_vat_rate; posted date;
begin
  row := case when tg_op = 'DELETE' then old else new end;
  select (max(r.period) + interval '1 month')::date into posted
    from run r join building b on b.id = r.building_id where b.company_id = row.company_id and r.status = 'posted';
  if lower(row.valid) < posted then
    raise exception 'VAT of a posted month' using errcode = 'TN023', detail = posted::text;
  end if;
  return row;
end $$;
create trigger company_vat_of_posted before insert or delete on company_vat_rate
  for each row execute function refuse_posted_vat();
`;

const LABORATORY = `
-- What a draft would have done to posted months. A report is replaced by a newer one until somebody has approved it.
create table laboratory_report (
  id bigint generated always as identity primary key,
  building_id bigint not null references building,
  tariff_id bigint not null references tariff on delete cascade,
  tariff_revision int not null,
  body_hash text not null,
  months int not null check (months between 1 and 12),
  summary json not null,
  created_by bigint not null references app_user,
  created_at timestamptz not null default now()
);
create index on laboratory_report (tariff_id);
select protect_building_table('laboratory_report', 'select, insert, delete');

create table laboratory_row (
  report_id bigint not null references laboratory_report on delete cascade,
  building_id bigint not null,
  period date not null,
  unit_id bigint not null,
  -- which of the unit's charges of this service: '' for the unit itself, else what the charge says (a card)
  subject text not null default '',
  caption text,
  bill_id bigint not null,
  quantity numeric,
  posted bigint not null,
  draft bigint,
  outlier boolean not null default false,
  code text,
  params json,
  primary key (report_id, period, unit_id, subject),
  check ((draft is null) = (code is not null))
);
select protect_building_table('laboratory_row', 'select, insert');

-- The foreign key keeps an approved report (and, by it, the draft it was made of) from being deleted.
create table laboratory_approval (
  report_id bigint primary key references laboratory_report,
  building_id bigint not null,
  approved_by bigint not null references app_user,
  approved_at timestamptz not null default now()
);
select protect_building_table('laboratory_approval', 'select, insert');
select make_append_only('laboratory_approval');

create function refuse_row_of_approved() returns trigger language plpgsql as $$
begin
  if exists (select from laboratory_approval a join new_rows n on n.report_id = a.report_id) then
    raise exception 'the report is approved' using errcode = 'TN022';
  end if;
  return null;
end $$;
create trigger row_of_approved after insert on laboratory_row referencing new table as new_rows
  for each statement execute function refuse_row_of_approved();
`;
