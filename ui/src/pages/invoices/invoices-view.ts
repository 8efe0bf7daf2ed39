// The invoices' grid.
import type { ViewDef } from '#kit';

const STATES = [
  { value: 'draft', tone: 'muted' },
  { value: 'exported', tone: 'info' },
  { value: 'issued', tone: 'ok' },
  { value: 'adjusted', tone: 'warn' },
  { value: 'replaced', tone: 'warn' },
  { value: 'discarded', tone: 'error' },
] as const;
const KINDS = ['original', 'adjusting', 'replacing'] as const;

export const invoiceStates = STATES.map(({ value }) => value);
export const toneOfState = (state: string) => STATES.find(({ value }) => value === state)?.tone ?? 'muted';

export const invoicesView = (): ViewDef => ({
  id: 'invoices',
  ns: 'invoices',
  title: 'invoices:title',
  rowKey: 'id',
  rowModel: 'paged',
  version: 1,
  actions: [],
  styles: [],
  columns: [
    { field: 'source', type: 'text', title: 'invoices:source', width: 120, pin: 'left', look: 'link' },
    { field: 'unit', type: 'text', title: 'ui:unit', width: 92 },
    { field: 'buyer', type: 'text', title: 'invoices:buyer', flex: 2, width: 124 },
    { field: 'taxCode', type: 'text', title: 'invoices:taxCode', width: 120, hide: true },
    {
      ...{ field: 'kind', type: 'enum', title: 'invoices:kind', width: 88 },
      options: KINDS.map((value) => ({ value, label: `invoices:kind.${value}` })),
    },
    {
      ...{ field: 'state', type: 'enum', title: 'invoices:state', width: 114, look: 'chip' },
      options: STATES.map(({ value, tone }) => ({ value, tone, label: `invoices:state.${value}` })),
    },
    { field: 'printed', type: 'text', title: 'invoices:symbolNumber', width: 118 },
    { field: 'onDate', type: 'date', title: 'invoices:onDate', width: 98 },
    {
      ...{ field: 'timing', type: 'enum', title: 'invoices:timing', width: 80, look: 'chip' },
      options: [{ value: 'late', tone: 'warn', label: 'invoices:late' }],
    },
    { field: 'net', type: 'money', title: 'invoices:net', width: 104, sum: true },
    { field: 'vat', type: 'money', title: 'invoices:vat', width: 98, sum: true },
    { field: 'total', type: 'money', title: 'invoices:total', unit: '₫', width: 112, sum: true },
  ],
});
