// Rows of a unit list against the units there are: what is new, what changes, and what is wrong at which cell. Pure.
import { compare, decimalOf, type Finding } from '#kit';
import { codeKey } from '#platform/sheet/fold';
import { cellAt, type TableRow } from '#platform/sheet/table-columns';
import type { UnitInput, UnitRow } from '../building.contract.ts';

export interface UnitPlan {
  created: UnitInput[];
  changed: UnitInput[];
  unchanged: number;
  findings: Finding[];
}

const CODE_MAX = 40;
const HOUSEHOLDS_MAX = 1000;

/** An empty cell leaves what is known. A code is the same blind to case and blanks; a new one is taken as it is written. */
export function planUnits(rows: readonly TableRow[], units: readonly UnitRow[]): UnitPlan {
  const known = new Map(units.map((unit) => [codeKey(unit.code), unit]));
  const seen = new Map<string, number>();
  const plan: UnitPlan = { created: [], changed: [], unchanged: 0, findings: [] };
  for (const row of rows) {
    const code = String(row.values.code);
    const key = codeKey(code);
    const unit = known.get(key);
    const problem = problemOf(row, code, unit, seen.get(key));
    seen.set(key, seen.get(key) ?? row.row);
    if (problem) {
      plan.findings.push(problem);
      continue;
    }
    const input = { ...(row.values as object), code: unit?.code ?? code } as UnitInput;
    if (!unit) plan.created.push(input);
    else if (differs(input, unit)) plan.changed.push(input);
    else plan.unchanged++;
  }
  return plan;
}

function problemOf(row: TableRow, code: string, unit: UnitRow | undefined, firstRow: number | undefined): Finding | null {
  const at = (column: string) => cellAt(row, column);
  if (code.length > CODE_MAX) return { code: 'building.unit.codeLong', params: { limit: CODE_MAX }, at: at('code') };
  if (firstRow !== undefined)
    return { code: 'building.unit.twiceInSheet', params: { unit: code, row: firstRow }, at: at('code') };
  if (unit?.archivedOn) return { code: 'building.unit.archived', params: { unit: code, on: unit.archivedOn }, at: at('code') };
  const households = row.values.households as number | undefined;
  if (households !== undefined && households > HOUSEHOLDS_MAX)
    return { code: 'building.unit.households', params: { limit: HOUSEHOLDS_MAX }, at: at('households') };
  const long = ['block', 'floor', 'tariffClass'].find((id) => String(row.values[id] ?? '').length > CODE_MAX);
  return long ? { code: 'building.unit.codeLong', params: { limit: CODE_MAX }, at: at(long) } : null;
}

function differs(input: UnitInput, unit: UnitRow): boolean {
  const same = (id: keyof UnitInput & keyof UnitRow): boolean => input[id] === undefined || input[id] === unit[id];
  const area =
    input.areaM2 === undefined || (unit.areaM2 !== null && compare(decimalOf(input.areaM2), decimalOf(unit.areaM2)) === 0);
  return !(area && ['block', 'floor', 'kind', 'tariffClass', 'households', 'membersDeclaredOn'].every((id) => same(id as never)));
}
