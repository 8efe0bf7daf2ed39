// The names a formula of gas may use. The conversion factor and the price are parameters of the dated tariff.
import type { Variable } from '#kit';

export const variables: Variable[] = [
  { name: 'consumption', unit: 'm³', source: 'consumption', decimals: 3, label: { vi: 'Lượng gas tiêu thụ', en: 'Consumption' } },
  { name: 'days', unit: 'day', source: 'days', decimals: 0, label: { vi: 'Số ngày của kỳ', en: 'Days of the period' } },
];
