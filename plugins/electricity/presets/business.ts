// Business (kinh doanh) prices by voltage. Below the time-of-use threshold a customer pays the normal-hour price flat.
import type { DecimalText, TariffPreset } from '#kit';
import { flatBody, hours2026, timeOfUseBody } from './bodies.ts';
import { type PricePeriod, pricePeriods, sinceOf } from './periods.ts';

type Prices = readonly [normal: DecimalText, offPeak: DecimalText, peak: DecimalText];
interface Row {
  period: PricePeriod;
  from22kV: Prices;
  from6kV: Prices;
  below6kV: Prices;
}

const rows: Row[] = [
  {
    period: pricePeriods.y2015,
    from22kV: ['2125', '1185', '3699'],
    from6kV: ['2287', '1347', '3829'],
    below6kV: ['2320', '1412', '3991'],
  },
  {
    period: pricePeriods.y2019,
    from22kV: ['2442', '1361', '4251'],
    from6kV: ['2629', '1547', '4400'],
    below6kV: ['2666', '1622', '4587'],
  },
  {
    period: pricePeriods.y2023a,
    from22kV: ['2515', '1402', '4378'],
    from6kV: ['2708', '1593', '4532'],
    below6kV: ['2746', '1671', '4724'],
  },
  {
    period: pricePeriods.y2023b,
    from22kV: ['2629', '1465', '4575'],
    from6kV: ['2830', '1666', '4736'],
    below6kV: ['2870', '1746', '4937'],
  },
  {
    period: pricePeriods.y2024,
    from22kV: ['2755', '1535', '4795'],
    from6kV: ['2965', '1746', '4963'],
    below6kV: ['3007', '1830', '5174'],
  },
  {
    period: pricePeriods.y2025,
    from22kV: ['2887', '1609', '5025'],
    from6kV: ['3108', '1829', '5202'],
    below6kV: ['3152', '1918', '5422'],
  },
];

const voltages = [
  { key: 'below6kV', vi: 'dưới 6 kV', en: 'below 6 kV' },
  { key: 'from6kV', vi: 'từ 6 đến dưới 22 kV', en: '6 to below 22 kV' },
  { key: 'from22kV', vi: 'từ 22 kV', en: '22 kV and above' },
] as const;

function presetsOf(row: Row): TariffPreset[] {
  const { key, validFrom, validTo, legalBasis } = row.period;
  const since = sinceOf(row.period);
  const common = { legalBasis, validFrom, validTo, unitClass: 'business', enabled: true };
  const flat: TariffPreset = {
    ...common,
    id: `business-flat-${key}`,
    name: { vi: `Kinh doanh một giá, ${since.vi}`, en: `Business, one price, ${since.en}` },
    body: flatBody(row.below6kV[0], { vi: 'Điện kinh doanh', en: 'Business electricity' }),
  };
  const byHours = voltages.map((voltage): TariffPreset => {
    const [normal, offPeak, peak] = row[voltage.key];
    return {
      ...common,
      id: `business-tou-${voltage.key.toLowerCase()}-${key}`,
      name: { vi: `Kinh doanh 3 giá ${voltage.vi}, ${since.vi}`, en: `Business by hours, ${voltage.en}, ${since.en}` },
      body: timeOfUseBody({ normal, offPeak, peak }),
    };
  });
  return [flat, ...byHours];
}

/** The prices of 2025 for a building whose meters count the hours of 2026; adopt it from the day they were set to them. */
const laterHours: TariffPreset[] = voltages.map((voltage) => {
  const [normal, offPeak, peak] = rows.at(-1)![voltage.key];
  return {
    id: `business-tou-${voltage.key.toLowerCase()}-2025-05-qd963`,
    name: {
      vi: `Kinh doanh 3 giá ${voltage.vi}, khung giờ QĐ 963/QĐ-BCT`,
      en: `Business by hours, ${voltage.en}, hours of Decision 963/QĐ-BCT`,
    },
    legalBasis: `${pricePeriods.y2025.legalBasis}; khung giờ: QĐ 963/QĐ-BCT ngày 22/04/2026`,
    validFrom: '2026-04-22',
    validTo: null,
    unitClass: 'business',
    enabled: true,
    body: timeOfUseBody({ normal, offPeak, peak }, hours2026),
  };
});

export const businessPresets: TariffPreset[] = [...rows.flatMap(presetsOf), ...laterHours];
