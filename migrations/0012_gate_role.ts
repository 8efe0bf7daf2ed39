// A role for guards and for the access controller itself: it reads what doors have to do and says what it has done.
import type { Knex } from 'knex';

const allow = (roles: string) => `
  alter table app_user drop constraint app_user_role_check;
  alter table app_user add constraint app_user_role_check check (role in (${roles}));
`;

export async function up(knex: Knex): Promise<void> {
  await knex.raw(allow(`'admin', 'manager', 'accountant', 'reader', 'gate'`));
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(
    `update app_user set role = 'reader' where role = 'gate'; ${allow(`'admin', 'manager', 'accountant', 'reader'`)}`,
  );
}
