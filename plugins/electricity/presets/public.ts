// Public bodies (hành chính sự nghiệp) below 6 kV since 10/05/2025.
import type { TariffPreset } from '#kit';
import { flatBody } from './bodies.ts';
import { pricePeriods, sinceOf } from './periods.ts';

const { key, validFrom, validTo, legalBasis } = pricePeriods.y2025;
const since = sinceOf(pricePeriods.y2025);
const common = { legalBasis, validFrom, validTo, enabled: true };

export const publicPresets: TariffPreset[] = [
  {
    ...common,
    id: `public-office-${key}`,
    unitClass: 'public',
    name: { vi: `Hành chính sự nghiệp, ${since.vi}`, en: `Public offices, ${since.en}` },
    body: flatBody('2226', { vi: 'Điện hành chính sự nghiệp', en: 'Electricity of public offices' }),
  },
  {
    ...common,
    id: `public-hospital-school-${key}`,
    unitClass: 'school',
    name: { vi: `Bệnh viện, trường học, ${since.vi}`, en: `Hospitals and schools, ${since.en}` },
    body: flatBody('2072', { vi: 'Điện bệnh viện, trường học', en: 'Electricity of hospitals and schools' }),
  },
];
