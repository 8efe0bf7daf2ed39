// invoice: tax invoices (hóa đơn GTGT) as data, their trace, the numbers a provider gave them, and each company's and building's rules.
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(SETTINGS);
  await knex.raw(INVOICES);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`drop table invoice_number, invoice_event, invoice, invoice_buyer, invoice_rule, invoice_symbol, invoice_seller;
    drop function refuse_changed_invoice()`);
}

const SETTINGS = `
create table invoice_seller (
  company_id bigint primary key references company,
  provider_tax_code text,
  payment text not null default 'TM/CK' check (payment <> '')
);
select protect_company_table('invoice_seller');

-- Form and symbol of a year, as the company has registered them: 1C26TAA.
create table invoice_symbol (
  company_id bigint not null references company,
  year int not null,
  symbol text not null check (symbol ~ '^1[CK][0-9]{2}[TM][A-Z]{2}$'),
  primary key (company_id, year)
);
select protect_company_table('invoice_symbol');

create table invoice_rule (
  building_id bigint primary key references building,
  basis text not null default 'bill' check (basis in ('bill', 'payment')),
  -- services whose lines go to an attached list (bảng kê)
  lists text[] not null default '{}'
);
select protect_building_table('invoice_rule');

-- What a customer wants on his invoices where it differs from his record.
create table invoice_buyer (
  company_id bigint not null references company,
  customer_id bigint primary key references customer,
  name text,
  address text,
  tax_code text,
  personal_id text,
  email text
);
select protect_company_table('invoice_buyer');
`;

const INVOICES = `
-- What it says never changes; only its state goes on, and each step leaves an invoice_event.
create table invoice (
  id bigint generated always as identity primary key,
  company_id bigint not null references company,
  building_id bigint not null references building,
  unit_id bigint not null,
  customer_id bigint not null references customer,
  refers_to bigint references invoice,
  net bigint not null,
  vat bigint not null,
  total bigint not null,
  period date not null,
  on_date date not null,
  due_on date not null,
  kind text not null check (kind in ('original', 'adjusting', 'replacing')),
  state text not null default 'draft' check (state in ('draft', 'exported', 'issued', 'adjusted', 'replaced', 'discarded')),
  -- what it is made from, e.g. bill:17: the provider's idempotency key too
  key text not null check (key <> ''),
  bill_ids bigint[] not null default '{}',
  data json not null,
  created_by bigint not null,
  created_at timestamptz not null,
  check (total = net + vat),
  check ((kind = 'original') = (refers_to is null)),
  foreign key (building_id, unit_id) references unit (building_id, id)
);
create unique index invoice_once on invoice (company_id, key) where state <> 'discarded';
create index on invoice (building_id, period);
create index on invoice (customer_id);
create index on invoice (refers_to) where refers_to is not null;
create index on invoice using gin (bill_ids);
select protect_building_table('invoice', 'select, insert');
grant update (state) on invoice to toanha_app;

create function refuse_changed_invoice() returns trigger language plpgsql as $$
begin
  if tg_op <> 'UPDATE' or to_jsonb(new) - 'state' <> to_jsonb(old) - 'state' then
    raise exception 'invoice % is written: % refused', old.id, tg_op using errcode = 'TN001';
  end if;
  return new;
end $$;
create trigger invoice_written before update or delete on invoice for each row execute function refuse_changed_invoice();
create trigger invoice_truncate before truncate on invoice for each statement execute function refuse_change();

create table invoice_event (
  id bigint generated always as identity primary key,
  invoice_id bigint not null references invoice,
  building_id bigint not null,
  kind text not null check (kind in ('drafted', 'exported', 'issued', 'adjusted', 'replaced', 'discarded', 'restored')),
  by_user bigint not null,
  at timestamptz not null,
  detail json not null default '{}'
);
create index on invoice_event (invoice_id);
select protect_building_table('invoice_event', 'select, insert');
select make_append_only('invoice_event');

-- What came back from the provider: one number once per symbol, one per invoice.
create table invoice_number (
  invoice_id bigint primary key references invoice,
  company_id bigint not null references company,
  building_id bigint not null,
  number int not null check (number between 1 and 99999999),
  signed_on date not null,
  symbol text not null check (symbol ~ '^1[CK][0-9]{2}[TM][A-Z]{2}$'),
  code text,
  link text,
  unique (company_id, symbol, number)
);
select protect_building_table('invoice_number', 'select, insert');
select make_append_only('invoice_number');
`;
