// The sample building: Sunrise Riverside, seven months behind it, November 2026 open. The same on every machine.
import { addMonths } from '#kit';
import { consumptionOf } from './consumption.ts';
import { layOut } from './layout.ts';
import { meterOf, type SERVICES, servicesOf } from './meters.ts';
import { type Dwelling, dwellingOf, settle } from './people.ts';
import { randomFrom } from './random.ts';
import { historyOf, type MonthOfUse, type Story } from './readings.ts';
import type { SampleBuilding, SampleUnit } from './sample-building.ts';
import { TARIFFS, THIRD_TARIFFS } from './tariffs.ts';

const FIRST_PERIOD = '2026-04';
const OPEN_PERIOD = '2026-11';
const PERIODS = Array.from({ length: 7 }, (_, i) => addMonths(FIRST_PERIOD, i));
/** Units of the whole tower, and of one that loads in a blink. */
export const SIZES = { full: 450, small: 40 } as const;

/** With `third`, gas or air conditioning too: four services a unit, the management fee among them. */
export function sampleBuilding(units: number = SIZES.full, third = false): SampleBuilding {
  const layout = layOut(units);
  const sample: SampleBuilding = {
    company: {
      name: 'Công ty TNHH Quản lý Bất động sản Bình Minh',
      address: 'Số 88 đường Nguyễn Hữu Thọ, xã Nhà Bè, TP. Hồ Chí Minh',
      taxCode: '0399999999',
      phone: '02839999988',
      bankBin: '970436',
      bankAccount: '1039999988',
      bankAccountName: 'CONG TY TNHH QUAN LY BAT DONG SAN BINH MINH',
    },
    building: {
      code: 'A',
      name: 'Sunrise Riverside – Tháp A',
      address: 'Số 88 đường Nguyễn Hữu Thọ, xã Nhà Bè, TP. Hồ Chí Minh',
    },
    ...layout,
    ...settle(layout.units),
    meters: [],
    mountings: [],
    readings: [],
    openReadings: [],
    tariffs: third ? [...TARIFFS, ...THIRD_TARIFFS] : TARIFFS,
    periods: PERIODS,
    openPeriod: OPEN_PERIOD,
  };
  const plot = plotOf(layout.units);
  const members = Map.groupBy(sample.members, (member) => member.unit);
  const readingDays = new Map(
    layout.floors.map(({ block, code, ordinal }) => [`${block} ${code}`, ordinal <= 10 ? 18 : ordinal <= 20 ? 19 : 20]),
  );
  layout.units.forEach((unit, index) => {
    const readingDay = readingDays.get(`${unit.block} ${unit.floor}`)!;
    for (const service of servicesOf(unit, third))
      addMeter(sample, unit, index, service, readingDay, members.get(unit.code) ?? [], plot.get(`${unit.code} ${service}`));
  });
  return sample;
}

interface Episode extends Story {
  replacedIn?: string;
  turnsOverIn?: string;
}

function addMeter(
  sample: SampleBuilding,
  unit: SampleUnit,
  index: number,
  service: string,
  readingDay: number,
  members: SampleBuilding['members'],
  episode: Episode = {},
): void {
  const meter = meterOf(unit, service, index);
  sample.meters.push(meter);
  const dwelling = dwellingOf(unit, index);
  const months = [...PERIODS, OPEN_PERIOD].map((period) => monthOf(unit, dwelling, members, meter, period, readingDay));
  const story: Story = { estimatedIn: episode.estimatedIn };
  if (episode.replacedIn) {
    const by = meterOf(unit, service, index, 1);
    sample.meters.push(by);
    story.replacedOn = { day: `${episode.replacedIn}-06`, by };
  }
  const dialStart = episode.turnsOverIn
    ? dialBeforeTurn(months, 10 ** (meter.digits + meter.decimals), episode.turnsOverIn)
    : dialStartOf(unit, service);
  const history = historyOf({ unit: unit.code, service, readingDay, dialStart }, meter, months, story);
  sample.mountings.push(...history.mountings);
  for (const reading of history.readings) {
    // the old meter of a replacement is closed when it is taken down, not from the sheet
    const fromSheet = reading.period === OPEN_PERIOD && reading.kind !== 'closing';
    (fromSheet ? sample.openReadings : sample.readings).push(reading);
  }
}

function monthOf(
  unit: SampleUnit,
  dwelling: Dwelling,
  members: SampleBuilding['members'],
  meter: Parameters<typeof consumptionOf>[3],
  period: string,
  day: number,
): MonthOfUse {
  const on = `${period}-${day}`;
  const people = members.filter(({ from, to }) => from <= on && (to === null || to >= on)).length;
  const { dial, oddity } = consumptionOf(unit, dwelling, people, meter, period);
  return { period, dial, reason: oddity?.reason ?? null };
}

const dialStartOf = (unit: SampleUnit, service: string): number =>
  randomFrom(`dial ${unit.code} ${service}`).int(service === 'water' ? 40 : 2_000, service === 'water' ? 1_900 : 46_000);

/** The dial at the start that makes the meter turn over half-way through a month. */
function dialBeforeTurn(months: readonly MonthOfUse[], round: number, period: string): number {
  const until = months.filter((month) => month.period < period).reduce((sum, { dial }) => sum + dial, 0);
  const during = months.find((month) => month.period === period)!.dial;
  return round - until - Math.max(1, Math.floor(during / 2));
}

/** What happens where: a share of the way up the tower, at the next lived-in flat. */
const EPISODES: readonly (readonly [number, (typeof SERVICES)[number], Episode])[] = [
  [0.25, 'electricity', { replacedIn: '2026-07' }],
  [0.55, 'water', { replacedIn: OPEN_PERIOD }],
  [0.4, 'electricity', { turnsOverIn: '2026-08' }],
  [0.7, 'electricity', { turnsOverIn: OPEN_PERIOD }],
  [0.3, 'water', { estimatedIn: '2026-08' }],
  [0.6, 'electricity', { estimatedIn: '2026-09' }],
  [0.85, 'water', { estimatedIn: '2026-07' }],
];

function plotOf(units: SampleUnit[]): Map<string, Episode> {
  const plot = new Map<string, Episode>();
  for (const [share, service, episode] of EPISODES) {
    let index = Math.floor(units.length * share);
    while (index < units.length && !['owner', 'tenant'].includes(dwellingOf(units[index]!, index))) index++;
    if (index < units.length) plot.set(`${units[index]!.code} ${service}`, episode);
  }
  return plot;
}
