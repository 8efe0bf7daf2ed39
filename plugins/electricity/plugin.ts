// Electricity by sub-meter: residential tiers, business and public prices flat or by time of use, as the ministry's tables say.
import { defineMeterPlugin } from '#kit';
import { anomaly } from './anomaly.ts';
import { examples } from './examples.ts';
import { businessPresets } from './presets/business.ts';
import { comingFiveTiers } from './presets/coming-five-tiers.ts';
import { prepaidPreset } from './presets/prepaid.ts';
import { productionPresets } from './presets/production.ts';
import { publicPresets } from './presets/public.ts';
import { residentialPresets } from './presets/residential.ts';
import { variables } from './variables.ts';

export default defineMeterPlugin({
  id: 'electricity',
  version: '1.0.0',
  name: { vi: 'Điện', en: 'Electricity' },
  icon: 'bolt',
  measure: { unit: 'kWh', decimals: 0 },
  registers: ['total', 'normal', 'peak', 'offPeak'],
  variables,
  tariffs: [...residentialPresets, ...businessPresets, ...productionPresets, ...publicPresets, prepaidPreset, comingFiveTiers],
  anomaly,
  grid: {
    columns: [
      { field: 'households', type: 'number', title: 'electricity:grid.households', width: 64, scale: 0 },
      { field: 'multiplier', type: 'number', title: 'electricity:grid.multiplier', width: 84, scale: 2, hide: true },
    ],
    styles: [
      { when: 'multiplier != 1', columns: ['multiplier'], tone: 'strong', message: 'electricity:grid.multiplied' },
      { when: 'households == 0', columns: ['households'], tone: 'error', message: 'electricity:grid.noHousehold' },
    ],
  },
  notice: { order: 10, showTiers: true },
  accounts: {
    tt99: { receivable: '131', revenue: '5113', vat: '33311', payable: '3388', deposit: '344' },
    tt133: { receivable: '131', revenue: '5113', vat: '33311', payable: '3388', deposit: '3386' },
  },
  monotone: true,
  examples,
});
