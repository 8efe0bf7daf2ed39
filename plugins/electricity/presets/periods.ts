// The ministry's price decisions: since when each holds. A table ends the day before the next one starts.

export interface PricePeriod {
  key: string;
  validFrom: string;
  validTo: string | null;
  legalBasis: string;
}

/** Ids of presets end in `key`. */
export const pricePeriods = {
  y2015: { key: '2015-03', validFrom: '2015-03-16', validTo: '2017-11-30', legalBasis: 'QĐ 2256/QĐ-BCT ngày 12/03/2015' },
  y2017: { key: '2017-12', validFrom: '2017-12-01', validTo: '2019-03-19', legalBasis: 'QĐ 4495/QĐ-BCT ngày 30/11/2017' },
  y2019: { key: '2019-03', validFrom: '2019-03-20', validTo: '2023-05-03', legalBasis: 'QĐ 648/QĐ-BCT ngày 20/03/2019' },
  y2023a: { key: '2023-05', validFrom: '2023-05-04', validTo: '2023-11-08', legalBasis: 'QĐ 1062/QĐ-BCT ngày 04/05/2023' },
  y2023b: { key: '2023-11', validFrom: '2023-11-09', validTo: '2024-10-10', legalBasis: 'QĐ 2941/QĐ-BCT ngày 08/11/2023' },
  y2024: { key: '2024-10', validFrom: '2024-10-11', validTo: '2025-05-09', legalBasis: 'QĐ 2699/QĐ-BCT ngày 11/10/2024' },
  y2025: { key: '2025-05', validFrom: '2025-05-10', validTo: null, legalBasis: 'QĐ 1279/QĐ-BCT ngày 09/05/2025' },
} satisfies Record<string, PricePeriod>;

/** "từ 10/05/2025" and "from 10/05/2025", for names of presets. */
export function sinceOf({ validFrom }: PricePeriod): { vi: string; en: string } {
  const [year, month, day] = validFrom.split('-');
  return { vi: `từ ${day}/${month}/${year}`, en: `from ${day}/${month}/${year}` };
}
