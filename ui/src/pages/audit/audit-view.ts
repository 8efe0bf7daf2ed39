// The trail's grid.
import type { ViewDef } from '#kit';

export const auditView: ViewDef = {
  id: 'audit',
  ns: 'audit',
  title: 'audit:title',
  rowKey: 'id',
  rowModel: 'paged',
  version: 1,
  actions: [],
  styles: [],
  columns: [
    { field: 'when', type: 'text', title: 'audit:column.at', width: 140, pin: 'left' },
    { field: 'user', type: 'text', title: 'audit:column.user', width: 170 },
    { field: 'building', type: 'text', title: 'audit:column.building', width: 130 },
    { field: 'what', type: 'text', title: 'audit:column.what', width: 190, look: 'link' },
    { field: 'subject', type: 'text', title: 'audit:column.subject', width: 190 },
    { field: 'text', type: 'text', title: 'audit:column.text', flex: 3, width: 300 },
  ],
};
