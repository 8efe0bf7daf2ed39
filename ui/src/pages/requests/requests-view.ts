// The grid of requests.
import type { ColumnDef, StyleRule, Tone, ViewDef } from '#kit';

const word = (id: string): string => `requests:column.${id}`;
const STATES: [string, Tone][] = [
  ['requested', 'warn'],
  ['approved', 'ok'],
  ['rejected', 'error'],
  ['cancelled', 'muted'],
];
const columns: ColumnDef[] = [
  { field: 'unit', type: 'text', title: word('unit'), width: 100, pin: 'left', look: 'link' },
  { field: 'on', type: 'date', title: word('on'), width: 110 },
  { field: 'from', type: 'text', title: word('from'), width: 76 },
  { field: 'to', type: 'text', title: word('to'), width: 76 },
  { field: 'hours', type: 'number', title: word('hours'), width: 84, scale: 2, sum: true },
  { field: 'quantity', type: 'number', title: word('quantity'), width: 90, scale: 0 },
  { field: 'areaM2', type: 'number', title: word('areaM2'), width: 110, scale: 2 },
  { field: 'what', type: 'text', title: word('kind'), width: 170 },
  { field: 'requestedBy', type: 'text', title: word('requestedBy'), flex: 1, width: 130 },
  {
    ...{ field: 'state', type: 'enum', title: word('state'), width: 120, look: 'chip' },
    options: STATES.map(([value, tone]) => ({ value, label: `requests:state.${value}`, tone })),
  },
  { field: 'decidedBy', type: 'text', title: word('decidedBy'), width: 130 },
  { field: 'charged', type: 'bool', title: word('charged'), width: 100 },
  { field: 'reason', type: 'text', title: word('reason'), flex: 1, width: 130 },
];
const styles: StyleRule[] = [
  { when: 'state == requested', columns: ['state'], tone: 'warn', message: 'requests:waiting' },
  { when: 'state == approved and not charged', columns: ['charged'], tone: 'info', message: 'requests:due' },
];
export const requestsView: ViewDef = {
  ...{ id: 'requests', ns: 'requests', title: 'requests:title', rowKey: 'id', rowModel: 'client', version: 1, actions: [] },
  ...{ columns, styles },
};
