// The grids of the books: the journal, and the accounts with their balances.
import type { ViewDef } from '#kit';
import { documentKinds } from '../documents/documents-view.ts';

const journalKinds = ['bill', ...documentKinds, 'void'];
export const journalView: ViewDef = {
  ...{
    id: 'journal',
    ns: 'money',
    title: 'money:close.tab.journal',
    rowKey: 'key',
    rowModel: 'paged',
    version: 1,
    actions: [],
    styles: [],
  },
  columns: [
    { field: 'number', type: 'text', title: 'money:number', width: 134, pin: 'left', look: 'link' },
    { field: 'postedOn', type: 'date', title: 'money:journal.day', width: 84 },
    {
      ...{ field: 'kind', type: 'enum', title: 'money:kind', width: 124 },
      options: journalKinds.map((value) => ({ value, label: `money:kind.${value}` })),
    },
    { field: 'account', type: 'text', title: 'money:account', width: 76, look: 'code' },
    { field: 'accountName', type: 'text', title: 'money:accountName', flex: 1, width: 150 },
    { field: 'debit', type: 'money', title: 'money:debit', width: 112, sum: true },
    { field: 'credit', type: 'money', title: 'money:credit', width: 112, sum: true },
    { field: 'unit', type: 'text', title: 'ui:unit', width: 78 },
    { field: 'customer', type: 'text', title: 'ui:payer', flex: 1, width: 150 },
    { field: 'serviceName', type: 'text', title: 'ui:service', width: 96 },
    { field: 'reason', type: 'text', title: 'money:reason', flex: 1, width: 140 },
  ],
};
export const trialView: ViewDef = {
  ...{
    id: 'trial',
    ns: 'money',
    title: 'money:close.tab.accounts',
    rowKey: 'account',
    rowModel: 'client',
    version: 1,
    actions: [],
    styles: [],
  },
  columns: [
    { field: 'account', type: 'text', title: 'money:account', width: 90, pin: 'left', look: 'link' },
    { field: 'name', type: 'text', title: 'money:accountName', flex: 2, width: 220 },
    { field: 'openingDebit', type: 'money', title: 'money:trial.openingDebit', width: 134, sum: true },
    { field: 'openingCredit', type: 'money', title: 'money:trial.openingCredit', width: 134, sum: true },
    { field: 'debit', type: 'money', title: 'money:trial.debit', width: 134, sum: true },
    { field: 'credit', type: 'money', title: 'money:trial.credit', width: 134, sum: true },
    { field: 'closingDebit', type: 'money', title: 'money:trial.closingDebit', width: 134, sum: true },
    { field: 'closingCredit', type: 'money', title: 'money:trial.closingCredit', width: 134, sum: true },
  ],
};
