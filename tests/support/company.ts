// The smallest company a database test needs: an administrator, and buildings in the administrator's scope.
import type { Knex } from 'knex';
import type { Scope } from '../../core/platform/scope.ts';

/** Inserts a company, its administrator (who cannot sign in) and `buildings` empty buildings; answers the scope over them. */
export async function testCompany(admin: Knex, { code = 'TN', buildings = 1 } = {}): Promise<Scope> {
  const [company] = await admin('company')
    .insert({ code, name: `Công ty ${code}` })
    .returning('id');
  const user = {
    company_id: company.id,
    login: `admin-${code.toLowerCase()}`,
    name: 'Quản trị',
    password_hash: '-',
    role: 'admin',
  };
  const [row] = await admin('app_user').insert(user).returning('id');
  const rows = Array.from({ length: buildings }, (_, n) => ({
    company_id: company.id,
    code: `${code}-${n + 1}`,
    name: `Tòa ${n + 1}`,
  }));
  // the table's trigger puts a new building into the scope of every administrator
  const made = rows.length > 0 ? await admin('building').insert(rows).returning('id') : [];
  return { userId: row.id, companyId: company.id, buildingIds: made.map(({ id }) => id) };
}
