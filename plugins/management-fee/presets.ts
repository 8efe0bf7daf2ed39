// Starting points only: the price is the owners' meeting's to agree (Housing Law; provincial frames bind only without agreement).
import type { TariffPreset } from '#kit';

const agreedAt = (price: string, unitClass: string, vi: string, en: string): TariffPreset => ({
  id: `agreed-${price}`,
  name: { vi, en },
  legalBasis: 'Nghị quyết hội nghị nhà chung cư / hợp đồng dịch vụ',
  validFrom: '2025-01-01',
  validTo: null,
  unitClass,
  enabled: true,
  body: {
    parameters: { pricePerM2: price },
    tables: {},
    lines: [
      {
        kind: 'amount',
        code: 'fee',
        amount: 'area * pricePerM2',
        quantity: 'area',
        unitPrice: 'pricePerM2',
        vat: 'standard',
        nature: 'own',
        label: { vi: 'Phí quản lý vận hành', en: 'Management fee' },
      },
    ],
  },
});

export const agreedPresets: TariffPreset[] = [
  agreedAt('9500', '*', 'Giá thỏa thuận 9.500 đ/m²/tháng', 'Agreed price, 9,500 đ/m²/month'),
  agreedAt('18000', 'business', 'Mặt bằng kinh doanh 18.000 đ/m²/tháng', 'Business premises, 18,000 đ/m²/month'),
];
