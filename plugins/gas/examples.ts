// Worked here by hand; prices and factors are practice, not law.
import type { Example } from '#kit';

const taxDate = '2026-11-30'; // 8 % until 31/12/2026
const days = 30;

export const examples: Example[] = [
  {
    name: '3,217 m³ at 2,3 kg/m³',
    source: '3,217 × 2,3 = 7,3991 → 7,399 kg; × 32.000 = 236.768; 8 % = 18.941,44 → 18.941',
    preset: 'per-kg',
    taxDate,
    facts: { consumption: '3.217', days },
    expect: { lines: { gas: 236_768 }, vat: 18_941, total: 255_709 },
  },
  {
    name: 'the same gas under the price and the factor of another month',
    source: '3,217 × 2,15 = 6,91655 → 6,917 kg; × 30.500 = 210.968,5 → 210.969; 8 % = 16.877,52 → 16.878',
    tariff: {
      parameters: { conversionKgPerM3: '2.15', pricePerKg: '30500' },
      tables: {},
      lines: [
        {
          kind: 'amount',
          code: 'gas',
          amount: 'round(consumption * conversionKgPerM3, 3) * pricePerKg',
          quantity: 'round(consumption * conversionKgPerM3, 3)',
          unitPrice: 'pricePerKg',
          vat: 'standard',
          nature: 'own',
          label: { vi: 'Gas trung tâm', en: 'Piped gas' },
        },
      ],
      priceChange: 'end',
    },
    taxDate,
    facts: { consumption: '3.217', days },
    expect: { lines: { gas: 210_969 }, vat: 16_878, total: 227_847 },
  },
  {
    name: '3,217 m³ per m³',
    source: '3,217 × 73.600 = 236.771,2 → 236.771; 8 % = 18.941,68 → 18.942',
    preset: 'per-m3',
    taxDate,
    facts: { consumption: '3.217', days },
    expect: { lines: { gas: 236_771 }, vat: 18_942, total: 255_713 },
  },
  {
    name: 'half a m³ is filled up to the minimum',
    source: '0,5 × 2,3 = 1,15 kg × 32.000 = 36.800; to 50.000: 13.200; 8 % of 50.000 = 4.000',
    preset: 'per-kg-minimum',
    taxDate,
    facts: { consumption: '0.5', days },
    expect: { lines: { gas: 36_800, minimum: 13_200 }, vat: 4_000, total: 54_000 },
  },
  {
    name: 'above the minimum nothing is added',
    source: '1 × 73.600; 8 % = 5.888',
    preset: 'per-m3-minimum',
    taxDate,
    facts: { consumption: '1', days },
    expect: { lines: { gas: 73_600 }, vat: 5_888, total: 79_488 },
  },
  {
    name: 'nothing used costs nothing where there is no minimum',
    source: '0 m³',
    preset: 'per-kg',
    taxDate,
    facts: { consumption: '0', days },
    expect: { lines: { gas: 0 }, vat: 0, total: 0 },
  },
];
