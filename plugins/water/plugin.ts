// Clean water by sub-meter: per registered person (Ho Chi Minh City), per household (Hanoi), at one price, or per head.
import { defineMeterPlugin } from '#kit';
import { allowance } from './allowance.ts';
import { anomaly } from './anomaly.ts';
import { examples } from './examples.ts';
import { hanoiPresets } from './presets/hanoi.ts';
import { hcmcClassPresets } from './presets/hcmc-classes.ts';
import { hcmcResidentialPresets } from './presets/hcmc-residential.ts';
import { simplePresets } from './presets/simple.ts';
import { variables } from './variables.ts';

export default defineMeterPlugin({
  id: 'water',
  version: '1.0.0',
  name: { vi: 'Nước', en: 'Water' },
  icon: 'water_drop',
  measure: { unit: 'm³', decimals: 0 },
  variables,
  tariffs: [...hcmcResidentialPresets, ...hcmcClassPresets, ...hanoiPresets, ...simplePresets],
  allowance,
  anomaly,
  grid: {
    columns: [
      { field: 'members', type: 'number', title: 'water:grid.members', width: 64, scale: 0 },
      { field: 'quota', type: 'number', title: 'water:grid.quota', width: 72, scale: 2, unit: 'm³' },
    ],
    styles: [{ when: 'members == 0', columns: ['members', 'quota'], tone: 'warn', message: 'water:grid.unregistered' }],
  },
  notice: { order: 20, showTiers: true },
  accounts: {
    tt99: { receivable: '131', revenue: '5113', vat: '33311', payable: '3388', deposit: '344' },
    tt133: { receivable: '131', revenue: '5113', vat: '33311', payable: '3388', deposit: '3386' },
  },
  monotone: true,
  examples,
});
