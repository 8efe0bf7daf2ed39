// The grids of people: who owns or rents, and who is registered with which proof.
import type { ColumnDef, StyleRule, Tone, ViewDef } from '#kit';

const of = (id: string): string => `customer:occupancies.${id}`;
const reg = (id: string): string => `customer:registered.${id}`;
const OWNERS: ColumnDef[] = [
  { field: 'unit', type: 'text', title: of('unit'), width: 100, pin: 'left', look: 'link' },
  {
    ...{ field: 'role', type: 'enum', title: of('role'), width: 120, look: 'chip' },
    options: [
      { value: 'owner', label: of('role.owner'), tone: 'strong' },
      { value: 'tenant', label: of('role.tenant'), tone: 'info' },
    ],
  },
  { field: 'name', type: 'text', title: of('name'), flex: 2, width: 190, look: 'link' },
  { field: 'customerCode', type: 'text', title: of('customerCode'), width: 130 },
  { field: 'phone', type: 'text', title: of('phone'), width: 120 },
  { field: 'email', type: 'text', title: of('email'), flex: 1, width: 150 },
  { field: 'taxCode', type: 'text', title: of('taxCode'), width: 120, hide: true },
  { field: 'personalId', type: 'text', title: of('personalId'), width: 130, hide: true },
  { field: 'from', type: 'date', title: of('from'), width: 110 },
  { field: 'to', type: 'date', title: of('to'), width: 110 },
];
const PAST: StyleRule = { when: 'not now', columns: ['unit', 'name', 'from', 'to'], tone: 'muted' };

const PROOF: [string, Tone][] = [
  ['valid', 'ok'],
  ['soon', 'warn'],
  ['expired', 'error'],
  ['none', 'error'],
];
const MEMBERS: ColumnDef[] = [
  { field: 'unit', type: 'text', title: reg('unit'), width: 100, pin: 'left', look: 'link' },
  { field: 'name', type: 'text', title: reg('name'), flex: 2, width: 190, look: 'link' },
  { field: 'personalId', type: 'text', title: reg('personalId'), width: 140 },
  {
    ...{ field: 'proof', type: 'enum', title: 'people:members.proof', width: 140, look: 'chip' },
    options: PROOF.map(([value, tone]) => ({ value, label: `people:proof.${value}`, tone })),
  },
  { field: 'documentRef', type: 'text', title: reg('documentRef'), flex: 1, width: 160 },
  { field: 'documentUntil', type: 'date', title: reg('documentUntil'), width: 130 },
  { field: 'alsoIn', type: 'text', title: 'people:members.alsoIn', width: 130 },
  { field: 'from', type: 'date', title: reg('from'), width: 110 },
  { field: 'to', type: 'date', title: reg('to'), width: 110 },
];
const JUDGED: StyleRule[] = [
  PAST,
  { when: 'now and has(alsoIn)', columns: ['alsoIn', 'personalId'], tone: 'error', message: 'people:members.twice' },
  { when: 'proof == expired', columns: ['documentUntil'], tone: 'error', message: 'people:members.expired' },
  { when: 'proof == soon', columns: ['documentUntil'], tone: 'warn', message: 'people:members.soon' },
];

const view = (id: string, columns: ColumnDef[], styles: StyleRule[]): ViewDef => ({
  ...{ id, ns: 'customer', title: 'people:title', rowKey: 'id', rowModel: 'client', version: 1, actions: [] },
  ...{ columns, styles },
});
export const ownersView = view('people.owners', OWNERS, [PAST]);
export const membersView = view('people.members', MEMBERS, JUDGED);
