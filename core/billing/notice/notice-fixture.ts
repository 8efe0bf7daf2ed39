// A notice with worked figures (domain E2 and E6), for the tests beside it.
import { transferMemo, vietQrPayload } from '#kit';
import type { NoticeData, NoticeService } from './notice-data.ts';

const tier = (from: string, upTo: string | null, quantity: string, unitPrice: string, net: number) => ({
  from,
  upTo,
  quantity,
  unitPrice,
  net,
});

const electricity: NoticeService = {
  name: { vi: 'Điện', en: 'Electricity' },
  unit: 'kWh',
  showTiers: true,
  readings: [
    {
      serial: 'E-20417',
      previous: '99850',
      current: '120',
      consumption: '270',
      previousOn: '2026-10-25',
      currentOn: '2026-11-25',
      multiplier: '1',
      rollover: true,
    },
  ],
  lines: [
    {
      code: 'energy',
      label: { vi: 'Điện sinh hoạt', en: 'Residential electricity' },
      nature: 'own',
      vat: 'standard',
      quantity: '270',
      net: 649_560,
      tiers: [
        tier('0', '50', '50', '1984', 99_200),
        tier('50', '100', '50', '2050', 102_500),
        tier('100', '200', '100', '2380', 238_000),
        tier('200', '300', '70', '2998', 209_860),
      ],
    },
  ],
  vat: [{ class: 'standard', rate: '0.08', base: 649_560, amount: 51_965 }],
  net: 649_560,
  vatTotal: 51_965,
  total: 701_525,
  notes: [
    {
      kind: 'tariff',
      name: { vi: 'Sinh hoạt 6 bậc, từ 10/05/2025', en: 'Residential, 6 tiers, from 10/05/2025' },
      legalBasis: 'QĐ 1279/QĐ-BCT ngày 09/05/2025',
    },
  ],
};

const water: NoticeService = {
  name: { vi: 'Nước', en: 'Water' },
  unit: 'm³',
  showTiers: true,
  readings: [
    {
      serial: 'W-11873',
      previous: '1204',
      current: '1216',
      consumption: '12',
      previousOn: '2026-10-25',
      currentOn: '2026-11-25',
      multiplier: '1',
    },
  ],
  lines: [
    {
      code: 'water',
      label: { vi: 'Nước sạch', en: 'Clean water' },
      nature: 'own',
      vat: 'water',
      quantity: '12',
      net: 80_400,
      tiers: [tier('0', '12', '12', '6700', 80_400)],
    },
    {
      code: 'drainage',
      label: { vi: 'Dịch vụ thoát nước và xử lý nước thải', en: 'Drainage and wastewater service' },
      nature: 'own',
      vat: 'standard',
      net: 24_120,
    },
  ],
  vat: [
    { class: 'water', rate: '0.05', base: 80_400, amount: 4_020 },
    { class: 'standard', rate: '0.08', base: 24_120, amount: 1_930 },
  ],
  net: 104_520,
  vatTotal: 5_950,
  total: 110_470,
  notes: [
    {
      kind: 'quota',
      members: 3,
      quota: '12',
      unit: 'm³',
      rule: { vi: 'Định mức theo số người đăng ký và số ngày', en: 'Allowance by registered people and days' },
    },
    {
      kind: 'tariff',
      name: { vi: 'TP.HCM sinh hoạt 2026', en: 'HCMC residential 2026' },
      legalBasis: 'QĐ 25/2019/QĐ-UBND TP.HCM; QĐ 17/2021/QĐ-UBND',
    },
  ],
};

const bank = { bin: '970436', bankName: 'Vietcombank', account: '0071001234567', accountName: 'BAN QUAN LY SUNRISE RIVERSIDE' };
const memo = transferMemo({ building: 'SR', unit: 'A1203', period: '2026-11' })!;

/** 701.525 + 110.470 = 811.995 this period, 250.000 from before: 1.061.995 to pay. */
export const noticeFixture: NoticeData = {
  company: {
    name: 'BAN QUẢN LÝ TÒA NHÀ SUNRISE RIVERSIDE',
    address: 'Nguyễn Hữu Thọ, Phước Kiển, Nhà Bè, TP. Hồ Chí Minh',
    taxCode: '0312345678',
    phone: '028 3622 1122',
  },
  building: { name: 'Sunrise Riverside, tháp A' },
  unit: { code: 'A1203', floor: '12', areaM2: '72.5' },
  customer: { code: 'KH000417', name: 'Nguyễn Thị Phượng' },
  members: 3,
  period: '2026-11',
  number: 'TB-2026-11-00417',
  issuedOn: '2026-11-28',
  dueOn: '2026-12-10',
  services: [electricity, water],
  charges: 811_995,
  previousDebt: 250_000,
  total: 1_061_995,
  bank,
  memo,
  qr: vietQrPayload({ bin: bank.bin, account: bank.account, amount: 1_061_995, bill: 'TB-2026-11-00417', memo }),
};
