// The two shapes of a non-residential tariff: one price, or three by the hour.
import type { DecimalText, Localized, TariffBody, TariffLine } from '#kit';

/** đ/kWh before tax, in the order the ministry's tables print them. */
export interface HourPrices {
  normal: DecimalText;
  offPeak: DecimalText;
  peak: DecimalText;
}

/** All of register `total` at one price. */
export function flatBody(price: DecimalText, label: Localized): TariffBody {
  return {
    parameters: { price },
    tables: {},
    lines: [
      {
        kind: 'amount',
        code: 'energy',
        amount: 'consumption * price',
        quantity: 'consumption',
        unitPrice: 'price',
        vat: 'standard',
        nature: 'own',
        label,
      },
    ],
    priceChange: 'split',
  };
}

function hourLine(register: string, price: string, label: Localized): TariffLine {
  return {
    kind: 'amount',
    code: `${register}Energy`,
    amount: `${register} * ${price}`,
    quantity: register,
    unitPrice: price,
    vat: 'standard',
    nature: 'own',
    label,
  };
}

/** Registers `normal`, `peak` and `offPeak`, each at its price. */
export function timeOfUseBody({ normal, offPeak, peak }: HourPrices): TariffBody {
  return {
    parameters: { priceNormal: normal, pricePeak: peak, priceOffPeak: offPeak },
    tables: {},
    lines: [
      hourLine('normal', 'priceNormal', { vi: 'Giờ bình thường', en: 'Normal hours' }),
      hourLine('peak', 'pricePeak', { vi: 'Giờ cao điểm', en: 'Peak hours' }),
      hourLine('offPeak', 'priceOffPeak', { vi: 'Giờ thấp điểm', en: 'Off-peak hours' }),
    ],
    priceChange: 'split',
  };
}
