// What the cards of a building owe up to a month's end: months of the open spans, terms and fees waiting for a bill. Set-wise.
import type { Knex } from 'knex';
import { add, type CardPlugin, decimalOf, type FormulaValue, lastDay, type Plugin, textOf } from '#kit';
import { spanFacts } from './action-money.ts';
import type { CardSnapshot } from './card.contract.ts';
import { cardFacts } from './card-facts.ts';
import type { CardSetting, DueCard } from './card-money.contract.ts';
import { settingDefaults, settingsOf } from './card-settings.ts';
import { countInUnit, type InUnit } from './count-in-unit.ts';
import { type MonthSpan, type MonthsOwed, monthsDue } from './months-due.ts';

interface SpanRow extends MonthSpan {
  cardId: number;
  revision: number;
  unitId: number;
  customerId: number;
  kind: 'month' | 'term' | 'fee';
  termMonths: number | null;
  fee: number;
  deposit: number;
  waiting: boolean;
}
interface CardInfo {
  id: number;
  service: string;
  number: string | null;
  validTo: string | null;
  fields: Record<string, unknown>;
  spans: SpanRow[];
}

type PluginOf = (service: string) => Plugin | null;

export async function listDue(
  trx: Knex.Transaction,
  { buildingId, period }: { buildingId: number; period: string },
  pluginOf: PluginOf,
): Promise<DueCard[]> {
  const until = lastDay(period);
  const cards = await cardsOwing(trx, buildingId, until);
  if (cards.length === 0) return [];
  const settings = await settingsOf(trx, buildingId);
  const ordinals = await ordinalsOf(trx, { buildingId, period }, pluginOf);
  return cards.flatMap((card) => {
    const plugin = pluginOf(card.service);
    // a card whose plugin is gone waits: its spans are still there when it comes back
    if (plugin?.kind !== 'card') return [];
    const setting = settings.get(card.service) ?? settingDefaults(plugin);
    const factsAt = (unitId: number, months: string) => factsOf(plugin, card, ordinals.get(`${card.id}/${unitId}`), months);
    return [...monthRows(card, until, setting, factsAt), ...wholeRows(plugin, card, until, factsAt)];
  });
}

type FactsAt = (unitId: number, months: string) => { text: DueCard['facts']; values: Record<string, FormulaValue> };

/** One row for each unit the card was in: the months it owes there. */
function monthRows(card: CardInfo, until: string, setting: CardSetting, factsAt: FactsAt): DueCard[] {
  const spans = card.spans.filter(({ kind }) => kind === 'month');
  const { firstMonth, lastMonth } = setting;
  const owed = monthsDue(spans, { until, validTo: card.validTo, firstMonth, lastMonth });
  const unitOf = new Map(spans.map(({ id, unitId }) => [id, unitId]));
  return [...Map.groupBy(owed, ({ spanId }) => unitOf.get(spanId)!)].flatMap(([unitId, parts]): DueCard[] => {
    const months = textOf(parts.reduce((sum, part) => add(sum, part.months), decimalOf(0)));
    if (months === '0') return []; // shared with an earlier holder who paid it: owed with the next month
    const [first, last] = [parts[0]!, parts.at(-1)!];
    return [
      {
        ...headOf(card, unitId, `${card.id}@${first.from}`),
        ...{ from: first.from, to: last.to, tariffOn: last.to, months, facts: factsAt(unitId, months).text },
        spans: parts.map(spanOwed),
      },
    ];
  });
}

/** Terms and fees are charged whole, each by itself. */
function wholeRows(plugin: CardPlugin, card: CardInfo, until: string, factsAt: FactsAt): DueCard[] {
  return card.spans
    .filter(({ kind, waiting, from }) => kind !== 'month' && waiting && (kind === 'fee' ? from <= until : true))
    .map((span): DueCard => {
      const { id, unitId, customerId, kind, from, fee, deposit, termMonths, revision } = span;
      const whole = { kind, unitId, customerId, from, to: span.to, months: termMonths, fee, deposit };
      return {
        ...headOf(card, unitId, kind === 'fee' ? `${card.id}#${revision}` : `${card.id}@${from}`),
        ...{ from, to: span.to!, tariffOn: from < until ? from : until, months: String(termMonths ?? 0) },
        facts: spanFacts(plugin, factsAt(unitId, '0').values, whole),
        spans: [{ id, from, to: span.to!, months: String(termMonths ?? 0) }],
      };
    });
}

const headOf = (card: CardInfo, unitId: number, subject: string) => ({
  ...{ cardId: card.id, unitId, service: card.service, subject, caption: card.number ?? '' },
});
const spanOwed = ({ spanId, from, to, months }: MonthsOwed) => ({ id: spanId, from, to, months: textOf(months) });

function factsOf(plugin: CardPlugin, card: CardInfo, counts: InUnit = { ordinal: 1, cardsInUnit: 0 }, months: string) {
  const snapshot = { validTo: card.validTo, deposit: 0, fields: card.fields } as CardSnapshot;
  const values = cardFacts(plugin, snapshot, { ...counts, months: 0, quantity: 0, on: snapshot.validTo ?? '' });
  const asked = Object.fromEntries(Object.entries(values).filter(([name]) => FOR_BILLS.has(name) || !isCardFact(plugin, name)));
  const text = Object.fromEntries(
    Object.entries(asked).map(([name, value]) => [name, typeof value === 'bigint' ? textOf(value) : (value as boolean)]),
  );
  const declared = plugin.variables.some(({ name, source }) => name === 'months' && source === 'card');
  return { values: asked, text: declared ? { ...text, months } : text };
}
// a bill must come out the same whenever it is priced: what changes from day to day stays out of it
const FOR_BILLS = new Set(['ordinal', 'cardsInUnit', 'months']);
const isCardFact = (plugin: CardPlugin, name: string): boolean =>
  plugin.variables.some((variable) => variable.name === name && variable.source === 'card');

/** Cards with something waiting, each with all its spans: a month's price may depend on the ones before. */
async function cardsOwing(trx: Knex.Transaction, buildingId: number, until: string): Promise<CardInfo[]> {
  const { rows } = await trx.raw(
    `with waiting as (select distinct card_id from card_span where building_id = :buildingId and not settled and from_day <= :until::date
       union select distinct card_id from card_span s where building_id = :buildingId and not settled and kind = 'term'
         and exists (select from card_event e where e.card_id = s.card_id and e.revision = s.revision and e.on_date <= :until::date))
     select c.id, c.service, c.number, c.fields, (upper(c.valid) - 1)::text as "validTo",
       json_agg(json_build_object('id', s.id, 'cardId', s.card_id, 'revision', s.revision, 'unitId', s.unit_id, 'customerId', s.customer_id,
         'kind', s.kind, 'from', s.from_day, 'to', s.to_day, 'chargedThrough', s.charged_through, 'termMonths', s.months,
         'fee', s.fee, 'deposit', s.deposit, 'waiting', not s.settled) order by s.from_day, s.id) as spans
     from waiting w join card c on c.id = w.card_id join card_span s on s.card_id = c.id
     group by c.id order by c.id`,
    { buildingId, until },
  );
  return rows;
}

/** What each card was in each unit it was in during the month, by `card/unit`. */
async function ordinalsOf(
  trx: Knex.Transaction,
  { buildingId, period }: { buildingId: number; period: string },
  pluginOf: PluginOf,
): Promise<Map<string, InUnit>> {
  const { rows } = (await trx.raw(
    `select distinct on (s.unit_id, c.service, c.id) c.id, s.unit_id as "unitId", c.service, c.fields
     from card_span s join card c on c.id = s.card_id
     where s.building_id = :buildingId and s.kind <> 'fee' and s.from_day <= :last::date
       and (s.to_day is null or s.to_day >= :first::date) and (upper(c.valid) is null or upper(c.valid) > :first::date)
     order by s.unit_id, c.service, c.id`,
    { buildingId, first: `${period}-01`, last: lastDay(period) },
  )) as { rows: { id: number; unitId: number; service: string; fields: Record<string, unknown> }[] };
  const counts = new Map<string, InUnit>();
  for (const cards of Map.groupBy(rows, ({ unitId, service }) => `${unitId} ${service}`).values()) {
    const { unitId, service } = cards[0]!;
    const plugin = pluginOf(service);
    if (plugin?.kind !== 'card') continue;
    for (const [id, count] of countInUnit(plugin, cards)) counts.set(`${id}/${unitId}`, count);
  }
  return counts;
}
