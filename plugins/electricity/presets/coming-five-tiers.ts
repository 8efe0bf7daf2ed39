// The five-tier structure: law since 29/05/2025, but it starts only with the next change of the average retail price.
import type { TariffPreset } from '#kit';
import { tieredBody } from './residential.ts';

// 90, 108, 136, 162 and 180 % of the average 2.204,0655 đ/kWh, to whole đồng; the real table will follow a new average.
export const comingFiveTiers: TariffPreset = {
  id: 'residential-five-tiers',
  name: { vi: 'Sinh hoạt 5 bậc (chưa áp dụng)', en: 'Residential, 5 tiers (not in force)' },
  legalBasis: 'QĐ 14/2025/QĐ-TTg ngày 29/05/2025; chờ lần điều chỉnh giá bán lẻ bình quân kế tiếp',
  validFrom: '2025-05-29',
  validTo: null,
  unitClass: 'residential',
  enabled: false,
  body: tieredBody(
    [
      { upTo: '100', price: '1984' },
      { upTo: '200', price: '2380' },
      { upTo: '400', price: '2998' },
      { upTo: '700', price: '3571' },
      { upTo: null, price: '3967' },
    ],
    'households',
  ),
};
