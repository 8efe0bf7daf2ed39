// A unit's part of a shared loss joins what its own meters counted; a loss nobody can tell yet keeps the unit waiting.
import { add, decimalOf, textOf } from '#kit';
import type { ResultOf } from '#platform/actions';

type Row = ReturnType<ResultOf<'metering.readConsumption'>['take']>[number];
type LossOfUnit = ResultOf<'metering.listLossShares'>[number];
export type LossShare = NonNullable<LossOfUnit['share']>;

export const lossesByUnit = (losses: readonly LossOfUnit[]): ReadonlyMap<string, LossOfUnit> =>
  new Map(losses.map((loss) => [`${loss.unitId} ${loss.service}`, loss]));

export function withLosses(rows: Row[], losses: ReadonlyMap<string, LossOfUnit>): (Row & { loss?: LossShare })[] {
  if (losses.size === 0) return rows;
  return rows.map((row) => {
    const found = losses.get(`${row.unitId} ${row.service}`);
    if (!found || row.state !== 'ready') return row;
    const { share, problem } = found;
    if (problem) return { ...row, state: 'missing' as const, findings: [...row.findings, problem] };
    if (!share) return row;
    const registers = { ...row.registers };
    for (const [register, part] of Object.entries(share.shares))
      registers[register] = textOf(add(decimalOf(registers[register] ?? '0'), decimalOf(part)));
    return { ...row, registers, loss: share };
  });
}
