// The columns of the two lists of people: who owns or rents, and who is registered.
import type { Table } from '#platform/sheet/table-columns';

export const occupanciesTable: Table = {
  word: (id) => `customer.occupancies.${id}`,
  columns: [
    { id: 'unit', kind: 'text', needed: true, width: 12 },
    { id: 'role', kind: 'choice', options: ['owner', 'tenant'], needed: true, width: 14 },
    { id: 'customerCode', kind: 'text', needed: true, width: 16 },
    { id: 'name', kind: 'text', width: 28 },
    { id: 'kind', kind: 'choice', options: ['person', 'firm'], width: 12 },
    { id: 'phone', kind: 'text', width: 14 },
    { id: 'email', kind: 'text', width: 24 },
    { id: 'taxCode', kind: 'text', width: 15 },
    { id: 'personalId', kind: 'text', width: 16 },
    { id: 'from', kind: 'day', needed: true, width: 13 },
    { id: 'to', kind: 'day', width: 13 },
  ],
};

export const membersTable: Table = {
  word: (id) => `customer.registered.${id}`,
  columns: [
    { id: 'unit', kind: 'text', needed: true, width: 12 },
    { id: 'name', kind: 'text', needed: true, width: 28 },
    { id: 'personalId', kind: 'text', width: 16 },
    { id: 'documentRef', kind: 'text', width: 24 },
    { id: 'documentUntil', kind: 'day', width: 16 },
    { id: 'from', kind: 'day', needed: true, width: 13 },
    { id: 'to', kind: 'day', width: 13 },
  ],
};
