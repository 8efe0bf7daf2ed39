// Ho Chi Minh City offices, factories and shops: one price each, the same since 2022.
import type { DecimalText, Localized, TariffPreset } from '#kit';
import { type HcmcYear, hcmcYears } from './hcmc-years.ts';
import { flatWater } from './lines.ts';

interface UnitClass {
  key: string;
  price: DecimalText;
  name: Localized;
}

const classes: UnitClass[] = [
  { key: 'public', price: '13000', name: { vi: 'TP.HCM cơ quan, đơn vị sự nghiệp', en: 'HCMC public bodies' } },
  { key: 'production', price: '12100', name: { vi: 'TP.HCM sản xuất', en: 'HCMC production' } },
  { key: 'business', price: '21300', name: { vi: 'TP.HCM kinh doanh, dịch vụ', en: 'HCMC business and services' } },
];
const years = [hcmcYears.y2022, hcmcYears.y2023, hcmcYears.y2024, hcmcYears.y2025, hcmcYears.y2026];

const preset = ({ key, price, name }: UnitClass, year: HcmcYear): TariffPreset => ({
  id: `hcmc-${key}-${year.key}`,
  name: { vi: `${name.vi} ${year.key}`, en: `${name.en} ${year.key}` },
  legalBasis: `QĐ 25/2019/QĐ-UBND TP.HCM; ${year.levy.basis}`,
  validFrom: year.validFrom,
  validTo: year.validTo,
  unitClass: key,
  enabled: true,
  body: { parameters: { price, ...year.levy.parameters }, tables: {}, lines: [flatWater, year.levy.line], priceChange: 'end' },
});

export const hcmcClassPresets: TariffPreset[] = classes.flatMap((unitClass) => years.map((year) => preset(unitClass, year)));
