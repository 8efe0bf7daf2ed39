// Users of the company: who they are, what they may do and where. Each change leaves a row in the audit trail.
import { z } from 'zod';
import { Refusal } from '#kit';
import { call } from '#platform/call';
import { changesOf } from '#platform/changes-of';
import type { Ctx } from '#platform/context';
import { inUnit } from '#platform/in-unit';
import { id } from '#platform/params';
import { inScope } from '#platform/scope';
import { action } from '#platform/service';
import { hashPassword } from './password.ts';
import { permissionsOf, roles } from './roles.ts';
import { closeSessionsOf } from './session-store.ts';
import { permissionsOfPlugins } from './session-user.ts';
import { changeUser, findUser, insertUser, listUsers, loginTaken, setBuildings, type UserRow } from './user-repository.ts';

const login = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._@-]{1,63}$/, 'access.login.malformed');
export const password = z.string().min(8, 'access.password.short').max(200);
const fields = {
  name: z.string().trim().min(1, 'access.name.missing').max(200).normalize('NFC'),
  role: z.enum(roles),
  lang: z.enum(['vi', 'en']),
  buildingIds: z.array(id).max(10_000),
};

export const userActions = {
  listRoles: action({
    rest: 'GET /roles',
    permission: 'users.write',
    summary: 'Every role with its permissions',
    handler: async () => {
      const rows = roles.map((role) => ({ role, permissions: permissionsOf(role, permissionsOfPlugins()) }));
      return { rows, total: rows.length };
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
      const buildingIds = buildingsOf(ctx, user.role, user.buildingIds);
      const passwordHash = await hashPassword(word);
      return inUnit(ctx, async (trx, unit) => {
        if (await loginTaken(trx, user.login)) throw new Refusal('access.login.taken', { login: user.login }, 409);
        const made = await insertUser(trx, { ...user, buildingIds, companyId: ctx.meta.user!.companyId, passwordHash });
        await auditUser(ctx, unit, 'access.createUser', made, { ...user, buildingIds });
        return (await findUser(trx, made))!;
      });
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
      if (userId === ctx.meta.user!.id && (change.active === false || (change.role && change.role !== 'admin'))) {
        throw new Refusal('access.user.self', {}, 409); // else the last administrator could lock everybody out
      }
      refuseForeignBuildings(ctx, buildingIds ?? []);
      const passwordHash = word ? await hashPassword(word) : undefined;
      return inUnit(ctx, async (trx, unit) => {
        const before = await findUser(trx, userId);
        if (!before) throw new Refusal('access.user.unknown', { id: userId }, 404);
        await changeUser(trx, before.id, { ...change, passwordHash });
        const wanted = buildingsOf(ctx, change.role ?? before.role, buildingIds);
        if (wanted) await setBuildings(trx, userId, wanted);
        if (word || change.active === false) await closeSessionsOf(trx, userId);
        const after = (await findUser(trx, userId))!;
        const changed = changesOf(before, after)?.changes;
        if (changed || word) {
          const detail = { ...(changed ? { changes: changed } : {}), ...(word ? { newPassword: true } : {}) };
          await auditUser(ctx, unit, 'access.changeUser', userId, detail);
        }
        return after;
      });
    },
  }),
};

/** Administrators see every building; row-level security would otherwise hide the rest of the house from them. */
function buildingsOf<T extends number[] | undefined>(ctx: Ctx, role: UserRow['role'], wanted: T): T | number[] {
  return role === 'admin' ? ctx.meta.user!.buildingIds : wanted;
}

function refuseForeignBuildings(ctx: Ctx, wanted: readonly number[]): void {
  const foreign = wanted.find((each) => !ctx.meta.user!.buildingIds.includes(each));
  if (foreign !== undefined) throw new Refusal('access.building.foreign', { id: foreign }, 403);
}

/** In the same transaction as the change: no change without its trace. */
export async function auditUser(ctx: Ctx, unit: string, name: string, userId: number, detail: object): Promise<void> {
  const entry = { action: name, subjectKind: 'user', subjectId: userId, detail: { ...detail } };
  await call(ctx, 'audit.append', { entries: [entry] }, { unitOfWork: unit });
}
