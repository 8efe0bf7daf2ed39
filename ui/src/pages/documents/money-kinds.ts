// The documents a clerk can make by hand: what each asks for, and the command it becomes.
import type { Method } from '../../api/money-rows.ts';

export type FieldName =
  | 'unit'
  | 'payer'
  | 'item'
  | 'credit'
  | 'transfer'
  | 'amount'
  | 'method'
  | 'party'
  | 'onDate'
  | 'reference'
  | 'service'
  | 'span'
  | 'rate'
  | 'until'
  | 'against'
  | 'fromUnit'
  | 'reason';
export interface MoneyForm {
  unitId: number | null;
  customerId: number | null;
  itemId: number | null;
  creditId: number | null;
  fromUnitId: number | null;
  amount: number | null;
  net: number | null;
  vat: number | null;
  months: number | null;
  from: string;
  service: string;
  method: Method;
  party: string;
  onDate: string;
  reference: string;
  /** Percent a day as typed: "0,05". */
  rate: string;
  until: string;
  against: 'damage' | 'debt';
  reason: string;
}
export interface MoneyKind {
  id: string;
  icon: string;
  permission: 'money.collect' | 'money.adjust' | 'money.void';
  fields: FieldName[];
  /** A reason is a must. */
  reasoned?: boolean;
  /** Takes from what the payer has at the unit. */
  takes?: 'surplus' | 'deposit';
  request(form: MoneyForm, given: { buildingId: number; documentId: number | null }): { path: string; body: object };
}

const party = ({ unitId, customerId }: MoneyForm, buildingId: number) => ({ buildingId, unitId, customerId });
const said = ({ party: name, onDate, reference, reason }: MoneyForm) => ({
  ...(name.trim() ? { party: name.trim() } : {}),
  ...(onDate ? { onDate } : {}),
  ...(reference.trim() ? { reference: reference.trim() } : {}),
  ...(reason.trim() ? { reason: reason.trim() } : {}),
});
const out: FieldName[] = ['unit', 'payer', 'amount', 'method', 'party', 'reason'];

export const moneyKinds: readonly MoneyKind[] = [
  {
    ...{ id: 'refund', icon: 'currency_exchange', permission: 'money.adjust', fields: out, reasoned: true, takes: 'surplus' },
    request: (form, { buildingId }) => ({
      path: '/vouchers',
      body: { ...party(form, buildingId), kind: 'refund', method: form.method, amount: form.amount, ...said(form) },
    }),
  },
  {
    ...{ id: 'depositIn', icon: 'savings', permission: 'money.collect' },
    fields: ['unit', 'payer', 'amount', 'method', 'party', 'reason'],
    request: (form, { buildingId }) => ({
      path: '/deposits',
      body: { ...party(form, buildingId), method: form.method, amount: form.amount, ...said(form) },
    }),
  },
  {
    ...{ id: 'depositOut', icon: 'savings', permission: 'money.adjust', fields: out, reasoned: true, takes: 'deposit' },
    request: (form, { buildingId }) => ({
      path: '/vouchers',
      body: { ...party(form, buildingId), kind: 'depositOut', method: form.method, amount: form.amount, ...said(form) },
    }),
  },
  {
    ...{ id: 'depositKept', icon: 'savings', permission: 'money.adjust', reasoned: true, takes: 'deposit' },
    fields: ['unit', 'payer', 'amount', 'against', 'reason'],
    request: (form, { buildingId }) => ({
      path: '/deposits/keep',
      body: { ...party(form, buildingId), amount: form.amount, against: form.against, reason: form.reason.trim() },
    }),
  },
  {
    ...{ id: 'prepaid', icon: 'schedule', permission: 'money.collect' },
    fields: ['unit', 'payer', 'service', 'span', 'method', 'party', 'reason'],
    request: (form, { buildingId }) => ({
      path: '/prepayments',
      body: {
        ...{ ...party(form, buildingId), method: form.method, service: form.service, from: form.from, months: form.months },
        ...{ net: form.net, vat: form.vat ?? 0, ...said(form) },
      },
    }),
  },
  {
    ...{ id: 'unidentified', icon: 'help', permission: 'money.collect' },
    fields: ['amount', 'onDate', 'reference', 'party', 'reason'],
    request: (form, { buildingId }) => ({
      path: '/receipts/unidentified',
      body: { buildingId, amount: form.amount, ...said(form) },
    }),
  },
  {
    ...{ id: 'match', icon: 'person', permission: 'money.collect', fields: ['transfer', 'unit', 'payer', 'amount', 'reason'] },
    request: (form, { buildingId }) => ({
      path: `/credits/${form.creditId}/match`,
      body: {
        ...{ buildingId, amount: form.amount, unitIds: [form.unitId], customerId: form.customerId, keepSurplus: true },
        ...(form.reason.trim() ? { reason: form.reason.trim() } : {}),
      },
    }),
  },
  {
    ...{ id: 'reduction', icon: 'remove', permission: 'money.adjust', reasoned: true },
    fields: ['unit', 'item', 'amount', 'reason'],
    request: (form, { buildingId }) => ({
      path: `/items/${form.itemId}/lower`,
      body: { buildingId, kind: 'reduction', amount: form.amount, reason: form.reason.trim() },
    }),
  },
  {
    ...{ id: 'interest', icon: 'percent', permission: 'money.adjust', fields: ['unit', 'item', 'rate', 'until', 'reason'] },
    request: (form, { buildingId }) => ({
      path: `/items/${form.itemId}/interest`,
      body: {
        buildingId,
        ratePerDay: hundredth(form.rate),
        until: form.until,
        ...said({ ...form, party: '', onDate: '', reference: '' }),
      },
    }),
  },
  {
    ...{ id: 'writeOff', icon: 'block', permission: 'money.adjust', reasoned: true },
    fields: ['unit', 'item', 'amount', 'reason'],
    request: (form, { buildingId }) => ({
      path: `/items/${form.itemId}/lower`,
      body: { buildingId, kind: 'writeOff', amount: form.amount, reason: form.reason.trim() },
    }),
  },
  {
    ...{ id: 'recovery', icon: 'undo', permission: 'money.collect', reasoned: true },
    fields: ['unit', 'payer', 'amount', 'method', 'party', 'reason'],
    request: (form, { buildingId }) => ({
      path: '/recoveries',
      body: { ...party(form, buildingId), method: form.method, amount: form.amount, ...said(form) },
    }),
  },
];
/** What is done to one receipt, from its own page. */
export const receiptKinds: readonly MoneyKind[] = [
  {
    ...{ id: 'return', icon: 'undo', permission: 'money.void', reasoned: true, fields: ['method', 'reason'] },
    request: (form, { documentId }) => ({
      path: `/receipts/${documentId}/return`,
      body: { method: form.method, reason: form.reason.trim() },
    }),
  },
  {
    ...{
      id: 'move',
      icon: 'swap_horiz',
      permission: 'money.void',
      reasoned: true,
      fields: ['fromUnit', 'unit', 'payer', 'reason'],
    },
    request: (form, { documentId }) => ({
      path: `/receipts/${documentId}/move`,
      body: {
        ...{ fromUnitId: form.fromUnitId, toUnitId: form.unitId, toCustomerId: form.customerId },
        reason: form.reason.trim(),
      },
    }),
  },
];

/** Percent as typed → share as decimal text: "0,05" → "0.0005"; null where it is no number. */
export function hundredth(text: string): string | null {
  const [, whole, decimals = ''] = /^(\d{1,3})(?:[.,](\d{1,8}))?$/.exec(text.trim()) ?? [];
  if (whole === undefined) return null;
  const digits = whole.padStart(3, '0') + decimals;
  const at = digits.length - decimals.length - 2;
  return `${digits.slice(0, at)}.${digits.slice(at)}`.replace(/^0+(?=\d)/, '');
}

/** Whether everything the kind asks for is there. */
export function isComplete(kind: MoneyKind, form: MoneyForm): boolean {
  const has = (name: FieldName) => kind.fields.includes(name);
  return (
    (!has('unit') || form.unitId !== null) &&
    (!has('payer') || form.customerId !== null) &&
    (!has('item') || form.itemId !== null) &&
    (!has('transfer') || form.creditId !== null) &&
    (!has('fromUnit') || form.fromUnitId !== null) &&
    (!has('amount') || (form.amount ?? 0) > 0) &&
    (!has('service') || form.service !== '') &&
    (!has('span') || ((form.net ?? 0) > 0 && (form.months ?? 0) >= 2 && form.from !== '')) &&
    (!has('rate') || hundredth(form.rate) !== null) &&
    (!has('until') || form.until !== '') &&
    (!kind.reasoned || form.reason.trim().length >= 3)
  );
}
