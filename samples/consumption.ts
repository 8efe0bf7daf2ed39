// How much a unit uses in a month, in the last digit of its dial: hot months, big families, and now and then something odd.
import type { Dwelling } from './people.ts';
import { randomFrom } from './random.ts';
import type { SampleMeter, SampleUnit } from './sample-building.ts';

/** Percent of a plain month, January first: the hot season ends in May. */
const SEASON: Record<string, readonly number[]> = {
  electricity: [88, 92, 106, 117, 119, 108, 102, 101, 98, 96, 93, 89],
  gas: [106, 103, 100, 97, 95, 96, 96, 97, 99, 101, 103, 106],
  aircon: [80, 86, 104, 120, 124, 112, 104, 103, 99, 94, 90, 84],
  water: [98, 100, 105, 108, 107, 101, 99, 98, 98, 97, 98, 99],
};

/** What happened in a month that should catch an eye; `factor` is in percent of the plain consumption. */
export interface Oddity {
  factor: number;
  reason: string;
}
const ODDITIES: Record<string, readonly (readonly [Oddity, number])[]> = {
  electricity: [
    [{ factor: 190, reason: 'Căn hộ sửa chữa, dùng máy công trình' }, 3],
    [{ factor: 35, reason: 'Cả nhà về quê nửa tháng' }, 3],
    [{ factor: 0, reason: 'Đi vắng cả tháng, đã kiểm tra đồng hồ' }, 1],
  ],
  gas: [
    [{ factor: 190, reason: 'Nấu tiệc, kỹ thuật đã kiểm tra rò rỉ' }, 2],
    [{ factor: 40, reason: 'Cả nhà về quê nửa tháng' }, 3],
  ],
  aircon: [
    [{ factor: 180, reason: 'Làm thêm giờ cả tháng' }, 2],
    [{ factor: 45, reason: 'Nghỉ kinh doanh nửa tháng' }, 2],
  ],
  water: [
    [{ factor: 280, reason: 'Rò rỉ bồn cầu, kỹ thuật đã xác nhận' }, 3],
    [{ factor: 40, reason: 'Cả nhà về quê nửa tháng' }, 3],
    [{ factor: 0, reason: 'Đi vắng cả tháng, đã kiểm tra đồng hồ' }, 1],
  ],
};

/** Consumption of a whole month on the dial (before the multiplier), and what was odd about it. */
export function consumptionOf(
  unit: SampleUnit,
  dwelling: Dwelling,
  people: number,
  meter: SampleMeter,
  period: string,
): { dial: number; oddity: Oddity | null } {
  const random = randomFrom(`use ${unit.code} ${meter.service} ${period}`);
  if (dwelling === 'vacant') return { dial: 0, oddity: null };
  const month = Number(period.slice(5));
  const plain = plainOf(unit, dwelling, people, meter) * SEASON[meter.service]![month - 1]! * random.int(90, 110);
  const oddity = random.chance(2) ? random.weighted(ODDITIES[meter.service]!) : null;
  return { dial: Math.round((plain * (oddity?.factor ?? 100)) / 1_000_000), oddity };
}

/** The unit's habit: the same in every month. */
function plainOf(unit: SampleUnit, dwelling: Dwelling, people: number, meter: SampleMeter): number {
  const random = randomFrom(`habit ${unit.code} ${meter.service}`);
  const lastDigits = 10 ** meter.decimals;
  const area = Number(unit.areaM2.split('.')[0]);
  if (meter.service === 'water') {
    if (dwelling === 'business')
      return random.int(unit.use === 'shophouse' ? 18 : 2, unit.use === 'shophouse' ? 65 : 9) * lastDigits;
    return Math.round((Math.max(people, 1) * random.int(34, 58)) / 10) * lastDigits;
  }
  // tenths of a cubic metre, so that habits stay whole numbers
  if (meter.service === 'gas') return Math.round(((8 + Math.max(people, 1) * random.int(9, 16)) * lastDigits) / 10);
  if (meter.service === 'aircon') return area * random.int(6, 15) * lastDigits;
  const kWh = dwelling === 'business' ? area * random.int(9, 24) : 45 + area + Math.max(people, 1) * random.int(32, 68);
  return Math.max(1, Math.round((kWh * lastDigits * 1_000_000) / Number(meter.multiplier) / 1_000_000));
}
