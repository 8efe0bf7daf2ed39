// Sign-in, sessions and users.

import { z } from 'zod';
import { Refusal } from '#kit';
import type { Ctx, SessionUser } from '../platform/context.ts';
import { readEnv } from '../platform/env.ts';
import { action, defineService } from '../platform/service.ts';
import type { SessionAnswer } from './access.contract.ts';
import { accountActions } from './account-actions.ts';
import { hashPassword, passwordMatches } from './password.ts';
import { closeSession, findByLogin, findByToken, openSession, SESSION_DAYS } from './session-store.ts';
import { sessionUser } from './session-user.ts';
import { countFailure, forgetFailures, refuseGuessing } from './sign-in-limit.ts';
import { userActions } from './user-actions.ts';

// checked when the login is unknown, so that the answer takes as long
const nobody = hashPassword('nobody has this password');

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
    ...accountActions,
    ...userActions,
  },
});
