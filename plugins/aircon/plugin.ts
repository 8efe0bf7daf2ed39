// Air conditioning: an own sub-meter, chilled water, a share of the plant, or machine hours after hours.
import { defineMeterPlugin } from '#kit';
import { anomaly } from './anomaly.ts';
import { examples } from './examples.ts';
import { presets } from './presets.ts';
import { variables } from './variables.ts';

export default defineMeterPlugin({
  id: 'aircon',
  version: '1.1.0',
  name: { vi: 'Điện điều hòa', en: 'Air conditioning' },
  icon: 'ac_unit',
  measure: { unit: 'kWh', decimals: 1 },
  registers: ['total', 'afterHours'],
  variables,
  requests: [
    {
      id: 'after-hours',
      label: { vi: 'Điều hòa ngoài giờ', en: 'Air conditioning after hours' },
      block: 'blockHours',
      quantity: { vi: 'Số máy', en: 'Machines' },
    },
  ],
  tariffs: presets,
  anomaly,
  notice: { order: 30, showTiers: false },
  accounts: {
    tt99: { receivable: '131', revenue: '5113', vat: '33311', payable: '3388', deposit: '344' },
    tt133: { receivable: '131', revenue: '5113', vat: '33311', payable: '3388', deposit: '3386' },
  },
  monotone: true,
  examples,
});
