// Patterns of other provinces and dormitories, to be copied and filled with the building's own price.
import type { TariffPreset } from '#kit';
import { environmentLine, flatWater } from './lines.ts';

const common = { validFrom: '2015-01-01', validTo: null, unitClass: '*', enabled: true };

export const simplePresets: TariffPreset[] = [
  {
    ...common,
    id: 'flat',
    name: { vi: 'Một giá cho mỗi m³, phí môi trường 10 %', en: 'One price per m³, environment fee 10 %' },
    legalBasis: 'Biểu giá của đơn vị cấp nước địa phương; NĐ 346/2025/NĐ-CP',
    body: {
      parameters: { price: '8500', environmentRate: '0.1' },
      tables: {},
      lines: [flatWater, environmentLine],
      priceChange: 'end',
    },
  },
  {
    ...common,
    id: 'per-head',
    name: { vi: 'Khoán theo đầu người', en: 'A fixed sum per head' },
    legalBasis: 'Thỏa thuận giữa tòa nhà và người sử dụng',
    body: {
      parameters: { pricePerHead: '100000' },
      tables: {},
      lines: [
        {
          kind: 'amount',
          code: 'water',
          amount: 'members * pricePerHead',
          quantity: 'members',
          unitPrice: 'pricePerHead',
          vat: 'water',
          nature: 'own',
          label: { vi: 'Nước sạch khoán theo người', en: 'Water per head' },
        },
      ],
      priceChange: 'end',
    },
  },
];
