// Hanoi: tiers per household and month whoever lives there, with the environment fee; other classes at one price.
import type { DecimalText, TariffPreset } from '#kit';
import { environmentLine, flatWater, tieredWater } from './lines.ts';

interface Dates {
  key: string;
  validFrom: string;
  validTo: string | null;
  legalBasis: string;
}

const since2015: Dates = { key: '2015', validFrom: '2015-10-01', validTo: '2023-06-30', legalBasis: 'QĐ 38/2013/QĐ-UBND Hà Nội' };
const since2023: Dates = {
  key: '2023',
  validFrom: '2023-07-01',
  validTo: '2023-12-31',
  legalBasis: 'QĐ 3541/QĐ-UBND Hà Nội ngày 07/07/2023',
};
const since2024: Dates = { ...since2023, key: '2024', validFrom: '2024-01-01', validTo: null };

const LIMITS: (DecimalText | null)[] = ['10', '20', '30', null];

const common = ({ validFrom, validTo, legalBasis }: Dates) => ({ legalBasis, validFrom, validTo, enabled: true });

function tiered(id: string, unitClass: string, vi: string, en: string, dates: Dates, prices: DecimalText[]): TariffPreset {
  return {
    ...common(dates),
    id: `${id}-${dates.key}`,
    name: { vi: `${vi} ${dates.key}`, en: `${en} ${dates.key}` },
    unitClass,
    body: {
      parameters: { environmentRate: '0.1' },
      tables: { tiers: LIMITS.map((upTo, index) => ({ upTo, price: prices[index]! })) },
      lines: [tieredWater('households'), environmentLine],
      priceChange: 'end',
    },
  };
}

function flat(unitClass: string, vi: string, en: string, dates: Dates, price: DecimalText): TariffPreset {
  return {
    ...common(dates),
    id: `hanoi-${unitClass}-${dates.key}`,
    name: { vi: `${vi} ${dates.key}`, en: `${en} ${dates.key}` },
    unitClass,
    body: { parameters: { price, environmentRate: '0.1' }, tables: {}, lines: [flatWater, environmentLine], priceChange: 'end' },
  };
}

const home = (dates: Dates, prices: DecimalText[]): TariffPreset =>
  tiered('hanoi-residential', 'residential', 'Hà Nội sinh hoạt', 'Hanoi residential', dates, prices);
const poor = (dates: Dates, prices: DecimalText[]): TariffPreset =>
  tiered('hanoi-poor', 'poor', 'Hà Nội hộ nghèo, cận nghèo', 'Hanoi poor household', dates, prices);

export const hanoiPresets: TariffPreset[] = [
  home(since2015, ['5973', '7052', '8669', '15929']),
  poor(since2015, ['3600', '4500', '5600', '6700']),
  flat('public', 'Hà Nội cơ quan, đơn vị sự nghiệp', 'Hanoi public bodies', since2015, '9955'),
  flat('production', 'Hà Nội sản xuất', 'Hanoi production', since2015, '11615'),
  flat('business', 'Hà Nội kinh doanh, dịch vụ', 'Hanoi business and services', since2015, '22068'),
  home(since2023, ['7500', '8800', '12000', '24000']),
  home(since2024, ['8500', '9900', '16000', '27000']),
  poor(since2024, ['5973', '9900', '16000', '27000']),
];
