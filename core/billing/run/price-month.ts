// Prices a month unit by unit, in batches: read in wide windows, priced in narrower ones, nothing written.
import type { Plugin } from '#kit';
import { TariffBook } from '../tariff/tariff-book.ts';
import { chargeSources, type UnitToPrice } from './charge-sources.ts';
import { type PricedUnit, PricingDesk } from './pricing-desk.ts';
import type { Month, Window } from './read-month.ts';

/** Units read at once: each window costs the database a look at the whole month. */
const WINDOW = 20_000;
/** Units priced and written at once: few enough that what they are made of dies young. */
const BATCH = 400;

export async function* priceMonth(
  month: Month,
  plugins: ReadonlyMap<string, Plugin>,
  { window = WINDOW, batch = BATCH } = {},
): AsyncGenerator<PricedUnit[]> {
  const book = new TariffBook(month.tariffs);
  const desk = new PricingDesk(month);
  const open = (start: number): Promise<Window | null> => {
    const units = month.units.slice(start, start + window);
    const opening = units.length > 0 ? month.openWindow(units) : Promise.resolve(null);
    opening.catch(() => {}); // observed by the next await; here only so that it is never unhandled
    return opening;
  };
  let opening = open(0);
  for (let start = 0; start < month.units.length; start += window) {
    const opened = (await opening)!;
    opening = open(start + window); // while this window is priced and written, the next one is read
    const end = Math.min(start + window, month.units.length);
    for (let at = start; at < end; at += batch) {
      const taken = month.units.slice(at, Math.min(at + batch, end));
      const consumption = await opened.take(taken);
      const units: UnitToPrice[] = [];
      for (const unit of taken) {
        const found = chargeSources(month, unit, consumption.get(unit.id)!, book, plugins);
        if (found.sources.length > 0 || found.problems.length > 0) units.push(found);
      }
      yield await desk.price(units);
    }
  }
}
