// access: the audit trail found by what was done; which actions there are is read from the index alone.
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw('create index audit_action on audit (company_id, action, id desc)');
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop index audit_action');
}
