// Every meter of a unit read on the day somebody leaves: its mounting ends with that reading and goes on, same meter, for who follows.
import type { Finding } from '#kit';
import type { ParamsOf } from '#platform/actions';
import type { Ctx } from '#platform/context';
import { withSentences } from '#platform/i18n';
import { inScope } from '#platform/scope';
import type { Dial } from './dial.ts';
import { loadDials } from './dial-repository.ts';
import { inUnit, lockOf, whileNotPosting } from './in-unit.ts';
import type { UnitDial } from './move.contract.ts';
import { userOf } from './reading-desk.ts';
import { replaceMeter } from './replace-meter.ts';

const goesOn = ({ current, laterPeriod }: Dial): boolean => current?.kind !== 'closing' && laterPeriod === null;

/** Findings at their mounting; the caller must then undo everything. */
export function closeForMove(ctx: Ctx<ParamsOf<'metering.closeForMove'>>, today: string): Promise<{ findings: Finding[] }> {
  const { buildingId, period, unitId, on, readings, reason } = ctx.params;
  const values = new Map(readings.map(({ mountingId, value }) => [mountingId, value]));
  return inUnit(ctx, async (trx, unit) => {
    await whileNotPosting(trx, ctx.params);
    const isLocked = await lockOf(ctx, { buildingId, period }, unit);
    const findings: Finding[] = [];
    for (const dial of (await loadDials(trx, { buildingId, period, units: [unitId] })).filter(goesOn)) {
      const { id, serial, digits, decimals, multiplier } = dial;
      const value = values.get(id);
      if (value === undefined) {
        findings.push({ code: 'metering.move.unread', params: { serial, service: dial.service }, at: { row: id } });
        continue;
      }
      const next = { serial, digits, decimals, multiplier, readingStart: value };
      const common = { buildingId, period, today, user: userOf(ctx), isLocked };
      const done = await replaceMeter(trx, { ...common, mountingId: id, on, readingEnd: value, reason, next });
      findings.push(...done.findings);
    }
    return { findings: withSentences(ctx.meta.lang ?? 'vi', findings) };
  });
}

export function listOfUnit(ctx: Ctx<ParamsOf<'metering.listOfUnit'>>): Promise<UnitDial[]> {
  const { buildingId, period, unitId } = ctx.params;
  return inScope(ctx, async (trx) => {
    const dials = (await loadDials(trx, { buildingId, period, units: [unitId] })).filter(goesOn);
    return dials.map(({ id, service, serial, register, previous, previousOn, current }) => {
      return {
        mountingId: id,
        service,
        serial,
        register,
        previous,
        previousOn,
        value: current?.value ?? null,
        readOn: current?.readOn ?? null,
      };
    });
  });
}
