// Households with a prepaid-card meter pay one price.
import type { TariffPreset } from '#kit';
import { flatBody } from './bodies.ts';
import { pricePeriods, sinceOf } from './periods.ts';

const { key, validFrom, validTo, legalBasis } = pricePeriods.y2025;
const since = sinceOf(pricePeriods.y2025);

export const prepaidPreset: TariffPreset = {
  id: `prepaid-${key}`,
  name: { vi: `Sinh hoạt thẻ trả trước, ${since.vi}`, en: `Residential prepaid card, ${since.en}` },
  legalBasis,
  validFrom,
  validTo,
  unitClass: 'prepaid',
  enabled: true,
  body: flatBody('2909', { vi: 'Điện sinh hoạt trả trước', en: 'Prepaid residential electricity' }),
};
