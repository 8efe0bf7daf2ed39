// Replacing a meter, with its audit row.
import { call } from '#platform/call';
import type { Ctx } from '#platform/context';
import { inUnit, lockOf, whileNotPosting } from './in-unit.ts';
import { userOf } from './reading-desk.ts';
import { type Replacement, replaceMeter } from './replace-meter.ts';

type Asked = Omit<Replacement, 'today' | 'user' | 'isLocked'>;

export function replaceAndAudit(ctx: Ctx<Asked>, today: string) {
  const { buildingId, period, mountingId, on, readingEnd, reason, document, faulty, next } = ctx.params;
  return inUnit(ctx, async (trx, unit) => {
    await whileNotPosting(trx, ctx.params);
    const isLocked = await lockOf(ctx, { buildingId, period }, unit);
    const done = await replaceMeter(trx, { ...ctx.params, today, user: userOf(ctx), isLocked });
    if (done.findings.length > 0) return done;
    const detail = { period, on, readingEnd, reason, document, faulty, next: next?.serial ?? null, mounting: done.mountingId };
    const entry = { buildingId, action: 'metering.replaceMeter', subjectKind: 'mounting', subjectId: mountingId, detail };
    await call(ctx, 'audit.append', { entries: [entry] }, { unitOfWork: unit });
    return done;
  });
}
