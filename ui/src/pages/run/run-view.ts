// The difference table of a run, as a view like any other.

import type { ViewDef } from '#kit';
import type { PluginRow } from '../../api/rows.ts';

export const runView = (plugins: readonly PluginRow[]): ViewDef => ({
  id: 'run.rows',
  ns: 'ui',
  title: 'ui:run.title',
  rowKey: 'key',
  rowModel: 'client',
  version: 1,
  actions: [],
  columns: [
    { field: 'unit', type: 'text', title: 'ui:unit', width: 104, pin: 'left', look: 'link' },
    { field: 'payer', type: 'text', title: 'ui:payer', flex: 2, width: 150 },
    {
      field: 'service',
      type: 'enum',
      title: 'ui:service',
      width: 120,
      options: plugins.map((plugin) => ({ value: plugin.id, label: `plugin:${plugin.id}` })),
    },
    { field: 'quantity', type: 'number', title: 'ui:run.quantity', width: 104, scale: 3 },
    { field: 'previousTotal', type: 'money', title: 'ui:run.previous', unit: '₫', width: 130, sum: true },
    { field: 'total', type: 'money', title: 'ui:run.now', unit: '₫', width: 130, sum: true },
    { field: 'delta', type: 'money', title: 'ui:run.delta', unit: '₫', width: 130, sum: true },
    { field: 'percent', type: 'percent', title: 'ui:run.percent', width: 104, scale: 1, look: 'delta' },
    {
      field: 'change',
      type: 'enum',
      title: 'ui:run.change',
      flex: 1,
      width: 110,
      look: 'chip',
      options: [
        { value: 'new', label: 'ui:change.new', tone: 'info' },
        { value: 'gone', label: 'ui:change.gone', tone: 'error' },
        { value: 'changed', label: 'ui:change.changed', tone: 'muted' },
        { value: 'same', label: 'ui:change.same', tone: 'ok' },
      ],
    },
  ],
  styles: [
    { when: 'has(percent) and percent >= 50', columns: ['percent'], tone: 'warn', message: 'ui:run.muchMore' },
    { when: 'has(percent) and percent <= -50', columns: ['percent'], tone: 'info', message: 'ui:run.muchLess' },
  ],
});
