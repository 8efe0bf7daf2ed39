// The units' grid.
import type { ColumnDef, StyleRule, ViewDef } from '#kit';

const word = (id: string): string => `building:units.${id}`;
const kinds = ['apartment', 'office', 'shop', 'kiosk', 'common'];
const columns: ColumnDef[] = [
  { field: 'code', type: 'text', title: word('code'), width: 100, pin: 'left', look: 'link' },
  { field: 'payer', type: 'text', title: word('payer'), width: 250 },
  { field: 'role', type: 'text', title: 'customer:occupancies.role', width: 110 },
  { field: 'members', type: 'number', title: 'people:units.members', width: 100, scale: 0, sum: true },
  { field: 'block', type: 'text', title: word('block'), width: 80 },
  { field: 'floor', type: 'text', title: word('floor'), width: 80 },
  {
    ...{ field: 'kind', type: 'enum', title: word('kind'), width: 120 },
    options: kinds.map((kind) => ({ value: kind, label: `building:units.kind.${kind}` })),
  },
  { field: 'className', type: 'text', title: word('tariffClass'), width: 130 },
  { field: 'areaM2', type: 'number', title: word('areaM2'), width: 120, scale: 3, sum: true },
  { field: 'households', type: 'number', title: word('households'), width: 84, scale: 0, sum: true },
  { field: 'membersDeclaredOn', type: 'date', title: word('membersDeclaredOn'), width: 130, hide: true },
];
const styles: StyleRule[] = [
  { when: 'not has(payer) and not has(archivedOn)', columns: ['payer'], tone: 'warn', message: 'people:units.noPayer' },
  { when: 'not has(areaM2) and not has(archivedOn)', columns: ['areaM2'], tone: 'warn', message: 'people:units.noArea' },
  { when: 'has(archivedOn)', columns: ['code', 'archivedOn'], tone: 'muted' },
];
const ARCHIVED: ColumnDef = { field: 'archivedOn', type: 'date', title: word('archivedOn'), width: 130 };

export const unitsView = (archived: boolean): ViewDef => ({
  ...{ id: 'units', ns: 'building', title: 'building:units.title', rowKey: 'id', rowModel: 'client', version: 1 },
  ...{ actions: [], columns: [...columns, { ...ARCHIVED, hide: !archived }], styles },
});
