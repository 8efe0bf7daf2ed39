// Sign-in, sessions and users.

import { z } from 'zod';
import { Refusal } from '#kit';
import type { Ctx, SessionUser } from '../platform/context.ts';
import { readEnv } from '../platform/env.ts';
import { id } from '../platform/params.ts';
import { plugins } from '../platform/plugins.ts';
import { inScope } from '../platform/scope.ts';
import { action, defineService } from '../platform/service.ts';
import type { SessionAnswer } from './access.contract.ts';
import { hashPassword, passwordMatches } from './password.ts';
import { permissionsOf, roles } from './roles.ts';
import {
  closeSession,
  closeSessionsOf,
  findByLogin,
  findByToken,
  openSession,
  type Person,
  SESSION_DAYS,
} from './session-store.ts';
import { countFailure, forgetFailures, refuseGuessing } from './sign-in-limit.ts';
import { changeUser, findUser, insertUser, listUsers, loginTaken, setBuildings, type UserRow } from './user-repository.ts';

const login = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._@-]{1,63}$/, 'access.login.malformed');
const password = z.string().min(8, 'access.password.short').max(200);
const fields = {
  name: z.string().trim().min(1).max(200),
  role: z.enum(roles),
  lang: z.enum(['vi', 'en']),
  buildingIds: z.array(id).max(10_000),
};
// checked when the login is unknown, so that the answer takes as long
const nobody = hashPassword('nobody has this password');

function sessionUser(person: Person): SessionUser {
  const ofPlugins = plugins.list().flatMap((plugin) => (plugin.permissions ?? []).map((each) => `${plugin.id}.${each.id}`));
  const { id: userId, company_id: companyId, name, role, lang, buildings: buildingIds } = person;
  return {
    id: userId,
    companyId,
    name,
    login: person.login,
    role,
    lang,
    buildingIds,
    permissions: permissionsOf(role, ofPlugins),
  };
}

function answer({ companyId: _, ...user }: SessionUser, token?: string): SessionAnswer {
  return { ...(token ? { token } : {}), user };
}

function cookie(token: string, days: number): string {
  const secure = readEnv().TOANHA_SECURE_COOKIE ? '; Secure' : '';
  return `toanha_session=${token}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${days * 86_400}${secure}`;
}

async function signIn(ctx: Ctx<{ user: string; password: string }>): Promise<SessionAnswer> {
  const name = ctx.params.user.trim().toLowerCase();
  const address = ctx.meta.clientAddress ?? 'unknown';
  await refuseGuessing(name, address);
  const person = await findByLogin(name);
  const right = await passwordMatches(ctx.params.password, person?.password_hash ?? (await nobody));
  if (!person || !right) {
    await countFailure(name, address);
    throw new Refusal('access.signIn.wrong', {}, 401);
  }
  await forgetFailures(name);
  const token = await openSession(person.id);
  ctx.meta.$responseHeaders = { 'Set-Cookie': cookie(token, SESSION_DAYS) };
  return answer(sessionUser(person), token);
}

function refuseForeignBuildings(ctx: Ctx, wanted: readonly number[]): void {
  const foreign = wanted.find((each) => !ctx.meta.user!.buildingIds.includes(each));
  if (foreign !== undefined) throw new Refusal('access.building.foreign', { id: foreign }, 403);
}

async function userOr404(ctx: Ctx, userId: number): Promise<UserRow> {
  const found = await inScope(ctx, (trx) => findUser(trx, userId));
  if (!found) throw new Refusal('access.user.unknown', { id: userId }, 404);
  return found;
}

export default defineService({
  name: 'access',
  actions: {
    signIn: action({
      rest: 'POST /session',
      permission: null,
      public: true,
      summary: 'Sign in: sets the session cookie and answers a bearer token',
      params: z.object({ user: z.string().min(1).max(200), password: z.string().min(1).max(200) }),
      handler: signIn,
    }),
    currentSession: action({
      rest: 'GET /session',
      permission: null,
      summary: 'Who is signed in',
      handler: async (ctx) => answer(ctx.meta.user!),
    }),
    signOut: action({
      rest: 'DELETE /session',
      permission: null,
      public: true,
      summary: 'Sign out',
      handler: async (ctx) => {
        if (ctx.meta.token) await closeSession(ctx.meta.token);
        ctx.meta.$responseHeaders = { 'Set-Cookie': cookie('', 0) };
        return { signedOut: true };
      },
    }),
    resolveSession: action({
      permission: null,
      params: z.object({ token: z.string() }),
      handler: async (ctx) => {
        const person = await findByToken(ctx.params.token);
        return person ? sessionUser(person) : null;
      },
    }),
    listUsers: action({
      rest: 'GET /users',
      permission: 'users.write',
      summary: 'Users of the company',
      handler: async (ctx) => {
        const rows = await inScope(ctx, listUsers);
        return { rows, total: rows.length };
      },
    }),
    createUser: action({
      rest: 'POST /users',
      permission: 'users.write',
      summary: 'Add a user',
      params: z.object({
        ...fields,
        login,
        password,
        lang: fields.lang.default('vi'),
        buildingIds: fields.buildingIds.default([]),
      }),
      handler: async (ctx) => {
        const { password: word, ...user } = ctx.params;
        refuseForeignBuildings(ctx, user.buildingIds);
        const passwordHash = await hashPassword(word);
        const made = await inScope(ctx, async (trx) => {
          if (await loginTaken(trx, user.login)) throw new Refusal('access.login.taken', { login: user.login }, 409);
          return insertUser(trx, { ...user, companyId: ctx.meta.user!.companyId, passwordHash });
        });
        return userOr404(ctx, made);
      },
    }),
    changeUser: action({
      rest: 'PATCH /users/:id',
      permission: 'users.write',
      summary: 'Change name, role, language, buildings or password of a user, or close the account',
      params: z
        .object({ ...fields, id, password, active: z.boolean() })
        .partial()
        .required({ id: true }),
      handler: async (ctx) => {
        const { id: userId, password: word, buildingIds, ...change } = ctx.params;
        const before = await userOr404(ctx, userId);
        if (userId === ctx.meta.user!.id && (change.active === false || (change.role && change.role !== 'admin'))) {
          throw new Refusal('access.user.self', {}, 409); // else the last administrator could lock everybody out
        }
        refuseForeignBuildings(ctx, buildingIds ?? []);
        const passwordHash = word ? await hashPassword(word) : undefined;
        await inScope(ctx, async (trx) => {
          await changeUser(trx, before.id, { ...change, passwordHash });
          if (buildingIds) await setBuildings(trx, userId, buildingIds);
          if (word || change.active === false) await closeSessionsOf(trx, userId);
        });
        return userOr404(ctx, userId);
      },
    }),
  },
});
