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

/** Which hours of the day the meter's registers count: printed on the lines, dated with the building's tariff. */
export interface Hours {
  peak: string;
  offPeak: string;
}
/** Circular 16/2014: peak Monday to Saturday, off-peak daily. */
export const hours2014: Hours = { peak: '09:30–11:30, 17:00–20:00', offPeak: '22:00–04:00' };
/** Decision 963/QĐ-BCT of 22/04/2026; sources disagree whether bills follow it, so the building chooses and dates it. */
export const hours2026: Hours = { peak: '17:30–22:30', offPeak: '00:00–06:00' };

/** Registers `normal`, `peak` and `offPeak`, each at its price. */
export function timeOfUseBody({ normal, offPeak, peak }: HourPrices, hours: Hours = hours2014): TariffBody {
  return {
    parameters: { priceNormal: normal, pricePeak: peak, priceOffPeak: offPeak },
    tables: {},
    lines: [
      hourLine('normal', 'priceNormal', { vi: 'Giờ bình thường', en: 'Normal hours' }),
      hourLine('peak', 'pricePeak', { vi: `Giờ cao điểm (${hours.peak})`, en: `Peak hours (${hours.peak})` }),
      hourLine('offPeak', 'priceOffPeak', { vi: `Giờ thấp điểm (${hours.offPeak})`, en: `Off-peak hours (${hours.offPeak})` }),
    ],
    priceChange: 'split',
  };
}
