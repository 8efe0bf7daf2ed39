// Piped gas (LPG) by sub-meter: m³ or kilograms by a dated factor, at the month's price, with a minimum where agreed.
import { defineMeterPlugin } from '#kit';
import { anomaly } from './anomaly.ts';
import { examples } from './examples.ts';
import { presets } from './presets.ts';
import { variables } from './variables.ts';

export default defineMeterPlugin({
  id: 'gas',
  version: '1.0.0',
  name: { vi: 'Gas', en: 'Gas' },
  icon: 'local_fire_department',
  measure: { unit: 'm³', decimals: 3 },
  variables,
  tariffs: presets,
  anomaly,
  notice: { order: 40, showTiers: false },
  accounts: {
    tt99: { receivable: '131', revenue: '5113', vat: '33311', payable: '3388', deposit: '344' },
    tt133: { receivable: '131', revenue: '5113', vat: '33311', payable: '3388', deposit: '3386' },
  },
  monotone: true,
  examples,
});
