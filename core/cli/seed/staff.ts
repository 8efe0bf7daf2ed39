// Who works in the sample: the accountant enters and starts, the manager approves. Made through `access` as anybody else.
import { randomBytes } from 'node:crypto';
import type { ServiceBroker } from 'moleculer';
import { call } from '#platform/call';
import type { SessionUser } from '#platform/context';
import { readEnv } from '#platform/env';
import { permissionsOf, type Role } from '../../access/roles.ts';
import { findByLogin } from '../../access/session-store.ts';
import type { Staff } from './load-month.ts';

export interface Credentials {
  login: string;
  password: string;
}
const ACCOUNTANT = { login: 'ke.toan', name: 'Nguyễn Thị Kim Ngân', role: 'accountant' } as const;
const MANAGER = { login: 'truong.bql', name: 'Trần Quốc Vinh', role: 'manager' } as const;

/** The two, made where they are missing; `made` holds the passwords to print once. */
export async function hireStaff(
  broker: ServiceBroker,
  admin: SessionUser,
  buildingId: number,
): Promise<Staff & { made: Credentials[] }> {
  const made: Credentials[] = [];
  for (const person of [ACCOUNTANT, MANAGER]) {
    if (await findByLogin(person.login)) continue;
    const password = readEnv().TOANHA_ADMIN_PASSWORD ?? randomBytes(9).toString('base64url');
    await call(broker, 'access.createUser', { ...person, password, buildingIds: [buildingId] }, { meta: { user: admin } });
    made.push({ login: person.login, password });
  }
  return { accountant: await signedIn(ACCOUNTANT.login), manager: await signedIn(MANAGER.login), made };
}

/** A user as a session would know them; the command line needs no password. */
export async function signedIn(login: string): Promise<SessionUser> {
  const person = await findByLogin(login);
  if (!person) throw new Error(`there is no user ${login}`);
  const { id, company_id: companyId, name, role, lang, buildings: buildingIds } = person;
  return { id, companyId, name, login, role, lang, buildingIds, permissions: permissionsOf(role as Role) };
}
