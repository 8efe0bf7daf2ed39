// The grid of allowance without valid proof.
import type { ViewDef } from '#kit';
import type { PluginRow } from '../../api/rows.ts';

const word = (id: string): string => `billing:allowance.${id}`;
export const allowanceView = (plugins: readonly PluginRow[]): ViewDef => ({
  ...{
    id: 'allowance',
    ns: 'billing',
    title: word('title'),
    rowKey: 'key',
    rowModel: 'client',
    version: 1,
    actions: [],
    styles: [],
  },
  columns: [
    { field: 'unit', type: 'text', title: word('unit'), width: 100, pin: 'left', look: 'link' },
    { field: 'customer', type: 'text', title: word('customer'), flex: 2, width: 190 },
    {
      ...{ field: 'service', type: 'enum', title: word('service'), width: 100 },
      options: plugins.map(({ id }) => ({ value: id, label: `plugin:${id}` })),
    },
    { field: 'members', type: 'number', title: word('members'), width: 120, scale: 0 },
    { field: 'proven', type: 'number', title: word('proven'), width: 110, scale: 0 },
    { field: 'quota', type: 'number', title: word('quota'), width: 130, scale: 2 },
    { field: 'provenQuota', type: 'number', title: word('provenQuota'), width: 150, scale: 2 },
    { field: 'total', type: 'money', title: word('total'), width: 130, sum: true },
    { field: 'provenTotal', type: 'money', title: word('provenTotal'), width: 140, sum: true },
    { field: 'cost', type: 'money', title: word('cost'), width: 130, sum: true },
  ],
});
