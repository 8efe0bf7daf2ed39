// Users of the caller's company, through objection.
import type { Knex } from 'knex';
import type { Lang } from '../platform/context.ts';
import type { Role } from './roles.ts';
import { User, UserBuilding } from './user.model.ts';

export interface UserRow {
  id: number;
  login: string;
  name: string;
  role: Role;
  lang: Lang;
  active: boolean;
  buildingIds: number[];
}
export interface UserChange {
  name?: string;
  role?: Role;
  lang?: Lang;
  active?: boolean;
  passwordHash?: string;
}

export async function listUsers(trx: Knex.Transaction): Promise<UserRow[]> {
  const found = await User.query(trx).withGraphFetched('buildings').orderBy('login');
  return found.map(rowOf);
}

export async function findUser(trx: Knex.Transaction, id: number): Promise<UserRow | null> {
  const found = await User.query(trx).findById(id).withGraphFetched('buildings');
  return found ? rowOf(found) : null;
}

export async function loginTaken(trx: Knex.Transaction, login: string): Promise<boolean> {
  // logins are unique over all companies, and another company's user shows only to who names the login
  await trx.raw("select set_config('app.login', ?, true)", [login]);
  return (await User.query(trx).where({ login }).resultSize()) > 0;
}

export async function insertUser(
  trx: Knex.Transaction,
  user: Omit<UserRow, 'id' | 'active'> & { companyId: number; passwordHash: string },
): Promise<number> {
  const { id } = await User.query(trx)
    .insert({
      company_id: user.companyId,
      login: user.login,
      name: user.name,
      role: user.role,
      lang: user.lang,
      password_hash: user.passwordHash,
    })
    .returning('id');
  await setBuildings(trx, id, user.buildingIds);
  return id;
}

export async function changeUser(trx: Knex.Transaction, id: number, change: UserChange): Promise<void> {
  const { passwordHash, ...rest } = change;
  const patch = { ...rest, ...(passwordHash ? { password_hash: passwordHash } : {}) };
  if (Object.keys(patch).length > 0) await User.query(trx).findById(id).patch(patch);
}

/** Replaces the user's buildings, as far as they lie in the caller's own scope. */
export async function setBuildings(trx: Knex.Transaction, id: number, buildingIds: readonly number[]): Promise<void> {
  await UserBuilding.query(trx).delete().where('user_id', id);
  if (buildingIds.length > 0)
    await UserBuilding.query(trx).insert(buildingIds.map((building_id) => ({ user_id: id, building_id })));
}

function rowOf(user: User): UserRow {
  const { id, login, name, role, lang, active } = user;
  return {
    id,
    login,
    name,
    role: role as Role,
    lang,
    active,
    buildingIds: (user.buildings ?? []).map((each) => each.building_id).sort((a, b) => a - b),
  };
}
