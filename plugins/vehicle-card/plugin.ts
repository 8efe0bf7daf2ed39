// Vehicle card (thẻ xe): parking by class and by ordinal in the unit, the later vehicles dearer; operators set their own prices.
import { defineCardPlugin } from '#kit';
import { cardActions } from './card-actions.ts';

const label = (vi: string, en: string) => ({ vi, en });

export default defineCardPlugin({
  kind: 'card',
  kit: 1,
  id: 'vehicle-card',
  version: '1.0.0',
  name: label('Thẻ xe', 'Vehicle card'),
  icon: 'directions_car',
  measure: { unit: 'tháng', decimals: 0 },
  variables: [
    { name: 'months', unit: 'tháng', source: 'card', default: '1', label: label('Số tháng', 'Months') },
    { name: 'ordinal', unit: 'xe', source: 'card', default: '1', label: label('Xe thứ', 'Ordinal in the unit') },
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
    { name: 'car', unit: '', source: 'registration', type: 'flag', default: 'false', label: label('Ô tô', 'Car') },
    { name: 'basement', unit: '', source: 'registration', type: 'flag', default: 'true', label: label('Dưới hầm', 'Basement') },
  ],
  tariffs: [
    {
      id: 'monthly',
      name: label('Vé tháng gửi xe', 'Monthly parking'),
      legalBasis: 'Luật Giá 2023: đơn vị vận hành tự định giá và niêm yết',
      validFrom: '2025-01-01',
      validTo: null,
      unitClass: '*',
      enabled: true,
      body: {
        parameters: {
          bikePrice: '100000',
          laterBikePrice: '150000',
          carPrice: '1200000',
          laterCarPrice: '1500000',
          outdoorRate: '0.8',
          issueFee: '0',
          reissueFee: '50000',
          cardDeposit: '100000',
        },
        tables: {},
        lines: [
          {
            kind: 'amount',
            code: 'parking',
            amount:
              'months * if(car, if(ordinal > 1, laterCarPrice, carPrice), if(ordinal > 1, laterBikePrice, bikePrice)) * if(basement, 1, outdoorRate)',
            vat: 'standard',
            nature: 'own',
            label: label('Phí gửi xe', 'Parking'),
            when: 'months > 0',
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
  states: ['registered', 'active', 'locked', 'lockedForDebt', 'lost', 'expired', 'returned', 'cancelled'],
  opens: ['active'],
  actions: cardActions,
  registration: {
    type: 'object',
    properties: {
      plate: { type: 'string', minLength: 4, maxLength: 15, label: label('Biển số', 'Plate') },
      car: { type: 'boolean' },
      basement: { type: 'boolean' },
      electric: { type: 'boolean', label: label('Xe điện', 'Electric') },
      slot: { type: 'string', maxLength: 20, label: label('Vị trí đỗ', 'Slot') },
    },
    required: ['plate'],
  },
  accounts: {
    tt99: { receivable: '131', revenue: '5113', vat: '33311', deposit: '344' },
    tt133: { receivable: '131', revenue: '5113', vat: '33311', deposit: '3386' },
  },
  examples: [
    {
      name: 'a new card for a lost one',
      source: '50.000 + 8 %',
      preset: 'monthly',
      taxDate: '2026-11-30',
      facts: { months: 0, feeDue: 50000 },
      expect: { lines: { fee: 50000 }, vat: 4000, total: 54000 },
    },
    {
      name: 'a deposit bears no tax',
      source: '100.000, không chịu thuế (NĐ 254/2026 đ.9 k.2)',
      preset: 'monthly',
      taxDate: '2026-11-30',
      facts: { months: 0, depositDue: 100000 },
      expect: { lines: { deposit: 100000 }, vat: 0, total: 100000 },
    },
    {
      name: 'the second motorbike, a month',
      source: '150.000; 8 % = 12.000',
      preset: 'monthly',
      taxDate: '2026-11-30',
      facts: { months: 1, ordinal: 2, car: false, basement: true },
      expect: { lines: { parking: 150000 }, vat: 12000, total: 162000 },
    },
    {
      name: 'a car outdoors, a quarter',
      source: '3 × 1.200.000 × 0,8 = 2.880.000; 8 % = 230.400',
      preset: 'monthly',
      taxDate: '2026-11-30',
      facts: { months: 3, ordinal: 1, car: true, basement: false },
      expect: { lines: { parking: 2880000 }, vat: 230400, total: 3110400 },
    },
  ],
});
