// Which meter each row of a sheet means: by serial, or by unit where the sheet has no serials. Pure.
import { compare, decimalOf, type Finding, type Params } from '#kit';
import { codeKey } from '#platform/sheet/fold';
import type { ParsedSheets, SheetRow } from './parse-sheet.ts';
import type { NumberCell } from './read-number.ts';
import type { SheetFieldId } from './sheet-fields.ts';

/** A meter of the period, as far as a sheet can name it. */
export interface KnownDial {
  id: number;
  unit: string;
  service: string;
  serial: string;
  register: string;
  decimals: number;
  previous: string;
}
export interface MatchedRow<D extends KnownDial> {
  row: SheetRow;
  dial: D;
  value: string;
}
export interface MatchOptions {
  /** A service's id by the words of a sheet, null if it is none. */
  serviceOf: (words: string) => string | null;
}
class Mismatch {
  readonly code: string;
  readonly field: SheetFieldId;
  readonly params: Params;
  constructor(code: string, field: SheetFieldId, params: Params) {
    this.code = `metering.sheet.${code}`;
    this.field = field;
    this.params = params;
  }
}

export function matchRows<D extends KnownDial>(
  { rows, columns }: ParsedSheets,
  dials: readonly D[],
  { serviceOf }: MatchOptions,
): { matched: MatchedRow<D>[]; findings: Finding[] } {
  const bySerial = Map.groupBy(dials, ({ serial }) => codeKey(serial));
  const byUnit = Map.groupBy(dials, ({ unit }) => codeKey(unit));
  const taken = new Map<number, MatchedRow<D>>();
  const disputed = new Set<number>();
  const findings: Finding[] = [];
  const refuse = (row: SheetRow, { code, field, params }: Mismatch): void => {
    const column = columns[row.sheet]?.[field] ?? columns[row.sheet]?.value;
    findings.push({ code, params, at: { sheet: row.sheet, row: row.row, field, ...(column ? { column } : {}) } });
  };
  for (const row of rows) {
    const dial = dialOf(row, bySerial, byUnit, serviceOf);
    if (dial instanceof Mismatch) {
      refuse(row, dial);
      continue;
    }
    const value = valueFor(row, dial);
    if (value instanceof Mismatch) {
      refuse(row, value);
      continue;
    }
    const first = taken.get(dial.id);
    if (first && isSame(first, row, value)) continue;
    if (first) {
      // two readings of one meter: nobody here can know which is right
      disputed.add(dial.id);
      refuse(
        row,
        new Mismatch('meterTwice', 'value', { serial: dial.serial, value, first: first.value, firstRow: first.row.row }),
      );
    } else taken.set(dial.id, { row, dial, value });
  }
  return { matched: [...taken.values()].filter(({ dial }) => !disputed.has(dial.id)), findings };
}

function dialOf<D extends KnownDial>(
  row: SheetRow,
  bySerial: ReadonlyMap<string, D[]>,
  byUnit: ReadonlyMap<string, D[]>,
  serviceOf: MatchOptions['serviceOf'],
): D | Mismatch {
  const { serial, unit, service, register } = row;
  const wanted = service === null ? null : serviceOf(service);
  if (service !== null && wanted === null) return new Mismatch('serviceUnknown', 'service', { service });
  const named = serial === null ? (byUnit.get(codeKey(unit!)) ?? []) : (bySerial.get(codeKey(serial)) ?? []);
  if (named.length === 0) {
    return serial === null ? new Mismatch('unitUnknown', 'unit', { unit }) : new Mismatch('meterUnknown', 'serial', { serial });
  }
  const label = serial ?? unit!;
  const ofUnit = serial === null || unit === null ? named : named.filter((dial) => codeKey(dial.unit) === codeKey(unit));
  if (ofUnit.length === 0) return new Mismatch('unitDiffers', 'unit', { serial, unit, actual: named[0]!.unit });
  const fromName = wanted ?? serviceOf(row.sheet);
  const ofService = wanted ? ofUnit.filter((dial) => dial.service === wanted) : ofUnit;
  if (ofService.length === 0) return new Mismatch('serviceDiffers', 'service', { name: label, service });
  const narrowed = ofService.length > 1 && fromName ? ofService.filter((dial) => dial.service === fromName) : ofService;
  const ofRegister =
    narrowed.length > 1 && register ? narrowed.filter((dial) => codeKey(dial.register) === codeKey(register)) : narrowed;
  if (ofRegister.length !== 1)
    return new Mismatch('meterAmbiguous', serial === null ? 'unit' : 'serial', { name: label, meters: ofService.length });
  return ofRegister[0]!;
}

function valueFor(row: SheetRow, { serial, decimals, previous }: KnownDial): string | Mismatch {
  const value = decided({ value: row.value, or: row.valueOr }, decimals);
  if (value === null)
    return new Mismatch('numberAmbiguous', 'value', { serial, whole: row.value, fraction: row.valueOr ?? null });
  const old = row.previous;
  const agrees =
    old === null || [old.value, old.or].some((text) => text !== undefined && compare(decimalOf(text), decimalOf(previous)) === 0);
  if (!agrees) return new Mismatch('previousDiffers', 'previous', { serial, previous: old.value, ours: previous });
  return value;
}

// `1.234` can be 1.234 only on a meter that shows three decimals.
function decided({ value, or }: NumberCell, decimals: number): string | null {
  return or === undefined || or.length - or.indexOf('.') - 1 > decimals ? value : null;
}

function isSame<D extends KnownDial>({ row, value }: MatchedRow<D>, other: SheetRow, otherValue: string): boolean {
  return compare(decimalOf(value), decimalOf(otherValue)) === 0 && row.readOn === other.readOn && row.rollover === other.rollover;
}
