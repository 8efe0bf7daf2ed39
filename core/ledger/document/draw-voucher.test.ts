import { expect, test } from '@jest/globals';
import { pdfText } from '../../../tests/support/pdf-text.ts';
import { drawVoucher } from './draw-voucher.ts';
import type { VoucherData } from './voucher-data.ts';

const receipt: VoucherData = {
  company: { name: 'Công ty Tòa Nhà', address: '1 Lê Lợi', regime: 'tt99' },
  series: 'PT',
  number: 'PT2026/000017',
  onDate: '2026-12-05',
  party: 'Nguyễn Thị Ánh',
  address: 'A-0101',
  reason: 'Phí tháng 11/2026',
  amount: 1_005_024,
  postings: [
    { account: '1111', amount: 1_005_024 },
    { account: '131', amount: -1_005_024 },
  ],
  by: 'Thu Ngân',
  reference: '01 giấy báo',
  voided: null,
};
const squeezed = (data: VoucherData, lang: 'vi' | 'en' = 'vi') => pdfText(drawVoucher(data, lang)).replace(/\s+/g, ' ');

test('a receipt bears every field of form 01-TT, with the amount in words', () => {
  const text = squeezed(receipt);
  for (const part of [
    ...[
      'Đơn vị: Công ty Tòa Nhà',
      'Địa chỉ: 1 Lê Lợi',
      'Mẫu số 01-TT',
      '99/2025/TT-BTC',
      'PHIẾU THU',
      'Ngày 05 tháng 12 năm 2026',
    ],
    ...[
      'Số: PT2026/000017',
      'Nợ: 1111',
      'Có: 131',
      'người nộp tiền',
      'Nguyễn Thị Ánh',
      'Lý do nộp',
      'Phí tháng 11/2026',
      '1.005.024 đ',
    ],
    ...['Một triệu không trăm linh năm nghìn không trăm hai mươi tư đồng', 'Kèm theo', 'Giám đốc', 'Kế toán trưởng', 'Thủ quỹ'],
    ...['Người lập phiếu', 'Thu Ngân', 'Đã nhận đủ số tiền'],
  ])
    expect(text).toContain(part);
  expect(text).not.toContain('ĐÃ HỦY');
});

test('a payment voucher is form 02-TT under the company’s own regime', () => {
  const text = squeezed({ ...receipt, series: 'PC', company: { ...receipt.company, regime: 'tt133' } });
  for (const part of ['Mẫu số 02-TT', '133/2016/TT-BTC', 'PHIẾU CHI', 'người nhận tiền', 'Lý do chi'])
    expect(text).toContain(part);
});

test('a transfer has no cash form, a void says so, and English is English', () => {
  expect(squeezed({ ...receipt, series: 'BC' })).not.toContain('Mẫu số');
  expect(squeezed({ ...receipt, voided: { reason: 'Thu nhầm', by: 'Trưởng' } })).toContain('ĐÃ HỦY');
  expect(squeezed(receipt, 'en')).toContain('One million five thousand twenty-four');
});
