// Ho Chi Minh City households: 4 m³ a registered person at the first price, 2 more at the second, the rest at the third.
import type { DecimalText, TariffPreset } from '#kit';
import { type HcmcYear, hcmcYears } from './hcmc-years.ts';
import { tieredWater } from './lines.ts';

type Prices = readonly [within: DecimalText, poorWithin: DecimalText, next: DecimalText, above: DecimalText];
const prices2022: Prices = ['6700', '6300', '12900', '14400'];

const rows: [HcmcYear, Prices][] = [
  [hcmcYears.y2019, ['5600', '5300', '10800', '12100']],
  [hcmcYears.y2020, ['6000', '5600', '11500', '12800']],
  [hcmcYears.y2021, ['6300', '6000', '12100', '13600']],
  [hcmcYears.y2022, prices2022],
  [hcmcYears.y2023, prices2022],
  [hcmcYears.y2024, prices2022],
  [hcmcYears.y2025, prices2022],
  [hcmcYears.y2026, prices2022],
];

function preset(id: string, unitClass: string, vi: string, en: string, year: HcmcYear, prices: DecimalText[]): TariffPreset {
  const { key, validFrom, validTo, levy } = year;
  const [within, next, above] = prices;
  return {
    id: `${id}-${key}`,
    name: { vi: `${vi} ${key}`, en: `${en} ${key}` },
    legalBasis: `QĐ 25/2019/QĐ-UBND TP.HCM; ${levy.basis}`,
    validFrom,
    validTo,
    unitClass,
    enabled: true,
    body: {
      parameters: { allowancePerPerson: '4', allowanceUnregistered: '0', ...levy.parameters },
      tables: {
        tiers: [
          { upTo: '4', price: within! },
          { upTo: '6', price: next! },
          { upTo: null, price: above! },
        ],
      },
      lines: [tieredWater('quota / allowancePerPerson'), levy.line],
      priceChange: 'end',
    },
  };
}

export const hcmcResidentialPresets: TariffPreset[] = rows.flatMap(([year, [within, poorWithin, next, above]]) => [
  preset('hcmc-residential', 'residential', 'TP.HCM sinh hoạt', 'HCMC residential', year, [within, next, above]),
  preset('hcmc-poor', 'poor', 'TP.HCM hộ nghèo, cận nghèo', 'HCMC poor household', year, [poorWithin, next, above]),
]);
