// An empty database gets its first company and administrator, with a random password unless one is given.
import { randomBytes } from 'node:crypto';
import type { Knex } from 'knex';
import { hashPassword } from './password.ts';

export interface FirstUser {
  login: string;
  password: string;
}

/** Answers the login and password to print once; null if there are users already. `admin` is outside every scope. */
export async function ensureFirstUser(admin: Knex, given?: string): Promise<FirstUser | null> {
  const password = given ?? randomBytes(12).toString('base64url');
  const password_hash = await hashPassword(password);
  return admin.transaction(async (trx) => {
    await trx.raw('lock table app_user in share row exclusive mode'); // two first starts at once make one administrator
    if (await trx('app_user').first('id')) return null;
    const company =
      (await trx('company').first('id')) ?? (await trx('company').insert({ code: 'CTY', name: 'Công ty' }).returning('id'))[0];
    await trx('app_user').insert({ company_id: company.id, login: 'admin', name: 'Quản trị viên', password_hash, role: 'admin' });
    await trx.raw(
      `insert into user_building select u.id, b.id from app_user u join building b on b.company_id = u.company_id where u.login = 'admin' on conflict do nothing`,
    );
    return { login: 'admin', password };
  });
}
