// access: the roles of a management office that were missing, and the audit trail kept to its reader's buildings.
import type { Knex } from 'knex';

const allow = (roles: string) => `
  alter table app_user drop constraint app_user_role_check;
  alter table app_user add constraint app_user_role_check check (role in (${roles}));
`;
const BEFORE = `'admin', 'manager', 'accountant', 'reader', 'gate'`;

export async function up(knex: Knex): Promise<void> {
  await knex.raw(allow(`${BEFORE}, 'cashier', 'technician', 'frontdesk'`));
  // what was done in a building is read by who may see the building; what belongs to none (company, users) by the company
  await knex.raw(`
    drop policy company on audit;
    create policy written on audit for insert with check (company_id = app_company());
    create policy seen on audit for select
      using (company_id = app_company() and (building_id is null or building_id = any (app_buildings())));
    create index on audit (company_id, id desc);
    create index on audit (company_id, subject_kind, subject_id);
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop index audit_company_id_id_idx, audit_company_id_subject_kind_subject_id_idx;
    drop policy written on audit; drop policy seen on audit;
    create policy company on audit using (company_id = app_company());
    update app_user set role = 'reader' where role in ('cashier', 'technician', 'frontdesk'); ${allow(BEFORE)}`);
}
