// ledger: what was counted in the cash box or stood on the bank's statement at a month's end, beside what the books then held.
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
create table money_count (
  id bigint generated always as identity primary key,
  building_id bigint not null references building,
  period date not null check (extract(day from period) = 1),
  account text not null check (account in ('111', '112')),
  counted bigint not null check (counted >= 0),
  -- money there that these books do not hold: a float, another building's share of a common bank account
  beside bigint not null default 0,
  book bigint not null,
  note text not null default '',
  counted_by bigint not null references app_user,
  counted_at timestamptz not null
);
create index on money_count (building_id, period, account, id desc);
select protect_building_table('money_count', 'select, insert');
select make_append_only('money_count');
create index document_money on document (building_id, period, series) include (amount) where series in ('PT', 'PC', 'BC', 'BN');
`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table money_count; drop index document_money');
}
