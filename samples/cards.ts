// Cards the building had when the company took it over: motorbikes and cars, lift cards, gym and pool passes, a few of them in trouble.
import { addDays, addMonthsToDay, lastDay } from '#kit';
import { type Random, randomFrom } from './random.ts';
import type { SampleBuilding, SampleUnit } from './sample-building.ts';

export interface SampleCard {
  number: string;
  unit: string;
  holder: string;
  fields: Record<string, unknown>;
  validFrom: string;
  validTo?: string;
  paidThrough: string;
}
export interface SampleCards {
  /** Presets of the plugins, by name. */
  tariffs: SampleBuilding['tariffs'];
  /** By service. */
  cards: Record<string, SampleCard[]>;
  /** What happened to some of them since. */
  events: { service: string; action: string; numbers: string[]; reason: string; document: string }[];
}
const SINCE = '2026-01-01';
const VEHICLE = 'vehicle-card';
const LIFT = 'elevator-card';
const GYM = 'gym-card';
const POOL = 'pool-card';

/** All cards are paid through the last posted month, passes to the end of their term. */
export function sampleCards(sample: SampleBuilding): SampleCards {
  const paid = lastDay(sample.periods.at(-1)!);
  const cards: SampleCards['cards'] = { [VEHICLE]: [], [LIFT]: [], [GYM]: [], [POOL]: [] };
  const nameOf = new Map(sample.customers.map(({ code, name }) => [code, name]));
  for (const unit of sample.units) {
    const holder = payerOn(sample, unit.code, paid);
    if (holder === null) continue;
    const random = randomFrom(`cards ${unit.code}`);
    const add = (service: string, fields: Record<string, unknown>, more: Partial<SampleCard> = {}): void => {
      const list = cards[service]!;
      const number = `${service[0]!.toUpperCase()}${String(list.length + 1).padStart(4, '0')}`;
      list.push({ number, unit: unit.code, holder, fields, validFrom: SINCE, paidThrough: paid, ...more });
    };
    vehiclesOf(unit, random).forEach((fields) => {
      add(VEHICLE, fields);
    });
    const name = nameOf.get(holder)!;
    for (let n = random.int(1, unit.kind === 'apartment' ? 3 : 2); n > 0; n--) add(LIFT, { holder: name });
    for (const [service, percent] of [
      [GYM, 22],
      [POOL, 16],
    ] as const) {
      if (unit.kind === 'apartment' && random.chance(percent)) add(service, { holder: name }, termAround(paid, random));
    }
  }
  const pick = (service: string, from: number, every: number, most: number): string[] =>
    cards[service]!.filter((_, n) => n % every === from)
      .slice(0, most)
      .map(({ number }) => number);
  return {
    tariffs: [
      { service: VEHICLE, preset: 'monthly', validFrom: SINCE },
      { service: LIFT, preset: 'deposit-only', validFrom: SINCE },
      { service: GYM, preset: 'passes', validFrom: SINCE },
      { service: POOL, preset: 'passes', validFrom: SINCE },
    ],
    cards,
    events: [
      {
        service: VEHICLE,
        action: 'lock',
        numbers: pick(VEHICLE, 7, 60, 8),
        reason: 'Chủ thẻ đề nghị tạm khóa',
        document: 'ĐN-11/2026',
      },
      { service: VEHICLE, action: 'reportLost', numbers: pick(VEHICLE, 11, 90, 4), reason: 'Chủ thẻ báo mất', document: '' },
      {
        service: LIFT,
        action: 'lock',
        numbers: pick(LIFT, 3, 120, 5),
        reason: 'Cho người ngoài mượn thẻ',
        document: 'BB-07/2026',
      },
      { service: GYM, action: 'lock', numbers: pick(GYM, 5, 30, 2), reason: 'Chủ thẻ đi công tác dài ngày', document: '' },
    ],
  };
}

function payerOn(sample: SampleBuilding, unit: string, day: string): string | null {
  const there = sample.occupancies.filter(
    (each) => each.unit === unit && each.from <= day && (each.to === null || each.to >= day),
  );
  return (there.find(({ role }) => role === 'tenant') ?? there[0])?.customer ?? null;
}

function vehiclesOf(unit: SampleUnit, random: Random): Record<string, unknown>[] {
  const bikes = random.weighted([
    [0, 10],
    [1, 40],
    [2, 38],
    [3, 12],
  ] as const);
  const series = () => `59${random.pick(['A1', 'B1', 'C2', 'X3', 'P2'])}-${random.int(100, 999)}.${random.int(10, 99)}`;
  const list: Record<string, unknown>[] = Array.from({ length: bikes }, () => ({
    plate: series(),
    ...(random.chance(12) ? { electric: true } : {}),
  }));
  if (random.chance(unit.use === 'penthouse' ? 90 : 24))
    list.push({
      plate: `51K-${random.int(100, 999)}.${random.int(10, 99)}`,
      car: true,
      slot: `B${random.int(1, 2)}-${random.int(1, 180)}`,
    });
  return list.slice(0, 4);
}

/** A pass bought some weeks ago, for a month, a quarter or a year; the first ones are about to run out. */
function termAround(paid: string, random: Random): Partial<SampleCard> {
  const months = random.weighted([
    [1, 30],
    [3, 45],
    [12, 25],
  ] as const);
  const validTo = addDays(paid, random.int(1, months * 28));
  return { validFrom: addDays(addMonthsToDay(validTo, -months), 1), validTo, paidThrough: validTo };
}
