// The columns of a unit list.
import type { Table } from '#platform/sheet/table-columns';

export const unitKinds = ['apartment', 'office', 'shop', 'kiosk', 'common'] as const;

export const unitsTable: Table = {
  word: (id) => `building.units.${id}`,
  columns: [
    { id: 'code', kind: 'text', needed: true, width: 13 },
    { id: 'block', kind: 'text', width: 10 },
    { id: 'floor', kind: 'text', width: 9 },
    { id: 'kind', kind: 'choice', options: unitKinds, width: 14 },
    { id: 'tariffClass', kind: 'text', width: 16 },
    { id: 'areaM2', kind: 'decimal', width: 13 },
    { id: 'households', kind: 'count', width: 10 },
    { id: 'membersDeclaredOn', kind: 'day', width: 16 },
    { id: 'payer', kind: 'text', told: true, width: 28 },
    { id: 'archivedOn', kind: 'day', told: true, width: 13 },
  ],
};
