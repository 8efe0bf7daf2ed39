// What an action costs: priced by the building's tariff like any bill, and posted at once where the building wants that.
import type { Knex } from 'knex';
import { addDays, type CardPlugin, type Facts, type FormulaValue, type Nature, Refusal, textOf, vnd } from '#kit';
import type { ResultOf } from '#platform/actions';
import { call } from '#platform/call';
import { now, today } from '#platform/clock';
import type { Ctx } from '#platform/context';
import type { CardDue } from './card-money.contract.ts';
import type { StoredCard } from './card-repository.ts';
import type { NewSpan } from './span-changes.ts';
import { type ChargedSpan, chargeSpans } from './span-repository.ts';

type Tariff = ResultOf<'billing.listTariffs'>['rows'][number];
type Amounts = Partial<Record<Nature, { net: number; vat: number }>>;
const DUE_DAYS = 7;

/** The tariff published for the unit's class on the day; null where there is none. */
export async function tariffOn(ctx: Ctx, unit: string, card: StoredCard, on: string): Promise<Tariff | null> {
  const query = { buildingId: card.buildingId, service: card.service, status: 'published' as const };
  const { rows } = await call(ctx, 'billing.listTariffs', query, { unitOfWork: unit });
  const holding = rows.filter(({ validFrom, validTo }) => validFrom <= on && (validTo === null || on <= validTo));
  return (
    holding.find(({ unitClass }) => unitClass === card.tariffClass) ?? holding.find(({ unitClass }) => unitClass === '*') ?? null
  );
}

export interface Priced {
  span: NewSpan;
  net: number;
  total: number;
  byNature: Amounts;
  lines: CardDue['lines'];
}

/** Prices what an action opens by the day; a tariff that forgets the fee or the deposit is refused, or money would be lost. */
export async function priceSpans(
  ctx: Ctx,
  unit: string,
  plugin: CardPlugin,
  tariff: Tariff | null,
  facts: Readonly<Record<string, FormulaValue>>,
  spans: readonly NewSpan[],
): Promise<Priced[]> {
  const priced: Priced[] = [];
  for (const span of spans) {
    if (span.kind === 'month') continue; // the run charges months when they are over
    if (!tariff) throw new Refusal('card.tariff.missing', { service: plugin.id });
    const input = spanFacts(plugin, facts, span);
    const params = { service: plugin.id, tariffId: tariff.id, taxDate: span.from, input };
    const { lines, net, total, byNature } = await call(ctx, 'billing.price', params, { unitOfWork: unit });
    const deposit = byNature.deposit?.net ?? 0;
    if (span.kind === 'fee' && (net !== span.fee + span.deposit || deposit !== span.deposit))
      throw new Refusal('card.tariff.withoutFee', { service: plugin.id, fee: span.fee + span.deposit, priced: net });
    priced.push({ span, net, total, byNature, lines: lines.map(({ label, net: amount }) => ({ label, net: amount })) });
  }
  return priced;
}

/** The card's facts as a bill takes them, with what this span adds: the months of a term, or the fee and deposit of an action. */
export function spanFacts(plugin: CardPlugin, facts: Readonly<Record<string, FormulaValue>>, span: NewSpan): Facts {
  const own: Record<string, string> = {
    months: String(span.months ?? 0),
    feeDue: String(span.fee),
    depositDue: String(span.deposit),
  };
  return Object.fromEntries(
    plugin.variables.flatMap(({ name, source }): [string, string | boolean][] => {
      const value = source === 'card' && Object.hasOwn(own, name) ? own[name] : facts[name];
      if (value === undefined) return [];
      return [[name, typeof value === 'bigint' ? textOf(value) : (value as string | boolean)]];
    }),
  );
}

/** One document for all of it; the spans are charged with it. Answers the document's id, or null where nothing is owed. */
export async function postAtOnce(
  ctx: Ctx,
  trx: Knex.Transaction,
  unit: string,
  { card, plugin, label, priced, ids }: { card: StoredCard; plugin: CardPlugin; label: string; priced: Priced[]; ids: number[] },
): Promise<number | null> {
  const amounts: Amounts = {};
  for (const { byNature } of priced) {
    for (const [nature, { net, vat }] of Object.entries(byNature) as [Nature, { net: number; vat: number }][]) {
      const sum = amounts[nature] ?? { net: 0, vat: 0 };
      amounts[nature] = { net: vnd(sum.net + net), vat: vnd(sum.vat + vat) };
    }
  }
  const owed = priced.some(({ total }) => total !== 0);
  const { unitId, customerId } = priced[0]!.span;
  const params = {
    ...{ buildingId: card.buildingId, unitId, customerId, service: plugin.id, amounts, accounts: plugin.accounts },
    ...{ dueOn: addDays(today(), DUE_DAYS), reason: label },
  };
  const documentId = owed ? (await call(ctx, 'ledger.chargeOnce', params, { unitOfWork: unit })).documentId : null;
  const rows = priced.map(({ span, net, total }, n): ChargedSpan => {
    const { unitId: spanUnit, customerId: holder, from, to, months } = span;
    return {
      ...{ spanId: ids[n]!, cardId: card.id, unitId: spanUnit, customerId: holder, from, to: to!, months: String(months ?? 0) },
      ...{ net, total },
    };
  });
  const by = { buildingId: card.buildingId, period: today().slice(0, 7), at: now().toISOString() };
  await chargeSpans(trx, { ...by, ...(documentId === null ? {} : { documentId }) }, rows);
  return documentId;
}
