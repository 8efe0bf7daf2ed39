// Units → charges: one pricer a tariff, each distinct set of facts decided and priced once.
import { hash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  lastDay,
  type PricedAmounts,
  type Pricer,
  PricingProblem,
  preparePricer,
  priceSplit,
  priceStay,
  type QuotaDecision,
} from '#kit';
import { billsOfPayers } from './bills-of-payers.ts';
import { linesOf } from './charge-detail.ts';
import type { ChargeSource, Problem, UnitToPrice } from './charge-sources.ts';
import type { MonthCorrection } from './correction-sources.ts';
import { type Amounts, differenceOf } from './difference.ts';
import type { DueCard, Month, Payer, Unit } from './read-month.ts';
import { limitDaysOf, splitDays } from './split-days.ts';

/** Shared by all charges of the same tariff and facts: never to be written to. */
export interface Price {
  amounts: PricedAmounts;
  quota: QuotaDecision | null;
}
export interface PricedSource extends Price {
  source: ChargeSource;
  /** Of a correction: what its month should have been charged, and has been; `amounts` is the difference. */
  whole?: { now: PricedAmounts; was: Amounts };
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
const TURN_EVERY = 32; // prices or units worked at before sockets get their turn: the write under way waits for it at every round trip
const KNOWN_MAX = 10_000; // prices remembered: neighbours differ less than they agree, and memory stays the same at any size

export class PricingDesk {
  readonly #month: Month;
  readonly #taxDate: string;
  readonly #pricers = new Map<number, Pricer | PricingProblem>();
  #known = new Map<string, Price | PricingProblem>();

  constructor(month: Month) {
    this.#month = month;
    this.#taxDate = lastDay(month.period);
  }

  async price(units: readonly UnitToPrice[]): Promise<PricedUnit[]> {
    if (this.#known.size > KNOWN_MAX) this.#known.clear();
    const fresh = new Map<string, ChargeSource>();
    const keys: string[] = [];
    for (const { sources } of units) {
      for (const source of sources) {
        const key = priceKey(source);
        keys.push(key);
        if (!this.#known.has(key)) fresh.set(key, source);
      }
    }
    if (fresh.size > 0) await this.#learn(fresh);
    const priced: PricedUnit[] = [];
    let at = 0;
    for (const [index, unit] of units.entries()) {
      if (index % TURN_EVERY === TURN_EVERY - 1) await nextTurn();
      priced.push(...this.#unit(unit, keys, at));
      at += unit.sources.length;
    }
    return priced;
  }

  /** Prices what has not been met before; what cannot be priced is remembered as its problem. */
  async #learn(fresh: ReadonlyMap<string, ChargeSource>): Promise<void> {
    const quotas = await this.#quotas([...fresh.values()]);
    let done = 0;
    for (const [key, source] of fresh) {
      if (++done % TURN_EVERY === 0) await nextTurn();
      const quota = quotas.get(source) ?? null;
      const problem = quota?.problem;
      const amounts = problem ? new PricingProblem(problem.code, problem.params) : attempt(() => this.#amounts(source, quota));
      this.#known.set(key, amounts instanceof PricingProblem ? amounts : { amounts, quota });
    }
  }

  /** Compiled once a tariff; a tariff that does not compile parks its units instead of stopping the run. */
  #pricer({ plugin }: ChargeSource, tariff: ChargeSource['choice']['tariff']): Pricer {
    let pricer = this.#pricers.get(tariff.id);
    if (!pricer) {
      pricer = attempt(() => preparePricer(plugin, tariff.body, this.#month.vatRates));
      this.#pricers.set(tariff.id, pricer);
    }
    if (pricer instanceof PricingProblem) throw pricer;
    return pricer;
  }

  async #quotas(sources: readonly ChargeSource[]): Promise<Map<ChargeSource, QuotaDecision>> {
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

  /** The unit for its payer of today, and for whoever else is to get a correction of a month that was his. */
  #unit({ unit, sources, problems }: UnitToPrice, keys: readonly string[], at: number): PricedUnit[] {
    const payer = this.#month.payers.of(unit.id);
    const charges: PricedSource[] = [];
    const cards: ChargedCard[] = [];
    const all = [...problems];
    for (const [index, source] of sources.entries()) {
      const price = this.#known.get(keys[at + index]!)!;
      if (price instanceof PricingProblem) {
        all.push({ service: source.service, code: price.code, params: { ...price.params, service: source.service } });
        continue;
      }
      const { amounts, quota } = price;
      const { due, correction } = source;
      if (correction) {
        const was = chargedOf(correction.charged);
        const difference = differenceOf(amounts, was);
        const whole = { now: amounts, was };
        if (difference.lines.length > 0 || difference.vat.length > 0)
          charges.push({ source, amounts: difference, whole, quota, inputHash: inputHash(source) });
        continue;
      }
      if (due) cards.push({ due, customerId: source.payer?.customerId ?? 0, net: amounts.net, total: amounts.total });
      if (!due || amounts.lines.length > 0) charges.push({ source, amounts, quota, inputHash: inputHash(source) });
    }
    if (all.length > 0) return [{ unit, payer, charges: [], problems: all, cards: [] }];
    return billsOfPayers({ unit, payer, charges, problems: all, cards });
  }
}

/** All that a price depends on besides the month. */
function priceKey({ service, choice, from, to, factsText, correction, stay }: ChargeSource): string {
  const { tariff, before } = choice;
  // priced as of its own month: nobody else's price
  if (correction) return `${correction.now.unitId} ${service} ${correction.now.period} ${from} ${factsText}`;
  if (!before && !stay) return `${tariff.id} ${factsText}`;
  return `${tariff.id} ${before?.tariff.id ?? 0} ${from} ${to} ${stay ? JSON.stringify(stay) : ''} ${factsText}`;
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

function inputHash(source: ChargeSource): string {
  const { service, plugin, choice, from, to, readings, due, correction, payer, subject, stay, factsText } = source;
  const tariffs = `${choice.tariff.id}+${choice.before?.tariff.id ?? 0}`;
  const serials = JSON.stringify(readings.map(({ serial }) => serial));
  const corrected = correction ? `${correction.now.period}<${correction.charged.correctedIn ?? ''}` : '';
  const of = `${due?.subject ?? ''}/${corrected}/${stay ? subject + JSON.stringify(stay) : ''}`;
  const text = `${service} ${plugin.version} ${tariffs} ${from}/${to} ${payer?.customerId ?? 0} ${of} ${serials} ${factsText}`;
  return hash('sha256', text, 'base64url').slice(0, 22);
}
