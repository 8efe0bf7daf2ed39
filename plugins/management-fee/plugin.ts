// Management fee (phí quản lý vận hành): net area in m² times the price the owners agreed, a month, whoever lives there.
import { defineFlatPlugin } from '#kit';
import { agreedPresets } from './presets.ts';

export default defineFlatPlugin({
  id: 'management-fee',
  version: '1.0.0',
  name: { vi: 'Phí quản lý', en: 'Management fee' },
  icon: 'apartment',
  measure: { unit: 'm²', decimals: 2 },
  variables: [{ name: 'area', unit: 'm²', source: 'area', decimals: 2, label: { vi: 'Diện tích thông thủy', en: 'Net area' } }],
  tariffs: agreedPresets,
  notice: { order: 5, showTiers: false },
  accounts: {
    tt99: { receivable: '131', revenue: '5113', vat: '33311' },
    tt133: { receivable: '131', revenue: '5113', vat: '33311' },
  },
  examples: [
    {
      name: '68.5 m² at 9,500 đ/m²',
      source: '68,5 × 9.500 = 650.750; 8 % of it = 52.060',
      preset: 'agreed-9500',
      taxDate: '2026-11-30',
      facts: { area: '68.5' },
      expect: { lines: { fee: 650750 }, vat: 52060, total: 702810 },
    },
    {
      name: 'from 2027 the standard rate is 10 % again',
      source: '68,5 × 9.500 = 650.750; 10 % of it = 65.075',
      preset: 'agreed-9500',
      taxDate: '2027-01-31',
      facts: { area: '68.5' },
      expect: { lines: { fee: 650750 }, vat: 65075, total: 715825 },
    },
    {
      name: 'no area, no fee: an explicit zero',
      source: '0 × 9.500 = 0',
      preset: 'agreed-9500',
      taxDate: '2026-11-30',
      facts: { area: '0' },
      expect: { lines: { fee: 0 }, vat: 0, total: 0 },
    },
  ],
});
