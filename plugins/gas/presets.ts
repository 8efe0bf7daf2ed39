// Piped LPG has no public price table: patterns to be copied, with the month's contract price and the measured factor filled in.
// The price follows the supplier's on day 1, so a new version a month; a period costs what its last day costs (`priceChange: end`).
import type { Localized, TariffLine, TariffPreset } from '#kit';

const LABEL: Localized = { vi: 'Gas trung tâm', en: 'Piped gas' };
const KILOGRAMS = 'round(consumption * conversionKgPerM3, 3)';

/** `price` of every m³ as the dial says. */
const byVolume: TariffLine = {
  kind: 'amount',
  code: 'gas',
  amount: 'consumption * price',
  quantity: 'consumption',
  unitPrice: 'price',
  vat: 'standard',
  nature: 'own',
  label: LABEL,
};
/** `pricePerKg` of the kilograms, which are m³ × `conversionKgPerM3` to the gram (2 to 2,5 by line pressure). */
const byMass: TariffLine = { ...byVolume, amount: `${KILOGRAMS} * pricePerKg`, quantity: KILOGRAMS, unitPrice: 'pricePerKg' };
/** Fills the month's gas up to `minimumCharge`, before tax; a unit without gas pays it too. */
const minimum: TariffLine = {
  kind: 'amount',
  code: 'minimum',
  amount: 'minimumCharge - gas',
  when: 'gas < minimumCharge',
  vat: 'standard',
  nature: 'own',
  label: { vi: 'Phần bù cho đủ mức thu tối thiểu', en: 'Up to the minimum charge' },
};

function preset(id: string, name: Localized, parameters: Record<string, string>, lines: TariffLine[]): TariffPreset {
  return {
    id,
    name,
    legalBasis: 'practice: thỏa thuận giữa tòa nhà, nhà cung cấp LPG và người sử dụng; không có biểu giá nhà nước',
    validFrom: '2020-01-01',
    validTo: null,
    unitClass: '*',
    enabled: true,
    body: { parameters, tables: {}, lines, priceChange: 'end' },
  };
}

const kg = { conversionKgPerM3: '2.3', pricePerKg: '32000' };
const m3 = { price: '73600' };
const least = { minimumCharge: '50000' };

export const presets: TariffPreset[] = [
  preset('per-kg', { vi: 'Theo kg, hệ số quy đổi kg/m³', en: 'Per kg, factor kg/m³' }, kg, [byMass]),
  preset('per-m3', { vi: 'Theo m³', en: 'Per m³' }, m3, [byVolume]),
  preset('per-kg-minimum', { vi: 'Theo kg, có mức thu tối thiểu', en: 'Per kg with a minimum charge' }, { ...kg, ...least }, [
    byMass,
    minimum,
  ]),
  preset('per-m3-minimum', { vi: 'Theo m³, có mức thu tối thiểu', en: 'Per m³ with a minimum charge' }, { ...m3, ...least }, [
    byVolume,
    minimum,
  ]),
];
