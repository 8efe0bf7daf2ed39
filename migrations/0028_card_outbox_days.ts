// Doors are told on which days a number opens, so that a card issued for next month does not open today.
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw('alter table card_outbox add column valid_from date, add column valid_to date');
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('alter table card_outbox drop column valid_from, drop column valid_to');
}
