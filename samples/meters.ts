// The meters of a unit: one for electricity, one for water, on wish one for gas or cold; shops with current transformers, one replaced, one about to turn over.
import { randomFrom } from './random.ts';
import type { SampleMeter, SampleUnit } from './sample-building.ts';

export const SERVICES = ['electricity', 'water'] as const;

/** What hangs in a unit: the two, and on wish a third: gas in flats, air conditioning in shops and offices. */
export const servicesOf = (unit: SampleUnit, third: boolean): string[] => [
  ...SERVICES,
  ...(third ? [unit.tariffClass === 'residential' ? 'gas' : 'aircon'] : []),
];

/** A meter of a unit with a serial number that is its own in the building; `turn` counts the meters that hung there before. */
export function meterOf(unit: SampleUnit, service: string, index: number, turn = 0): SampleMeter {
  const business = unit.tariffClass === 'business';
  const number = String(24_100_000 + index * 7 + turn * 3 + randomFrom(`serial ${unit.code}`).int(0, 2)).padStart(8, '0');
  if (service === 'water') return { service, serial: `DN${number}`, digits: 5, decimals: business ? 1 : 0, multiplier: '1' };
  if (service === 'gas') return { service, serial: `GA${number}`, digits: 5, decimals: 3, multiplier: '1' };
  if (service === 'aircon') return { service, serial: `DH${number}`, digits: 6, decimals: 1, multiplier: '1' };
  const multiplier = unit.use === 'shophouse' ? '20' : '1';
  return { service, serial: `CT${number}`, digits: business ? 6 : 5, decimals: business ? 1 : 0, multiplier };
}
