// What is added to water: a drainage service with tax, or the environment fee without. A customer pays one of them, never both.
import type { TariffLine } from '#kit';

/** A share of the water amount before tax (QĐ 17/2021/QĐ-UBND); parameter `drainageRate`. */
export const drainageLine: TariffLine = {
  kind: 'amount',
  code: 'drainage',
  amount: 'water * drainageRate',
  vat: 'standard',
  nature: 'own',
  label: { vi: 'Dịch vụ thoát nước và xử lý nước thải', en: 'Drainage and wastewater service' },
};
/** Collected for the state: no value added tax, and no fee on the tax; parameter `environmentRate`. */
export const environmentLine: TariffLine = {
  kind: 'amount',
  code: 'environment',
  amount: 'water * environmentRate',
  vat: 'none',
  nature: 'passThrough',
  label: { vi: 'Phí bảo vệ môi trường đối với nước thải', en: 'Environmental protection fee' },
};
/** Tier table `tiers`, its limits times a formula. */
export const tieredWater = (limitScale: string): TariffLine => ({
  kind: 'tiers',
  code: 'water',
  quantity: 'consumption',
  table: 'tiers',
  limitScale,
  vat: 'water',
  nature: 'own',
  label: { vi: 'Nước sạch', en: 'Clean water' },
});
/** Every cubic metre at parameter `price`. */
export const flatWater: TariffLine = {
  kind: 'amount',
  code: 'water',
  amount: 'consumption * price',
  quantity: 'consumption',
  unitPrice: 'price',
  vat: 'water',
  nature: 'own',
  label: { vi: 'Nước sạch', en: 'Clean water' },
};
