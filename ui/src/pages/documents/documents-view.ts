// The grid of receipts, vouchers and adjustments.
import type { ViewDef } from '#kit';
import type { DocumentKind } from '../../api/money-rows.ts';

export const documentKinds: readonly DocumentKind[] = [
  ...(['receipt', 'unidentified', 'match', 'move', 'return', 'refund', 'depositIn', 'depositOut', 'depositKept'] as const),
  ...(['prepaid', 'release', 'fee', 'reduction', 'interest', 'writeOff', 'recovery', 'allowance'] as const),
];

export const documentsView: ViewDef = {
  ...{ id: 'documents', ns: 'money', title: 'money:documents.title', rowKey: 'id', rowModel: 'paged', version: 1, actions: [] },
  styles: [{ when: 'isVoid', columns: ['number', 'amountIn', 'amountOut', 'amountNone'], tone: 'muted' }],
  columns: [
    { field: 'number', type: 'text', title: 'money:number', width: 134, pin: 'left', look: 'link' },
    { field: 'onDate', type: 'date', title: 'money:day', width: 96 },
    {
      ...{ field: 'kind', type: 'enum', title: 'money:kind', width: 140 },
      options: documentKinds.map((value) => ({ value, label: `money:kind.${value}` })),
    },
    { field: 'unit', type: 'text', title: 'ui:unit', width: 78 },
    { field: 'party', type: 'text', title: 'money:partyAny', flex: 2, width: 180 },
    { field: 'reason', type: 'text', title: 'money:reason', flex: 2, width: 160 },
    { field: 'amountIn', type: 'money', title: 'money:in', width: 116, sum: true },
    { field: 'amountOut', type: 'money', title: 'money:out', width: 116, sum: true },
    { field: 'amountNone', type: 'money', title: 'money:noCash', width: 112 },
    { field: 'by', type: 'text', title: 'money:by', width: 112 },
    {
      ...{ field: 'state', type: 'enum', title: 'money:state', width: 84, look: 'chip' },
      options: [{ value: 'voided', label: 'money:voided', tone: 'error' }],
    },
    { field: 'isVoid', type: 'bool', title: 'money:voided', hide: true },
  ],
};
