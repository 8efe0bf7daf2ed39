// Prices a month unit by unit, in batches: one pricer a tariff, rules decided once per distinct facts, nothing written.
import { hash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  daysBetween,
  daysInMonth,
  lastDay,
  type Plugin,
  type PricedAmounts,
  type Pricer,
  PricingProblem,
  preparePricer,
  previousPeriod,
  priceSplit,
  priceStay,
  type QuotaDecision,
} from '#kit';
import { TariffBook } from '../tariff/tariff-book.ts';
import { billsOfPayers } from './bills-of-payers.ts';
import { linesOf } from './charge-detail.ts';
import { type ChargeSource, chargeSources, type Problem, type UnitToPrice } from './charge-sources.ts';
import type { MonthCorrection } from './correction-sources.ts';
import { type Amounts, differenceOf } from './difference.ts';
import type { DueCard, Month, Payer, Unit } from './read-month.ts';
import { limitDaysOf, splitDays } from './split-days.ts';

export interface PricedSource {
  source: ChargeSource;
  amounts: PricedAmounts;
  /** Of a correction: what its month should have been charged, and has been; `amounts` is the difference. */
  whole?: { now: PricedAmounts; was: Amounts };
  quota: QuotaDecision | null;
  /** Of everything the price came from; the same inputs give the same text. */
  inputHash: string;
}
/** A unit with its charges, or parked with its problems: never both. */
export interface PricedUnit {
  unit: Unit;
  payer: Payer | null;
  charges: PricedSource[];
  problems: Problem[];
  /** What its cards are charged, those that cost nothing this month included: their days are done all the same. */
  cards: ChargedCard[];
}
export interface ChargedCard {
  due: DueCard;
  customerId: number;
  net: number;
  total: number;
}
const TURN_EVERY = 8; // units priced before sockets get their turn: the write under way waits for it at every round trip

export async function* priceMonth(
  month: Month,
  plugins: ReadonlyMap<string, Plugin>,
  batchSize = 500,
): AsyncGenerator<PricedUnit[]> {
  const book = new TariffBook(month.tariffs);
  const desk = new PricingDesk(month);
  const windowAt = (start: number) => month.units.slice(start, start + batchSize);
  let reading = month.readWindow(windowAt(0));
  for (let start = 0; start < month.units.length; start += batchSize) {
    const consumption = await reading;
    // while this window is priced and written, the next one is read
    reading = start + batchSize < month.units.length ? month.readWindow(windowAt(start + batchSize)) : Promise.resolve(new Map());
    reading.catch(() => {}); // observed by the next await; here only so that it is never unhandled
    const units: UnitToPrice[] = [];
    for (const unit of windowAt(start)) {
      const found = chargeSources(month, unit, consumption.get(unit.id) ?? [], book, plugins);
      if (found.sources.length > 0 || found.problems.length > 0) units.push(found);
    }
    const quotas = await desk.quotas(units.flatMap(({ sources }) => sources));
    const batch: PricedUnit[] = [];
    for (const [index, found] of units.entries()) {
      if (index % TURN_EVERY === TURN_EVERY - 1) await nextTurn();
      batch.push(...desk.priceUnit(found, quotas));
    }
    yield batch;
  }
}

class PricingDesk {
  readonly #month: Month;
  readonly #taxDate: string;
  readonly #pricers = new Map<number, Pricer | PricingProblem>();

  constructor(month: Month) {
    this.#month = month;
    this.#taxDate = lastDay(month.period);
  }

  /** Compiled once a tariff; a tariff that does not compile parks its units instead of stopping the run. */
  #pricer({ plugin }: ChargeSource, tariff: ChargeSource['choice']['tariff']): Pricer {
    let pricer = this.#pricers.get(tariff.id);
    if (!pricer) {
      try {
        pricer = preparePricer(plugin, tariff.body, this.#month.vatRates);
      } catch (error) {
        if (!(error instanceof PricingProblem)) throw error;
        pricer = error;
      }
      this.#pricers.set(tariff.id, pricer);
    }
    if (pricer instanceof PricingProblem) throw pricer;
    return pricer;
  }

  async quotas(sources: readonly ChargeSource[]): Promise<Map<ChargeSource, QuotaDecision>> {
    const asked = new Map<Pricer, ChargeSource[]>();
    for (const source of sources) {
      const pricer = attempt(() => this.#pricer(source, source.choice.tariff));
      if (pricer instanceof PricingProblem || !pricer.needsQuota) continue;
      const list = asked.get(pricer);
      if (list) list.push(source);
      else asked.set(pricer, [source]);
    }
    const decided = new Map<ChargeSource, QuotaDecision>();
    for (const [pricer, list] of asked) {
      const decisions = await pricer.quotas(list.map(({ facts }) => facts));
      list.forEach((source, index) => void decided.set(source, decisions[index]!));
    }
    return decided;
  }

  /** The unit for its payer of today, and for whoever else is to get a correction of a month that was his. */
  priceUnit({ unit, sources, problems }: UnitToPrice, quotas: ReadonlyMap<ChargeSource, QuotaDecision>): PricedUnit[] {
    const payer = this.#month.payers.of(unit.id);
    const charges: PricedSource[] = [];
    const cards: ChargedCard[] = [];
    const all = [...problems];
    for (const source of sources) {
      const quota = quotas.get(source) ?? null;
      const amounts = quota?.problem ? quota.problem : attempt(() => this.#amounts(source, quota));
      if ('code' in amounts)
        all.push({ service: source.service, code: amounts.code, params: { ...amounts.params, service: source.service } });
      else if (source.correction) {
        const was = chargedOf(source.correction.charged);
        const difference = differenceOf(amounts, was);
        const whole = { now: amounts, was };
        if (difference.lines.length > 0 || difference.vat.length > 0)
          charges.push({ source, amounts: difference, whole, quota, inputHash: inputHash(source) });
      } else if (!source.due) charges.push({ source, amounts, quota, inputHash: inputHash(source) });
      else {
        cards.push({ due: source.due, customerId: source.payer?.customerId ?? 0, net: amounts.net, total: amounts.total });
        if (amounts.lines.length > 0) charges.push({ source, amounts, quota, inputHash: inputHash(source) });
      }
    }
    if (all.length > 0) return [{ unit, payer, charges: [], problems: all, cards: [] }];
    return [...billsOfPayers({ unit, payer, charges, problems: all, cards })];
  }

  #amounts(source: ChargeSource, quota: QuotaDecision | null): PricedAmounts {
    const taxDate = source.correction?.charged.detail.taxDate ?? this.#taxDate;
    const options = { taxDate, quota: quota?.quota ?? null };
    const pricer = this.#pricer(source, source.choice.tariff);
    const { before } = source.choice;
    const { facts, stay } = source;
    const limitDays = limitDaysOf(source, this.#month.period);
    if (before) {
      const days = splitDays(source, this.#month.period);
      return priceSplit(this.#pricer(source, before.tariff), pricer, facts, {
        ...options,
        ...days,
        ...(stay && { share: stay.share }),
      });
    }
    return stay ? priceStay(pricer, facts, { ...options, ...stay, limitDays }) : pricer.price(facts, options);
  }
}

/** What a month has been charged so far, as priced lines. */
function chargedOf({ detail, tariff, before }: MonthCorrection['charged']): Amounts {
  const { lines, vat } = detail.correction?.now ?? detail;
  return { lines: linesOf({ lines }, tariff.body, before?.body ?? null), vat };
}

function attempt<T>(fn: () => T): T | PricingProblem {
  try {
    return fn();
  } catch (error) {
    if (error instanceof PricingProblem) return error; // this unit is parked, the others go on
    throw error;
  }
}

function inputHash({
  service,
  plugin,
  choice,
  facts,
  from,
  to,
  readings,
  due,
  correction,
  payer,
  subject,
  stay,
}: ChargeSource): string {
  const tariffs = [choice.tariff.id, choice.before?.tariff.id ?? 0];
  const inputs = [
    service,
    plugin.version,
    tariffs,
    facts,
    from,
    to,
    readings.map(({ serial }) => serial),
    payer?.customerId ?? 0,
    ...(due ? [due.subject] : []),
    ...(stay ? [subject, stay] : []),
    ...(correction ? [correction.now.period, correction.charged.correctedIn ?? ''] : []),
  ];
  return hash('sha256', JSON.stringify(inputs), 'base64url').slice(0, 22);
}
