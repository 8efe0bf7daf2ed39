// Months of a building: what is read, billed and parked in each, and whether it is closed.
import type { Knex } from 'knex';
import { addMonths, firstDay, lastDay, Refusal } from '#kit';
import { call } from '#platform/call';
import { thisPeriod } from '#platform/clock';
import type { Ctx } from '#platform/context';
import { inScope } from '#platform/scope';
import { CORRECTION } from './run/charged-before.ts';
import { UNTIL } from './run/stays.ts';

const BACK = 12;

/** The months that were opened, and always the current one; newest first. */
export async function listPeriods(ctx: Ctx, buildingId: number) {
  const known = await inScope(ctx, (trx) => periodsOf(trx, buildingId));
  if (!known.some(({ period }) => period === thisPeriod()))
    known.unshift({ period: thisPeriod(), status: 'open', billed: 0, parked: 0 });
  const read = await call(ctx, 'metering.countReadings', { buildingId, periods: recent(known.map(({ period }) => period)) });
  const months = new Map(known.map((row) => [row.period, row]));
  // months with readings that no run has opened yet
  for (const { period, read: count } of read) {
    if (count > 0 && !months.has(period)) months.set(period, { period, status: 'open', billed: 0, parked: 0 });
  }
  const rows = [...months.values()]
    .sort((a, b) => (a.period < b.period ? 1 : -1))
    .map((row) => ({
      ...row,
      services: read
        .filter(({ period }) => period === row.period)
        .map(({ service, meters, read: count, held }) => ({ service, meters, read: count, held })),
    }));
  return { rows, total: rows.length };
}

function recent(known: string[]): string[] {
  const last = Array.from({ length: BACK }, (_, n) => addMonths(thisPeriod(), -n));
  return [...new Set([...known, ...last])].slice(0, 60);
}

type Month = { period: string; status: 'open' | 'closed'; billed: number; parked: number };
async function periodsOf(trx: Knex.Transaction, buildingId: number): Promise<Month[]> {
  const { rows } = await trx.raw(
    `select to_char(p.period, 'YYYY-MM') as period, p.status,
       (select count(*) from bill b where b.building_id = p.building_id and b.period = p.period) as billed,
       coalesce((select (r.totals->>'parked')::bigint from run r where r.building_id = p.building_id and r.period = p.period
         and r.status in ('previewed', 'posting', 'posted') order by r.seq desc limit 1), 0) as parked
     from period p where p.building_id = ? order by p.period desc limit 60`,
    [buildingId],
  );
  return rows;
}

/** Closing needs nothing; opening again needs a reason. Either leaves a trace. */
export async function setPeriod(
  ctx: Ctx,
  {
    buildingId,
    period,
    status,
    reason,
  }: { buildingId: number; period: string; status: 'open' | 'closed'; reason?: string | undefined },
): Promise<{ status: string }> {
  if (status === 'open' && !reason?.trim()) throw new Refusal('billing.period.reasonMissing', { period });
  if (status === 'closed' && lastDay(period) > lastDay(thisPeriod())) throw new Refusal('billing.period.future', { period });
  await inScope(ctx, async (trx) => {
    const row = { building_id: buildingId, period: firstDay(period), status, reason: reason ?? null };
    await trx('period').insert(row).onConflict(['building_id', 'period']).merge(['status', 'reason']);
    await trx('audit').insert({
      company_id: ctx.meta.user!.companyId,
      building_id: buildingId,
      user_id: ctx.meta.user!.id,
      action: `billing.period.${status}`,
      subject_kind: 'period',
      subject_id: period,
      detail: JSON.stringify({ reason: reason ?? null }),
    });
  });
  return { status };
}

/** A month's locks: closed as a whole, or unit by unit and service by service where it has been charged. */
export async function listLocks(trx: Knex.Transaction, buildingId: number, period: string) {
  const month = await trx('period')
    .where({ building_id: buildingId, period: firstDay(period) })
    .first('status');
  const billed: { unitId: number; service: string }[] = await trx('charge')
    .where({ building_id: buildingId, period: firstDay(period) })
    // of another month; or a leaver's, after which the meter goes on
    .whereRaw('not starts_with(subject, ?) and not starts_with(subject, ?)', [CORRECTION, UNTIL])
    .distinct({ unitId: 'unit_id' }, 'service');
  return { closed: month?.status === 'closed', billed };
}
