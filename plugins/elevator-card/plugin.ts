// Elevator card (thẻ thang máy): no monthly fee unless a building sets one; a deposit at issue, a fee for a new one.
import { defineCardPlugin } from '#kit';
import { cardActions } from './card-actions.ts';

const label = (vi: string, en: string) => ({ vi, en });

export default defineCardPlugin({
  kind: 'card',
  kit: 1,
  id: 'elevator-card',
  version: '1.1.0',
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
    { name: 'feeDue', unit: 'đ', source: 'card', default: '0', label: label('Phí cấp thẻ', 'Card fee') },
    { name: 'depositDue', unit: 'đ', source: 'card', default: '0', label: label('Tiền cọc', 'Deposit') },
    { name: 'debt', unit: 'đ', source: 'card', default: '0', label: label('Nợ quá hạn', 'Overdue debt') },
    { name: 'daysOverdue', unit: 'ngày', source: 'card', default: '0', label: label('Số ngày quá hạn', 'Days overdue') },
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
            when: 'months * monthlyPrice > 0',
          },
          {
            kind: 'amount',
            code: 'fee',
            amount: 'feeDue',
            when: 'feeDue > 0',
            vat: 'standard',
            nature: 'own',
            label: label('Phí cấp thẻ', 'Card fee'),
          },
          {
            kind: 'amount',
            code: 'deposit',
            amount: 'depositDue',
            when: 'depositDue > 0',
            vat: 'none',
            nature: 'deposit',
            label: label('Tiền cọc thẻ', 'Card deposit'),
          },
        ],
      },
    },
  ],
  states: ['registered', 'active', 'locked', 'lockedForDebt', 'lost', 'lostInDebt', 'expired', 'returned', 'cancelled'],
  opens: ['active'],
  actions: cardActions,
  registration: {
    type: 'object',
    properties: {
      holder: { type: 'string', minLength: 1, maxLength: 100, label: label('Người dùng thẻ', 'Card user') },
      floors: { type: 'string', maxLength: 100, label: label('Tầng được đi', 'Floors') },
    },
    required: ['holder'],
  },
  accounts: {
    tt99: { receivable: '131', revenue: '5113', vat: '33311', deposit: '344' },
    tt133: { receivable: '131', revenue: '5113', vat: '33311', deposit: '3386' },
  },
  examples: [
    {
      name: 'a new card for a lost one',
      source: '100.000 + 8 %',
      preset: 'deposit-only',
      taxDate: '2026-11-30',
      facts: { months: 0, feeDue: 100000 },
      expect: { lines: { fee: 100000 }, vat: 8000, total: 108000 },
    },
    {
      name: 'a deposit bears no tax',
      source: '50.000, không chịu thuế (NĐ 254/2026 đ.9 k.2)',
      preset: 'deposit-only',
      taxDate: '2026-11-30',
      facts: { months: 0, depositDue: 50000 },
      expect: { lines: { deposit: 50000 }, vat: 0, total: 50000 },
    },
    {
      name: 'a month costs nothing',
      source: '1 × 0 = 0',
      preset: 'deposit-only',
      taxDate: '2026-11-30',
      facts: { months: 1 },
      expect: { lines: {}, vat: 0, total: 0 },
    },
  ],
});
