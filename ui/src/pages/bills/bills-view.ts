// The bills' grid: one money column for each service of the building.
import type { ColumnDef, ViewDef } from '#kit';
import type { PluginRow } from '../../api/rows.ts';

export const billsView = (plugins: readonly PluginRow[]): ViewDef => ({
  id: 'bills',
  ns: 'ui',
  title: 'ui:bills.title',
  rowKey: 'id',
  rowModel: 'paged',
  version: 1,
  actions: [],
  styles: [],
  columns: [
    { field: 'number', type: 'text', title: 'ui:bills.number', width: 190, pin: 'left', look: 'link' },
    { field: 'unit', type: 'text', title: 'ui:unit', width: 100 },
    { field: 'customer', type: 'text', title: 'ui:payer', flex: 2, width: 170 },
    ...plugins.map(
      (plugin): ColumnDef => ({
        field: `service_${plugin.id.replaceAll('-', '_')}`,
        type: 'money',
        title: `plugin:${plugin.id}`,
        width: 120,
      }),
    ),
    { field: 'net', type: 'money', title: 'ui:bills.net', width: 124, sum: true },
    { field: 'vat', type: 'money', title: 'ui:bills.vat', width: 110, sum: true },
    { field: 'total', type: 'money', title: 'ui:bills.total', unit: '₫', width: 134, sum: true },
    { field: 'previousDebt', type: 'money', title: 'ui:bills.debt', width: 124, sum: true },
    { field: 'dueOn', type: 'date', title: 'ui:bills.due', width: 110 },
  ],
});
