// Meters of a list against one another and against what hangs already: which are new, which are there, which cannot be. Pure.
import { compare, decimalOf, type Finding, type Params, roundTo } from '#kit';
import type { MeterInput } from '../metering.contract.ts';

export interface KnownMounting {
  service: string;
  serial: string;
  register: string;
  digits: number;
  decimals: number;
  /** Code of its unit or group. */
  place: string;
  from: string;
  /** First day it did not hang any more. */
  until: string | null;
}
export interface KnownPlaces {
  units: ReadonlySet<string>;
  /** `service code` */
  groups: ReadonlySet<string>;
  services: ReadonlySet<string>;
}
export interface CheckedMeters {
  fresh: MeterInput[];
  /** There already, on the same place since the same day. */
  there: MeterInput[];
  /** `at.row` is the place in the list. */
  findings: Finding[];
}
const keyOf = ({ service, serial, register = 'total' }: Pick<MeterInput, 'service' | 'serial' | 'register'>): string =>
  `${service}\n${serial}\n${register}`;

export function checkMeters(meters: readonly MeterInput[], known: readonly KnownMounting[], places: KnownPlaces): CheckedMeters {
  const before = Map.groupBy(known, keyOf);
  const listed = new Map<string, { meter: MeterInput; row: number }[]>();
  const checked: CheckedMeters = { fresh: [], there: [], findings: [] };
  meters.forEach((meter, row) => {
    const mine = before.get(keyOf(meter)) ?? [];
    const place = meter.unit ?? meter.group;
    if (mine.some((one) => one.place === place && one.from === meter.from)) {
      checked.there.push(meter);
      return;
    }
    const others = listed.get(keyOf(meter)) ?? [];
    const problem = placeProblem(meter, places) ?? dialProblem(meter, mine[0]) ?? overlapProblem(meter, mine, others);
    if (problem) {
      const [code, field, params = {}] = problem;
      checked.findings.push({ code: `metering.meter.${code}`, params: { serial: meter.serial, ...params }, at: { row, field } });
      return;
    }
    listed.set(keyOf(meter), [...others, { meter, row }]);
    checked.fresh.push(meter);
  });
  return checked;
}

type Problem = [code: string, field: string, params?: Params] | null;

function placeProblem({ unit, group, service }: MeterInput, { units, groups, services }: KnownPlaces): Problem {
  if (!services.has(service)) return ['serviceUnknown', 'service', { service }];
  if ((unit === undefined) === (group === undefined)) return ['placeMissing', 'unit'];
  if (unit !== undefined && !units.has(unit)) return ['unitUnknown', 'unit', { unit }];
  if (group !== undefined && !groups.has(`${service} ${group}`)) return ['groupUnknown', 'group', { group }];
  return null;
}

function dialProblem(meter: MeterInput, known: KnownMounting | undefined): Problem {
  const { digits, decimals = 0, multiplier = '1', readingStart, readingEnd, from, to, verifiedOn, verifiedUntil } = meter;
  if (known && (known.digits !== digits || known.decimals !== decimals))
    return ['dialDiffers', 'digits', { digits: known.digits, decimals: known.decimals }];
  if (compare(decimalOf(multiplier), decimalOf(0)) <= 0) return ['multiplier', 'multiplier'];
  for (const [field, value] of [
    ['readingStart', readingStart],
    ['readingEnd', readingEnd],
  ] as const) {
    if (value === undefined) continue;
    const given = decimalOf(value);
    if (given < 0n || given >= decimalOf(10n ** BigInt(digits)) || roundTo(given, decimals) !== given)
      return ['dialValue', field, { value, digits, decimals }];
  }
  if ((to === undefined) !== (readingEnd === undefined)) return ['endMissing', to === undefined ? 'to' : 'readingEnd'];
  if (to !== undefined && to < from) return ['backwards', 'to', { from, to }];
  if (verifiedOn && verifiedUntil && verifiedUntil < verifiedOn)
    return ['verifiedBackwards', 'verifiedUntil', { from: verifiedOn, to: verifiedUntil }];
  return null;
}

function overlapProblem(
  meter: MeterInput,
  known: readonly KnownMounting[],
  listed: readonly { meter: MeterInput; row: number }[],
): Problem {
  const { from, to } = meter;
  const hangs = known.find((one) => (to === undefined || one.from <= to) && (one.until === null || one.until > from));
  if (hangs) return ['hangsAlready', 'serial', { unit: hangs.place, from: hangs.from }];
  const other = listed.find(({ meter: one }) => (to === undefined || one.from <= to) && (one.to === undefined || one.to >= from));
  return other ? ['twice', 'serial', { first: other.row + 1 }] : null;
}
