// Production (sản xuất) prices by voltage since 10/05/2025.
import type { DecimalText, TariffPreset } from '#kit';
import { flatBody, timeOfUseBody } from './bodies.ts';
import { pricePeriods, sinceOf } from './periods.ts';

interface Row {
  key: string;
  vi: string;
  en: string;
  prices: readonly [normal: DecimalText, offPeak: DecimalText, peak: DecimalText];
}

const rows: Row[] = [
  { key: 'below6kv', vi: 'dưới 6 kV', en: 'below 6 kV', prices: ['1987', '1300', '3640'] },
  { key: 'from6kv', vi: 'từ 6 đến dưới 22 kV', en: '6 to below 22 kV', prices: ['1899', '1234', '3508'] },
  { key: 'from22kv', vi: 'từ 22 đến dưới 110 kV', en: '22 to below 110 kV', prices: ['1833', '1190', '3398'] },
  { key: 'from110kv', vi: 'từ 110 kV', en: '110 kV and above', prices: ['1811', '1146', '3266'] },
];

const { key, validFrom, validTo, legalBasis } = pricePeriods.y2025;
const since = sinceOf(pricePeriods.y2025);
const common = { legalBasis, validFrom, validTo, unitClass: 'production', enabled: true };

export const productionPresets: TariffPreset[] = [
  {
    ...common,
    id: `production-flat-${key}`,
    name: { vi: `Sản xuất một giá, ${since.vi}`, en: `Production, one price, ${since.en}` },
    body: flatBody(rows[0]!.prices[0], { vi: 'Điện sản xuất', en: 'Production electricity' }),
  },
  ...rows.map((row): TariffPreset => {
    const [normal, offPeak, peak] = row.prices;
    return {
      ...common,
      id: `production-tou-${row.key}-${key}`,
      name: { vi: `Sản xuất 3 giá ${row.vi}, ${since.vi}`, en: `Production by hours, ${row.en}, ${since.en}` },
      body: timeOfUseBody({ normal, offPeak, peak }),
    };
  }),
];
