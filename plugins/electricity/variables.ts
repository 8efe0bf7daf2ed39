// The names a formula of electricity may use.
import type { Variable } from '#kit';

export const variables: Variable[] = [
  {
    name: 'consumption',
    unit: 'kWh',
    source: 'consumption',
    register: 'total',
    decimals: 2,
    label: { vi: 'Điện năng tiêu thụ', en: 'Consumption' },
  },
  {
    name: 'normal',
    unit: 'kWh',
    source: 'consumption',
    register: 'normal',
    decimals: 2,
    label: { vi: 'Giờ bình thường', en: 'Normal hours' },
  },
  {
    name: 'peak',
    unit: 'kWh',
    source: 'consumption',
    register: 'peak',
    decimals: 2,
    label: { vi: 'Giờ cao điểm', en: 'Peak hours' },
  },
  {
    name: 'offPeak',
    unit: 'kWh',
    source: 'consumption',
    register: 'offPeak',
    decimals: 2,
    label: { vi: 'Giờ thấp điểm', en: 'Off-peak hours' },
  },
  {
    name: 'households',
    unit: 'household',
    source: 'households',
    decimals: 0,
    default: '1',
    label: { vi: 'Số hộ dùng chung', en: 'Households on the meter' },
  },
  {
    name: 'members',
    unit: 'person',
    source: 'members',
    decimals: 0,
    label: { vi: 'Số người đã kê khai', en: 'Declared people' },
  },
  {
    name: 'memberDays',
    unit: 'day',
    source: 'memberDays',
    decimals: 0,
    label: { vi: 'Tổng số ngày ở của người đã kê khai', en: 'Days of all declared people' },
  },
  { name: 'days', unit: 'day', source: 'days', decimals: 0, label: { vi: 'Số ngày của kỳ', en: 'Days of the period' } },
  {
    name: 'daysInPreviousMonth',
    unit: 'day',
    source: 'daysInPreviousMonth',
    decimals: 0,
    label: { vi: 'Số ngày của tháng trước', en: 'Days of the month before' },
  },
];
