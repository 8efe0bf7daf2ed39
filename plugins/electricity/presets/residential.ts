// Residential prices before tax in six tiers per household and month, and what tenants without an own contract pay.
import type { DecimalText, TariffBody, TariffLine, TariffPreset, Tier } from '#kit';
import { type PricePeriod, pricePeriods, sinceOf } from './periods.ts';

const LIMITS: (DecimalText | null)[] = ['50', '100', '200', '300', '400', null];

const tables: [PricePeriod, DecimalText[]][] = [
  [pricePeriods.y2015, ['1484', '1533', '1786', '2242', '2503', '2587']],
  [pricePeriods.y2017, ['1549', '1600', '1858', '2340', '2615', '2701']],
  [pricePeriods.y2019, ['1678', '1734', '2014', '2536', '2834', '2927']],
  [pricePeriods.y2023a, ['1728', '1786', '2074', '2612', '2919', '3015']],
  [pricePeriods.y2023b, ['1806', '1866', '2167', '2729', '3050', '3151']],
  [pricePeriods.y2024, ['1893', '1956', '2271', '2860', '3197', '3302']],
  [pricePeriods.y2025, ['1984', '2050', '2380', '2998', '3350', '3460']],
];

/** A household, or `households` of them on one meter: every limit is multiplied. Shared by the six- and five-tier tables. */
export function tieredBody(tiers: Tier[], limitScale: string): TariffBody {
  return {
    parameters: {},
    tables: { tiers },
    lines: [
      {
        kind: 'tiers',
        code: 'energy',
        quantity: 'consumption',
        table: 'tiers',
        limitScale,
        vat: 'standard',
        nature: 'own',
        label: { vi: 'Điện sinh hoạt', en: 'Residential electricity' },
      },
    ],
    priceChange: 'split',
  };
}

/** People not declared: the whole consumption at the price of the band 101–200 kWh (Circular 16/2014 as carried over). */
const undeclaredLine = (code: string): TariffLine => ({
  kind: 'amount',
  code,
  amount: 'consumption * price',
  quantity: 'consumption',
  unitPrice: 'price',
  vat: 'standard',
  nature: 'own',
  label: { vi: 'Điện sinh hoạt, giá bậc 3 (chưa kê khai người ở)', en: 'Electricity at tier 3 (people not declared)' },
});

const undeclaredBody = (price: DecimalText): TariffBody => ({
  parameters: { price },
  tables: {},
  lines: [undeclaredLine('energy')],
  priceChange: 'split',
});

/** Four declared tenants count as one household, one as a quarter, each by days of stay; limits are not rounded. Nobody: tier 3. */
function tenantBody(tiers: Tier[], price: DecimalText): TariffBody {
  const { tables, lines } = tieredBody(tiers, 'memberDays / (4 * days)');
  return {
    parameters: { price },
    tables,
    lines: [
      ...lines.map((line) => ({ ...line, when: 'memberDays > 0' })),
      { ...undeclaredLine('undeclaredEnergy'), when: 'memberDays == 0' },
    ],
    priceChange: 'split',
  };
}

function presetsOf([period, prices]: [PricePeriod, DecimalText[]]): TariffPreset[] {
  const { key, validFrom, validTo, legalBasis } = period;
  const since = sinceOf(period);
  const tiers = LIMITS.map((upTo, index) => ({ upTo, price: prices[index]! }));
  const preset = (id: string, unitClass: string, vi: string, en: string, body: TariffBody): TariffPreset => ({
    id: `${id}-${key}`,
    name: { vi: `${vi}, ${since.vi}`, en: `${en}, ${since.en}` },
    legalBasis,
    validFrom,
    validTo,
    unitClass,
    enabled: true,
    body,
  });
  return [
    preset('residential', 'residential', 'Sinh hoạt 6 bậc', 'Residential, 6 tiers', tieredBody(tiers, 'households')),
    preset(
      'tenant',
      'tenant',
      'Người thuê nhà, 4 người một định mức',
      'Tenants, 4 people a quota',
      tenantBody(tiers, prices[2]!),
    ),
    preset('undeclared', 'undeclared', 'Người thuê nhà chưa kê khai', 'Tenants not declared', undeclaredBody(prices[2]!)),
  ];
}

export const residentialPresets: TariffPreset[] = tables.flatMap(presetsOf);
