// Putting a billed reading right, with its audit row.
import { call } from '#platform/call';
import { today } from '#platform/clock';
import type { Ctx } from '#platform/context';
import { withSentences } from '#platform/i18n';
import { type Correction, correctReading } from './correct-reading.ts';
import { inUnit, lockOf, whileNotPosting } from './in-unit.ts';
import { userOf } from './reading-desk.ts';

type Asked = Omit<Correction, 'today' | 'user' | 'isLocked'>;

export async function correctAndAudit(ctx: Ctx<Asked>) {
  const { buildingId, period, mountingId, value, faulty, multiplier, reason, document } = ctx.params;
  const { periods, findings } = await inUnit(ctx, async (trx, unit) => {
    await whileNotPosting(trx, ctx.params);
    const isLocked = await lockOf(ctx, { buildingId, period }, unit);
    const done = await correctReading(trx, { ...ctx.params, today: today(), user: userOf(ctx), isLocked });
    if (done.findings.length > 0) return done;
    const detail = { period, periods: done.periods, value, faulty, multiplier, reason, document };
    const entry = { buildingId, action: 'metering.correctReading', subjectKind: 'mounting', subjectId: mountingId, detail };
    await call(ctx, 'audit.append', { entries: [entry] }, { unitOfWork: unit });
    return done;
  });
  return { periods, findings: withSentences(ctx.meta.lang ?? 'vi', findings) };
}
