// The registry as a view like any other.
import type { ColumnDef, Tone, ViewDef } from '#kit';
import type { PluginRow } from '../../api/rows.ts';

const title = (field: string): string => `meters:column.${field}`;
const VERIFICATION: [string, Tone][] = [
  ['valid', 'ok'],
  ['due', 'warn'],
  ['expired', 'error'],
  ['unknown', 'muted'],
];
const chips = (field: string, values: [string, Tone][]): ColumnDef['options'] =>
  values.map(([value, tone]) => ({ value, label: `meters:${field}.${value}`, tone }));

export const metersView = (plugins: readonly PluginRow[]): ViewDef => ({
  id: 'meters',
  ns: 'meters',
  title: 'meters:title',
  rowKey: 'id',
  rowModel: 'client',
  version: 1,
  actions: [],
  columns: [
    { field: 'serial', type: 'text', title: title('serial'), width: 120, pin: 'left', look: 'link', filter: true },
    { field: 'unit', type: 'text', title: title('unit'), width: 122, pin: 'left', look: 'code', filter: true },
    {
      ...{ field: 'place', type: 'enum', title: title('place'), width: 110, look: 'chip', filter: true },
      options: chips('place', [
        ['unit', 'muted'],
        ['group', 'strong'],
      ]),
    },
    {
      ...{ field: 'service', type: 'enum', title: title('service'), width: 110, filter: true, hide: true },
      options: plugins.map(({ id }) => ({ value: id, label: `plugin:${id}` })),
    },
    { field: 'verifiedUntil', type: 'date', title: title('verifiedUntil'), width: 108 },
    {
      ...{ field: 'verification', type: 'enum', title: title('verification'), width: 116, look: 'chip', filter: true },
      options: chips('verification', VERIFICATION),
    },
    { field: 'register', type: 'text', title: title('register'), width: 80, hide: true },
    { field: 'digits', type: 'number', title: title('digits'), width: 84, scale: 0 },
    { field: 'decimals', type: 'number', title: title('decimals'), width: 76, scale: 0, hide: true },
    { field: 'multiplier', type: 'number', title: title('multiplier'), width: 92, scale: 6 },
    { field: 'from', type: 'date', title: title('from'), width: 100 },
    { field: 'readingStart', type: 'number', title: title('readingStart'), width: 104, scale: 6 },
    { field: 'lastValue', type: 'number', title: title('lastValue'), width: 116, scale: 6 },
    { field: 'lastReadOn', type: 'date', title: title('lastReadOn'), width: 104 },
    { field: 'daysLeft', type: 'number', title: title('daysLeft'), width: 92, scale: 0, hide: true },
    { field: 'verifiedOn', type: 'date', title: title('verifiedOn'), width: 104, hide: true },
    {
      ...{ field: 'state', type: 'enum', title: title('state'), width: 96, look: 'chip', filter: true },
      options: chips('state', [
        ['hanging', 'ok'],
        ['down', 'muted'],
      ]),
    },
    { field: 'to', type: 'date', title: title('to'), width: 100 },
    { field: 'readingEnd', type: 'number', title: title('readingEnd'), width: 104, scale: 6 },
    { field: 'reason', type: 'text', title: title('reason'), width: 150, flex: 1, look: 'short' },
    { field: 'document', type: 'text', title: title('document'), width: 110, look: 'short' },
  ],
  styles: [
    { when: 'verification == expired', columns: ['verifiedUntil'], tone: 'error', message: 'meters:style.expired' },
    { when: 'verification == due', columns: ['verifiedUntil'], tone: 'warn', message: 'meters:style.due' },
  ],
});
export const meterWords = ['valid', 'due', 'expired', 'unknown', 'hanging', 'down'];
