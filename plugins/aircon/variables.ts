// The names a formula of air conditioning may use. Cold and electricity are the same register: the tariff says what it counts.
import type { Variable } from '#kit';

export const variables: Variable[] = [
  {
    name: 'consumption',
    unit: 'kWh',
    source: 'consumption',
    register: 'total',
    decimals: 3,
    label: { vi: 'Sản lượng điều hòa', en: 'Consumption' },
  },
  {
    name: 'afterHours',
    unit: 'hour',
    source: 'consumption',
    register: 'afterHours',
    decimals: 2,
    label: { vi: 'Giờ chạy máy ngoài giờ', en: 'Machine hours after hours' },
  },
  {
    name: 'requestedHours',
    unit: 'hour',
    source: 'request',
    request: 'after-hours',
    decimals: 2,
    default: '0',
    label: { vi: 'Giờ máy đăng ký ngoài giờ (đã làm tròn)', en: 'Machine hours asked for after hours (in blocks)' },
  },
  {
    name: 'requestedM2Hours',
    unit: 'm²·h',
    source: 'request',
    request: 'after-hours',
    weigh: 'area',
    decimals: 3,
    default: '0',
    label: { vi: 'm²·giờ đăng ký ngoài giờ (đã làm tròn)', en: 'm²·hours asked for after hours (in blocks)' },
  },
  { name: 'area', unit: 'm²', source: 'area', decimals: 2, label: { vi: 'Diện tích', en: 'Area' } },
  { name: 'days', unit: 'day', source: 'days', decimals: 0, label: { vi: 'Số ngày của kỳ', en: 'Days of the period' } },
];
