// The names a formula of water may use.
import type { Variable } from '#kit';

export const variables: Variable[] = [
  {
    name: 'consumption',
    unit: 'm³',
    source: 'consumption',
    decimals: 3,
    label: { vi: 'Lượng nước tiêu thụ', en: 'Consumption' },
  },
  { name: 'members', unit: 'person', source: 'members', decimals: 0, label: { vi: 'Số nhân khẩu', en: 'Registered people' } },
  {
    name: 'memberDays',
    unit: 'day',
    source: 'memberDays',
    decimals: 0,
    label: { vi: 'Tổng số ngày của nhân khẩu', en: 'Days of all registered people' },
  },
  { name: 'days', unit: 'day', source: 'days', decimals: 0, label: { vi: 'Số ngày của kỳ', en: 'Days of the period' } },
  {
    name: 'households',
    unit: 'household',
    source: 'households',
    decimals: 0,
    default: '1',
    label: { vi: 'Số hộ dùng chung', en: 'Households on the meter' },
  },
  { name: 'quota', unit: 'm³', source: 'allowance', decimals: 2, label: { vi: 'Định mức', en: 'Allowance' } },
];
