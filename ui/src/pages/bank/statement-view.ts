// The statement's grid: what came, what it probably pays, and why.
import type { ViewDef } from '#kit';

const states = ['open', 'parked', 'settled', 'booked', 'out', 'leftOut'] as const;
const tones = { open: 'warn', parked: 'info', settled: 'ok', booked: 'ok', out: 'muted', leftOut: 'muted' } as const;
const sureness = { sure: 'ok', likely: 'info', guess: 'warn' } as const;

export const statementView: ViewDef = {
  ...{ id: 'bank-statement', ns: 'bank', title: 'bank:page.title', rowKey: 'id', rowModel: 'client', version: 1 },
  ...{ actions: [], styles: [] },
  columns: [
    {
      ...{ field: 'state', type: 'enum', title: 'bank:col.state', width: 118, pin: 'left', look: 'chip' },
      options: states.map((value) => ({ value, label: `bank:state.${value}`, tone: tones[value] })),
    },
    { field: 'onDate', type: 'date', title: 'bank:col.date', width: 92 },
    { field: 'credit', type: 'money', title: 'bank:col.credit', width: 112, sum: true },
    { field: 'debit', type: 'money', title: 'bank:col.debit', width: 102, sum: true },
    { field: 'memo', type: 'text', title: 'bank:col.memo', flex: 3, width: 240 },
    { field: 'party', type: 'text', title: 'bank:col.party', width: 150, hide: true },
    { field: 'paysText', type: 'text', title: 'bank:col.pays', width: 130, look: 'link' },
    {
      ...{ field: 'confidence', type: 'enum', title: 'bank:col.confidence', width: 104, look: 'chip' },
      options: (['sure', 'likely', 'guess'] as const).map((value) => ({
        value,
        label: `bank:sure.${value}`,
        tone: sureness[value],
      })),
    },
    { field: 'whyText', type: 'text', title: 'bank:col.why', flex: 3, width: 240 },
    { field: 'reference', type: 'text', title: 'bank:col.reference', width: 130, look: 'code' },
    { field: 'balance', type: 'money', title: 'bank:col.balance', width: 120, hide: true },
  ],
};
