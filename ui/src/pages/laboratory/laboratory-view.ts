// Bill by bill: as posted, and as the draft would have it.
import type { ViewDef } from '#kit';

export const laboratoryView: ViewDef = {
  id: 'laboratory',
  ns: 'desk',
  title: 'desk:lab.title',
  rowKey: 'id',
  rowModel: 'paged',
  version: 1,
  actions: [],
  columns: [
    { field: 'period', type: 'text', title: 'desk:lab.period', width: 96, pin: 'left' },
    { field: 'unit', type: 'text', title: 'ui:unit', width: 130, pin: 'left', look: 'link' },
    { field: 'payer', type: 'text', title: 'ui:payer', flex: 2, width: 160 },
    { field: 'quantity', type: 'number', title: 'ui:run.quantity', width: 104, scale: 3 },
    { field: 'posted', type: 'money', title: 'desk:lab.posted', unit: '₫', width: 140, sum: true },
    { field: 'draft', type: 'money', title: 'desk:lab.draft', unit: '₫', width: 140, sum: true },
    { field: 'delta', type: 'money', title: 'ui:run.delta', unit: '₫', width: 130, sum: true },
    { field: 'percent', type: 'percent', title: 'ui:run.percent', width: 104, scale: 1, look: 'delta' },
    { field: 'problem', type: 'text', title: 'desk:lab.problem', flex: 2, width: 160 },
  ],
  styles: [
    { when: 'outlier', columns: ['percent', 'delta'], tone: 'warn', message: 'desk:lab.outlierHint' },
    { when: 'has(problem)', columns: ['problem'], tone: 'error', message: 'desk:lab.unpricedHint' },
  ],
};
