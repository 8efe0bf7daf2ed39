// Sessions: an opaque random token for the holder, its SHA-256 in the database. Read before there is a scope, so by own policies.
import { createHash, randomBytes } from 'node:crypto';
import type { Knex } from 'knex';
import type { Lang } from '../platform/context.ts';
import { database } from '../platform/knex.ts';
import type { Role } from './roles.ts';

export interface Person {
  id: number;
  company_id: number;
  login: string;
  name: string;
  password_hash: string;
  role: Role;
  lang: Lang;
  buildings: number[];
}
export const SESSION_DAYS = 7;
const PERSON = `select u.id, u.company_id, u.login, u.name, u.password_hash, u.role, u.lang,
  coalesce((select array_agg(b.building_id order by b.building_id) from user_building b where b.user_id = u.id), '{}') as buildings
  from app_user u where u.active and`;

/** The active user of a login, in any company. */
export function findByLogin(login: string): Promise<Person | null> {
  return knowing({ 'app.login': login }, async (trx) => {
    const [found] = (await trx.raw(`${PERSON} u.login = ?`, [login])).rows as Person[];
    return found ? await personOf(trx, found.id) : null;
  });
}

/** The active user who holds an unexpired session. */
export function findByToken(token: string): Promise<Person | null> {
  return knowing({ 'app.token': digest(token) }, async (trx) => {
    const [session] = (await trx.raw('select user_id from session where token_sha256 = app_token() and expires_at > now()')).rows;
    return session ? await personOf(trx, session.user_id) : null;
  });
}

export async function openSession(userId: number): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await knowing({ 'app.user': String(userId) }, async (trx) => {
    await trx.raw('delete from session where user_id = ? and expires_at < now()', [userId]);
    await trx.raw(`insert into session values (?, ?, now() + ? * interval '1 day')`, [digest(token), userId, SESSION_DAYS]);
  });
  return token;
}

export async function closeSession(token: string): Promise<void> {
  await knowing({ 'app.token': digest(token) }, (trx) => trx.raw('delete from session where token_sha256 = app_token()'));
}

/** Ends the sessions of a user, but the one of `exceptToken`: after a new password, or when he may no longer sign in. */
export async function closeSessionsOf(trx: Knex.Transaction, userId: number, exceptToken?: string): Promise<void> {
  await trx.raw('delete from session where user_id = ? and token_sha256 <> ?', [userId, exceptToken ? digest(exceptToken) : '']);
}

async function personOf(trx: Knex.Transaction, id: number): Promise<Person | null> {
  await trx.raw(`select set_config('app.user', ?, true)`, [String(id)]); // now his own rows are visible, buildings too
  const { rows } = await trx.raw(`${PERSON} u.id = ?`, [id]);
  return (rows[0] as Person | undefined) ?? null;
}

function knowing<T>(settings: Record<string, string>, fn: (trx: Knex.Transaction) => PromiseLike<T>): Promise<T> {
  return database().transaction(async (trx) => {
    await trx.raw('set local role toanha_app');
    for (const [name, value] of Object.entries(settings)) await trx.raw('select set_config(?, ?, true)', [name, value]);
    return await fn(trx);
  });
}

function digest(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
