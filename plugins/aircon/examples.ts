// Worked here by hand; prices are practice, not law.
import type { Example } from '#kit';

const taxDate = '2026-11-30'; // 8 % until 31/12/2026

export const examples: Example[] = [
  {
    name: '640 kWh on the own sub-meter',
    source: '640 × 3.500 = 2.240.000; 8 % = 179.200',
    preset: 'sub-meter',
    taxDate,
    facts: { consumption: '640' },
    expect: { lines: { energy: 2_240_000 }, vat: 179_200, total: 2_419_200 },
  },
  {
    name: '1.234,5 thermal kWh',
    source: '1.234,5 × 1.100 = 1.357.950; 8 % = 108.636',
    preset: 'cold-kwh',
    taxDate,
    facts: { consumption: '1234.5' },
    expect: { lines: { cold: 1_357_950 }, vat: 108_636, total: 1_466_586 },
  },
  {
    name: '351 RT·h',
    source: '351 × 3.900 = 1.368.900; 8 % = 109.512',
    preset: 'cold-rth',
    taxDate,
    facts: { consumption: '351' },
    expect: { lines: { cold: 1_368_900 }, vat: 109_512, total: 1_478_412 },
  },
  {
    name: '1.001 of the 400.000 the plant gave for 480 million',
    source: '1.001 × 480.000.000 / 400.000 = 1.001 × 1.200 = 1.201.200; 8 % = 96.096',
    preset: 'plant-share',
    taxDate,
    facts: { consumption: '1001' },
    expect: { lines: { share: 1_201_200 }, vat: 96_096, total: 1_297_296 },
  },
  {
    name: '5,25 hours after hours on 120,5 m²',
    source: '5,25 → 6 hours × 120,5 m² = 723 × 500 = 361.500; 8 % = 28.920',
    preset: 'after-hours-area',
    taxDate,
    facts: { afterHours: '5.25', area: '120.5' },
    expect: { lines: { afterHoursFee: 361_500 }, vat: 28_920, total: 390_420 },
  },
  {
    name: '5,25 machine hours in begun half hours',
    source: '5,25 → 5,5 hours × 250.000 = 1.375.000; 8 % = 110.000',
    preset: 'after-hours-machine',
    taxDate,
    facts: { afterHours: '5.25' },
    expect: { lines: { afterHoursFee: 1_375_000 }, vat: 110_000, total: 1_485_000 },
  },
  {
    name: 'whole blocks are not rounded further',
    source: '5,5 hours = 11 half hours: 1.375.000 as before',
    preset: 'after-hours-machine',
    taxDate,
    facts: { afterHours: '5.5' },
    expect: { lines: { afterHoursFee: 1_375_000 }, vat: 110_000, total: 1_485_000 },
  },
  {
    name: 'nothing used costs nothing',
    source: '0 kWh',
    preset: 'sub-meter',
    taxDate,
    facts: { consumption: '0' },
    expect: { lines: { energy: 0 }, vat: 0, total: 0 },
  },
];
