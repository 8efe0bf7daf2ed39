// Elevator card (thẻ thang máy): no monthly fee unless a building sets one; a deposit at issue, a fee for a new one.
import { type CardAction, defineCardPlugin } from '#kit';

const label = (vi: string, en: string) => ({ vi, en });
const actions: CardAction[] = [
  {
    id: 'issue',
    from: ['registered'],
    to: 'active',
    label: label('Cấp thẻ', 'Issue'),
    guard: { all: [{ fact: 'cardsInUnit', operator: 'lessThan', value: 6 }] },
    refusal: 'elevator-card.quota.full',
    fee: 'issueFee',
    deposit: 'cardDeposit',
    effect: 'number',
    billing: 'start',
  },
  { id: 'lock', from: ['active'], to: 'locked', label: label('Khóa thẻ', 'Lock'), billing: 'keep' },
  { id: 'unlock', from: ['locked'], to: 'active', label: label('Mở khóa', 'Unlock'), billing: 'keep' },
  {
    id: 'reportLost',
    from: ['active', 'locked'],
    to: 'lost',
    label: label('Báo mất', 'Report lost'),
    billing: 'keep',
  },
  {
    id: 'reissue',
    from: ['active', 'lost'],
    to: 'active',
    label: label('Cấp lại', 'Reissue'),
    fee: 'reissueFee',
    effect: 'number',
    billing: 'keep',
  },
  { id: 'transfer', from: ['active'], to: 'active', label: label('Sang tên', 'Transfer'), effect: 'transfer' },
  { id: 'renew', from: ['active', 'expired'], to: 'active', label: label('Gia hạn', 'Renew'), effect: 'renew', billing: 'start' },
  {
    id: 'expire',
    from: ['active'],
    to: 'expired',
    label: label('Hết hạn', 'Expire'),
    guard: { all: [{ fact: 'daysLeft', operator: 'lessThan', value: 0 }] },
    refusal: 'elevator-card.expire.early',
    billing: 'stop',
  },
  {
    id: 'return',
    from: ['active', 'locked', 'expired'],
    to: 'returned',
    label: label('Trả thẻ', 'Return'),
    effect: 'end',
    billing: 'stop',
  },
  { id: 'cancel', from: ['registered', 'lost'], to: 'cancelled', label: label('Hủy', 'Cancel'), effect: 'end', billing: 'stop' },
];

export default defineCardPlugin({
  kind: 'card',
  kit: 1,
  id: 'elevator-card',
  version: '1.0.0',
  name: label('Thẻ thang máy', 'Elevator card'),
  icon: 'elevator',
  measure: { unit: 'tháng', decimals: 0 },
  variables: [
    { name: 'months', unit: 'tháng', source: 'card', default: '1', label: label('Số tháng', 'Months') },
    {
      name: 'cardsInUnit',
      unit: 'thẻ',
      source: 'card',
      default: '0',
      label: label('Thẻ khác của căn', 'Other cards of the unit'),
    },
    // a card without a last day never runs out
    { name: 'daysLeft', unit: 'ngày', source: 'card', default: '99999', label: label('Số ngày còn lại', 'Days left') },
  ],
  tariffs: [
    {
      id: 'deposit-only',
      name: label('Chỉ đặt cọc', 'Deposit only'),
      legalBasis: 'Nội quy tòa nhà',
      validFrom: '2025-01-01',
      validTo: null,
      unitClass: '*',
      enabled: true,
      body: {
        parameters: { monthlyPrice: '0', issueFee: '0', reissueFee: '100000', cardDeposit: '50000' },
        tables: {},
        lines: [
          {
            kind: 'amount',
            code: 'lift',
            amount: 'months * monthlyPrice',
            vat: 'standard',
            nature: 'own',
            label: label('Phí thẻ thang máy', 'Elevator card'),
          },
        ],
      },
    },
  ],
  states: ['registered', 'active', 'locked', 'lost', 'expired', 'returned', 'cancelled'],
  opens: ['active'],
  actions,
  registration: {
    type: 'object',
    properties: { holder: { type: 'string', minLength: 1, maxLength: 100 }, floors: { type: 'string', maxLength: 100 } },
    required: ['holder'],
  },
  accounts: {
    tt99: { receivable: '131', revenue: '5113', vat: '33311', deposit: '344' },
    tt133: { receivable: '131', revenue: '5113', vat: '33311', deposit: '3386' },
  },
  examples: [
    {
      name: 'a month costs nothing',
      source: '1 × 0 = 0',
      preset: 'deposit-only',
      taxDate: '2026-11-30',
      facts: { months: 1 },
      expect: { lines: { lift: 0 }, vat: 0, total: 0 },
    },
  ],
});
