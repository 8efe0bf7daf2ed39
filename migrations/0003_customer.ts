// customer: people and firms, who owns or rents which unit on which day, and the registered people of a unit.
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table customer (
      id bigint generated always as identity primary key,
      company_id bigint not null references company,
      code text not null check (code <> ''),
      kind text not null default 'person' check (kind in ('person', 'firm')),
      name text not null check (name <> ''),
      tax_code text,
      personal_id text,
      phone text,
      email text,
      unique (company_id, code)
    );
    create index on customer using gin (fold(name) gin_trgm_ops);
    select protect_company_table('customer');

    create table occupancy (
      id bigint generated always as identity primary key,
      building_id bigint not null,
      unit_id bigint not null,
      customer_id bigint not null references customer,
      role text not null check (role in ('owner', 'tenant')),
      valid daterange not null check (not isempty(valid) and not lower_inf(valid)),
      foreign key (building_id, unit_id) references unit (building_id, id),
      exclude using gist (unit_id with =, role with =, valid with &&)
    );
    create index on occupancy (building_id);
    create index on occupancy (customer_id);
    select protect_building_table('occupancy', 'select, insert, update, delete');
    -- foreign keys look past row-level security: without this a foreign company's customer could be named
    create policy customer_of_company on occupancy as restrictive using (true)
      with check (customer_id in (select id from customer));

    create table member (
      id bigint generated always as identity primary key,
      building_id bigint not null,
      unit_id bigint not null,
      name text not null check (name <> ''),
      personal_id text,
      document_ref text,
      valid daterange not null check (not isempty(valid) and not lower_inf(valid)),
      foreign key (building_id, unit_id) references unit (building_id, id),
      exclude using gist (unit_id with =, personal_id with =, valid with &&) where (personal_id is not null)
    );
    create index on member (building_id, unit_id);
    select protect_building_table('member', 'select, insert, update, delete');
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table member, occupancy, customer');
}
