// A sheet's rows become changes of readings; problems come back at their cells, and the same sheet twice changes nothing.
import type { Knex } from 'knex';
import { compare, decimalOf, type Finding, type Plugin } from '#kit';
import { type Dial, placeOf } from './dial.ts';
import { loadDials } from './dial-repository.ts';
import type { ImportedRow, ReadingChange } from './metering.contract.ts';
import { type Saved, type SaveTask, saveReadings } from './save-readings.ts';
import { type KnownDial, type MatchedRow, matchRows } from './sheet/match-rows.ts';
import type { ParsedSheets } from './sheet/parse-sheet.ts';
import { serviceFinder } from './sheet/service-words.ts';

export interface ImportTask extends Omit<SaveTask, 'changes' | 'sourceOf'> {
  sheet: ParsedSheets;
  fileName: string;
  plugins: readonly Plugin[];
  /** Codes of the building's units and groups, by place. */
  places: ReadonlyMap<string, string>;
}
export interface Imported {
  saved: Saved;
  findings: Finding[];
  rows: ImportedRow[];
}
type NamedDial = Dial & KnownDial;

export async function importReadings(trx: Knex.Transaction, task: ImportTask): Promise<Imported> {
  const { sheet, fileName, places, buildingId, period } = task;
  const loaded = sheet.rows.length === 0 ? [] : await loadDials(trx, { buildingId, period });
  const dials = loaded.flatMap((dial): NamedDial[] =>
    places.has(placeOf(dial)) ? [{ ...dial, unit: places.get(placeOf(dial))! }] : [],
  );
  const { matched, findings } = matchRows(sheet, dials, { serviceOf: serviceFinder(task.plugins) });
  const byDial = new Map(matched.map((match) => [match.dial.id, match]));
  const sourceOf = ({ id }: ReadingChange) => {
    const { row } = byDial.get(id)!;
    return { kind: 'sheet', file: fileName, sheet: row.sheet, row: row.row };
  };
  const saved = await saveReadings(trx, { ...task, changes: matched.map(changeOf), sourceOf });
  const placed = saved.findings.map((finding) => atCell(finding, byDial, sheet));
  const all = [...sheet.findings, ...findings, ...placed].sort(bySheetAndRow);
  return { saved, findings: all, rows: saved.written.map((reading) => importedRow(reading, places)) };
}

// What a sheet leaves empty it does not say: a stored date or note stays.
function changeOf({ row, dial, value }: MatchedRow<NamedDial>): ReadingChange {
  const same = dial.current !== null && compare(decimalOf(dial.current.value), decimalOf(value)) === 0;
  return {
    id: dial.id,
    revision: dial.current?.revision ?? 0,
    value,
    ...(row.readOn === null ? {} : { readOn: row.readOn }),
    ...(row.note === null ? {} : { note: row.note }),
    ...(row.rollover || !same ? { rollover: row.rollover } : {}),
  };
}

function atCell(finding: Finding, byDial: ReadonlyMap<number, MatchedRow<NamedDial>>, { columns }: ParsedSheets): Finding {
  const match = byDial.get(finding.at?.row ?? -1);
  if (!match) return finding;
  const { sheet, row } = match.row;
  const letters: Record<string, string | undefined> = columns[sheet] ?? {};
  const field = finding.at?.field ?? 'value';
  const column = letters[field] ?? letters.value;
  return { ...finding, at: { sheet, row, field, ...(column ? { column } : {}) } };
}

function bySheetAndRow(a: Finding, b: Finding): number {
  const [one, other] = [a.at?.sheet ?? '', b.at?.sheet ?? ''];
  return one < other ? -1 : one > other ? 1 : (a.at?.row ?? 0) - (b.at?.row ?? 0);
}

function importedRow(
  { dial, value, readOn, rollover, state, note }: Saved['written'][number],
  places: ReadonlyMap<string, string>,
): ImportedRow {
  const { id, unitId, service, serial, register, previous, previousOn, current } = dial;
  const unit = places.get(placeOf(dial))!;
  return {
    id,
    unitId,
    unit,
    service,
    serial,
    register,
    previous,
    previousOn,
    was: current?.value ?? null,
    value,
    readOn,
    rollover,
    state,
    note,
  };
}
