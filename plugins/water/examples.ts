// Worked cases. E numbers are published bills recomputed; the others are worked here by hand.
import type { Example, TariffBody } from '#kit';
import { hcmcResidentialPresets } from './presets/hcmc-residential.ts';

const taxDate = '2026-11-30'; // water 5 %, drainage 8 % until 31/12/2026
const people = (members: number) => ({ members, memberDays: members * 30, days: 30 });

const hcmc2026 = hcmcResidentialPresets.find(({ id }) => id === 'hcmc-residential-2026')!.body;
// A building that grants a household nobody registered one person's allowance: the setting is a parameter of its dated tariff.
const generous: TariffBody = { ...hcmc2026, parameters: { ...hcmc2026.parameters, allowanceUnregistered: '4' } };

export const examples: Example[] = [
  {
    name: 'E5: one m³ above every allowance (nobody registered) costs 19.786 all in',
    source: '14.400 + 5 % 720 + drainage 30 % 4.320 + 8 % 345,6 → 346 = 19.786 (published 19.785,6)',
    preset: 'hcmc-residential-2026',
    taxDate,
    facts: { consumption: '1', ...people(0) },
    expect: { lines: { water: 14_400, drainage: 4_320 }, vat: 1_066, total: 19_786 },
  },
  {
    name: 'E5: one m³ within the allowance costs 9.206 all in',
    source: '6.700 + 5 % 335 + drainage 30 % 2.010 + 8 % 160,8 → 161 = 9.206 (published 9.205,8)',
    preset: 'hcmc-residential-2026',
    taxDate,
    facts: { consumption: '1', ...people(1) },
    expect: { lines: { water: 6_700, drainage: 2_010 }, vat: 496, total: 9_206 },
  },
  {
    name: 'E5: the two m³ between 4 and 6 of one person',
    source:
      '4×6.700 + 2×12.900 = 52.600; drainage 15.780; 5 % 2.630; 8 % 1.262,4 → 1.262; two bands 4×9.205,8 + 2×17.724,6 = 72.272,4',
    preset: 'hcmc-residential-2026',
    taxDate,
    facts: { consumption: '6', ...people(1) },
    expect: { lines: { water: 52_600, drainage: 15_780 }, vat: 3_892, total: 72_272 },
  },
  {
    name: 'E6: three people, 12 m³, all within the allowance',
    source: '12×6.700 = 80.400; 5 % 4.020; drainage 24.120; 8 % 1.929,6 → 1.930',
    preset: 'hcmc-residential-2026',
    taxDate,
    facts: { consumption: '12', ...people(3) },
    expect: { lines: { water: 80_400, drainage: 24_120 }, vat: 5_950, total: 110_470 },
  },
  {
    name: '13 m³ for three people: the first m³ of the second band',
    source: '80.400 + 12.900 = 93.300; drainage 27.990; 5 % 4.665; 8 % 2.239,2 → 2.239',
    preset: 'hcmc-residential-2026',
    taxDate,
    facts: { consumption: '13', ...people(3) },
    expect: { lines: { water: 93_300, drainage: 27_990 }, vat: 6_904, total: 128_194 },
  },
  {
    name: '19 m³ for three people: the first m³ of the third band',
    source: '80.400 + 6×12.900 + 14.400 = 172.200; drainage 51.660; 5 % 8.610; 8 % 4.132,8 → 4.133',
    preset: 'hcmc-residential-2026',
    taxDate,
    facts: { consumption: '19', ...people(3) },
    expect: { lines: { water: 172_200, drainage: 51_660 }, vat: 12_743, total: 236_603 },
  },
  {
    name: 'the fourth person came on the 16th of a month of 30 days',
    source: '(3×30 + 15)/30 = 3,5 people = 14 m³; 14×6.700 = 93.800; drainage 28.140; 5 % 4.690; 8 % 2.251,2 → 2.251',
    preset: 'hcmc-residential-2026',
    taxDate,
    facts: { consumption: '14', members: 4, memberDays: 105, days: 30 },
    expect: { lines: { water: 93_800, drainage: 28_140 }, vat: 6_941, total: 128_881 },
  },
  {
    name: 'a poor household of three pays 6.300 within the allowance',
    source: '12×6.300 = 75.600; 5 % 3.780; drainage 22.680; 8 % 1.814,4 → 1.814',
    preset: 'hcmc-poor-2026',
    taxDate,
    facts: { consumption: '12', ...people(3) },
    expect: { lines: { water: 75_600, drainage: 22_680 }, vat: 5_594, total: 103_874 },
  },
  {
    name: '2021: environment fee 10 % without tax instead of drainage',
    source: '4×6.300 = 25.200; 5 % 1.260; fee 2.520',
    preset: 'hcmc-residential-2021',
    taxDate: '2021-06-30',
    facts: { consumption: '4', ...people(1) },
    expect: { lines: { water: 25_200, environment: 2_520 }, vat: 1_260, total: 28_980 },
  },
  {
    name: 'a shop in Ho Chi Minh City',
    source: '10×21.300 = 213.000; 5 % 10.650; drainage 63.900; 8 % 5.112',
    preset: 'hcmc-business-2026',
    taxDate,
    facts: { consumption: '10' },
    expect: { lines: { water: 213_000, drainage: 63_900 }, vat: 15_762, total: 292_662 },
  },
  {
    name: 'Hanoi, 25 m³, one household',
    source: '10×8.500 + 10×9.900 + 5×16.000 = 264.000; 5 % 13.200; fee 26.400',
    preset: 'hanoi-residential-2024',
    taxDate,
    facts: { consumption: '25', households: 1 },
    expect: { lines: { water: 264_000, environment: 26_400 }, vat: 13_200, total: 303_600 },
  },
  {
    name: 'Hanoi, 25 m³ shared by two households',
    source: 'limits 20/40/60: 20×8.500 + 5×9.900 = 219.500; 5 % 10.975; fee 21.950',
    preset: 'hanoi-residential-2024',
    taxDate,
    facts: { consumption: '25', households: 2 },
    expect: { lines: { water: 219_500, environment: 21_950 }, vat: 10_975, total: 252_425 },
  },
  {
    name: 'a household nobody registered, where the building grants it 4 m³',
    source: '4×6.700 + 2×12.900 = 52.600; drainage 15.780; 5 % 2.630; 8 % 1.262,4 → 1.262: as one person',
    tariff: generous,
    taxDate,
    facts: { consumption: '6', ...people(0) },
    expect: { lines: { water: 52_600, drainage: 15_780 }, vat: 3_892, total: 72_272 },
  },
  {
    name: 'two households nobody registered on one meter get it twice',
    source: '8 m³: limits 8/12: 8×6.700 = 53.600; drainage 16.080; 5 % 2.680; 8 % 1.286,4 → 1.286',
    tariff: generous,
    taxDate,
    facts: { consumption: '8', households: 2, ...people(0) },
    expect: { lines: { water: 53_600, drainage: 16_080 }, vat: 3_966, total: 73_646 },
  },
  {
    name: 'households of three and two people on one meter: their allowances add up',
    source: '5×4 = 20 m³: 20×6.700 = 134.000; drainage 40.200; 5 % 6.700; 8 % 3.216',
    preset: 'hcmc-residential-2026',
    taxDate,
    facts: { consumption: '20', households: 2, ...people(5) },
    expect: { lines: { water: 134_000, drainage: 40_200 }, vat: 9_916, total: 184_116 },
  },
  {
    name: 'Hanoi, 25 m³, a poor household pays less for the first ten',
    source: '10×5.973 + 10×9.900 + 5×16.000 = 238.730; 5 % 11.936,5 → 11.937; fee 23.873',
    preset: 'hanoi-poor-2024',
    taxDate,
    facts: { consumption: '25', households: 1 },
    expect: { lines: { water: 238_730, environment: 23_873 }, vat: 11_937, total: 274_540 },
  },
  {
    name: 'E7: 12 m³ at one price with environment fee',
    source: '12×8.500 = 102.000; 5 % 5.100; fee 10.200',
    preset: 'flat',
    taxDate,
    facts: { consumption: '12' },
    expect: { lines: { water: 102_000, environment: 10_200 }, vat: 5_100, total: 117_300 },
  },
  {
    name: 'four people at a fixed sum per head',
    source: '4×100.000 = 400.000; 5 % 20.000',
    preset: 'per-head',
    taxDate,
    facts: { members: 4 },
    expect: { lines: { water: 400_000 }, vat: 20_000, total: 420_000 },
  },
];
