// What everybody changes about his own account: password and language.
import { z } from 'zod';
import { Refusal } from '#kit';
import { inUnit } from '#platform/in-unit';
import { action } from '#platform/service';
import { hashPassword, passwordMatches } from './password.ts';
import { closeSessionsOf, findByLogin } from './session-store.ts';
import { countFailure, refuseGuessing } from './sign-in-limit.ts';
import { auditUser, password } from './user-actions.ts';
import { changeUser } from './user-repository.ts';

export const accountActions = {
  changeAccount: action({
    rest: 'PATCH /session',
    permission: null,
    summary: 'Own language',
    params: z.object({ lang: z.enum(['vi', 'en']) }),
    handler: async (ctx) => {
      const { id, lang: before } = ctx.meta.user!;
      const { lang } = ctx.params;
      if (lang !== before)
        await inUnit(ctx, async (trx, unit) => {
          await changeUser(trx, id, { lang });
          await auditUser(ctx, unit, 'access.changeUser', id, { changes: { lang: { before, after: lang } } });
        });
      return { lang };
    },
  }),
  changePassword: action({
    rest: 'POST /session/password',
    permission: null,
    summary: 'Own new password; ends every other session of the account',
    params: z.object({ current: z.string().min(1).max(200), password }),
    handler: async (ctx) => {
      const { id, login } = ctx.meta.user!;
      const { current, password: word } = ctx.params;
      const address = ctx.meta.clientAddress ?? 'unknown';
      await refuseGuessing(login, address); // a stolen session must not become a way to try passwords
      const person = await findByLogin(login);
      if (!person || !(await passwordMatches(current, person.password_hash))) {
        await countFailure(login, address);
        throw refusedField('access.password.wrong', 'current');
      }
      if (current === word) throw refusedField('access.password.same', 'password');
      const passwordHash = await hashPassword(word);
      await inUnit(ctx, async (trx, unit) => {
        await changeUser(trx, id, { passwordHash });
        await closeSessionsOf(trx, id, ctx.meta.token);
        await auditUser(ctx, unit, 'access.changeUser', id, { newPassword: true });
      });
      return { changed: true };
    },
  }),
};

function refusedField(code: string, field: string): Refusal {
  return new Refusal(code, {}, 422, [{ code, params: {}, at: { field } }]);
}
