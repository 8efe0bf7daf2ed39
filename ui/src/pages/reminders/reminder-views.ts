// The grids of reminders: whose turn it is, and what became of each letter.
import type { ViewDef } from '#kit';

const states = ['queued', 'sending', 'sent', 'failed', 'uncertain', 'refused', 'cancelled'] as const;
const tones = {
  ...({ queued: 'info', sending: 'info', sent: 'ok', failed: 'error' } as const),
  ...({ uncertain: 'warn', refused: 'error', cancelled: 'muted' } as const),
};
const common = { ns: 'reminder', rowModel: 'client', version: 1, actions: [], styles: [] } as const;

export const dueView: ViewDef = {
  ...{ ...common, actions: [], styles: [], id: 'reminders-due', title: 'reminder:page.due', rowKey: 'key' },
  columns: [
    { field: 'unit', type: 'text', title: 'reminder:col.unit', width: 96, pin: 'left', look: 'link' },
    { field: 'customer', type: 'text', title: 'reminder:col.customer', flex: 2, width: 170 },
    { field: 'overdue', type: 'money', title: 'reminder:col.overdue', width: 128, sum: true },
    { field: 'open', type: 'money', title: 'reminder:col.open', width: 112, sum: true, hide: true },
    { field: 'daysLate', type: 'number', title: 'reminder:col.late', width: 94 },
    {
      ...{ field: 'turn', type: 'enum', title: 'reminder:col.turn', width: 98, look: 'chip' },
      options: ['send', 'wait', 'pause'].map((value) => ({
        value,
        label: `reminder:turn.${value}`,
        tone: value === 'send' ? 'ok' : value === 'wait' ? 'muted' : 'warn',
      })),
    },
    { field: 'levelText', type: 'text', title: 'reminder:col.level', width: 84 },
    { field: 'why', type: 'text', title: 'reminder:col.why', flex: 4, width: 260 },
    { field: 'ways', type: 'text', title: 'reminder:col.ways', width: 108 },
    { field: 'email', type: 'text', title: 'reminder:col.email', width: 170, hide: true },
    { field: 'lastOn', type: 'date', title: 'reminder:col.lastOn', width: 92 },
  ],
};

export const traceView: ViewDef = {
  ...{ ...common, actions: [], styles: [], id: 'reminders-trace', title: 'reminder:page.trace', rowKey: 'id' },
  columns: [
    {
      ...{ field: 'state', type: 'enum', title: 'reminder:col.state', width: 112, pin: 'left', look: 'chip' },
      options: states.map((value) => ({ value, label: `reminder:state.${value}`, tone: tones[value] })),
    },
    { field: 'unit', type: 'text', title: 'reminder:col.unit', width: 92, look: 'link' },
    { field: 'customer', type: 'text', title: 'reminder:col.customer', flex: 2, width: 160 },
    { field: 'levelText', type: 'text', title: 'reminder:col.level', width: 104 },
    { field: 'onDate', type: 'date', title: 'reminder:col.made', width: 96 },
    { field: 'amount', type: 'money', title: 'reminder:col.amount', width: 118, sum: true },
    { field: 'way', type: 'text', title: 'reminder:col.ways', width: 84 },
    { field: 'address', type: 'text', title: 'reminder:col.address', width: 170 },
    { field: 'detail', type: 'text', title: 'reminder:col.detail', flex: 3, width: 200 },
    { field: 'by', type: 'text', title: 'reminder:col.by', width: 120 },
  ],
};
