// The grids of debts: who owes for how long, and what moved in some months.
import type { ColumnDef, ViewDef } from '#kit';

const money = (field: string, title: string, width = 108): ColumnDef => ({ field, type: 'money', title, width, sum: true });

export const debtorsView: ViewDef = {
  ...{ id: 'debtors', ns: 'money', title: 'money:debts.title', rowKey: 'key', rowModel: 'paged', version: 1, actions: [] },
  styles: [
    { when: 'over90 > 0', columns: ['over90'], tone: 'error', message: 'money:debts.oldMark' },
    { when: 'days90 > 0', columns: ['days90'], tone: 'warn', message: 'money:debts.warnMark' },
  ],
  columns: [
    { field: 'unit', type: 'text', title: 'ui:unit', width: 78, pin: 'left', look: 'link' },
    { field: 'customer', type: 'text', title: 'ui:payer', flex: 2, width: 200, look: 'link' },
    { field: 'oldestDueOn', type: 'date', title: 'money:debts.oldest', width: 88 },
    money('notDue', 'money:debts.notDue'),
    money('days30', 'money:debts.days30'),
    money('days60', 'money:debts.days60'),
    money('days90', 'money:debts.days90'),
    money('over90', 'money:debts.over90', 122),
    money('open', 'money:debts.open', 116),
    money('credit', 'money:debts.credit', 88),
    money('balance', 'money:debts.balance', 116),
  ],
};

export const movementsView: ViewDef = {
  ...{
    id: 'debt-movements',
    ns: 'money',
    title: 'money:debts.title',
    rowKey: 'key',
    rowModel: 'client',
    version: 1,
    actions: [],
  },
  styles: [],
  columns: [
    { field: 'name', type: 'text', title: 'money:debts.name', flex: 2, width: 220, pin: 'left' },
    money('opening', 'money:debts.opening', 150),
    money('charges', 'money:debts.charges', 150),
    money('receipts', 'money:debts.receipts', 150),
    money('others', 'money:debts.others', 150),
    money('closing', 'money:debts.closing', 150),
  ],
};
