// What a card's papers say, read from the card, its events and its building.
import type { Knex } from 'knex';
import { type CardPlugin, type Lang, Refusal } from '#kit';
import { call } from '#platform/call';
import type { Ctx } from '#platform/context';
import { sentence } from '#platform/i18n';
import { cardPlugin } from '../act-on-card.ts';
import type { CardEventRow } from '../card.contract.ts';
import { findCard, listEvents } from '../card-repository.ts';
import type { PaperData } from './paper-data.ts';

export async function paperOf(
  ctx: Ctx,
  trx: Knex.Transaction,
  unit: string,
  { id, paper, revision, lang }: { id: number; paper: PaperData['paper']; revision?: number | undefined; lang: Lang },
): Promise<PaperData> {
  const card = await findCard(trx, id);
  if (!card) throw new Refusal('card.card.unknown', { id }, 404);
  const plugin = cardPlugin(card.service);
  const events = await listEvents(trx, id);
  const event = paper === 'registration' ? events.findLast(({ action }) => FORMS.has(action))! : handOver(events, revision);
  const { buildingId } = card;
  const building = await call(ctx, 'building.getBuilding', { buildingId }, { unitOfWork: unit });
  const company = await trx('company').where({ id: ctx.meta.user!.companyId }).first('name', 'address', 'phone');
  const { after, before } = event;
  const ended = before !== null && before.deposit > after.deposit;
  return {
    paper,
    company: { name: company.name, address: company.address ?? '', phone: company.phone ?? '' },
    building: { name: building.name, address: building.address },
    service: plugin.name[lang],
    cardId: card.id,
    number: after.number,
    unit: await codeOf(trx, after.unitId),
    holder: await nameOf(trx, after.customerId),
    fields: fieldsOf(plugin, after.fields, lang),
    ...{ onDate: event.on, validFrom: after.validFrom, validTo: after.validTo },
    action: plugin.actions.find((action) => action.id === event.action)?.label[lang] ?? event.action,
    replaces: before !== null && before.number !== after.number ? before.number : null,
    ...{ fee: event.fee, deposit: event.deposit, document: event.document, reason: event.reason, by: event.user },
    returned:
      ended || (before !== null && plugin.actions.some(({ id: name, effect }) => name === event.action && effect === 'end')),
  };
}

// the form as it was put right last
const FORMS = new Set(['register', 'amend']);

/** The asked one, else the last that put a card into a hand or took it back. */
function handOver(events: readonly CardEventRow[], revision: number | undefined): CardEventRow {
  const moves = events.filter(
    ({ before, after }) =>
      before !== null &&
      after.number !== null &&
      (before.number !== after.number || before.customerId !== after.customerId || after.validTo !== before.validTo),
  );
  const found = revision === undefined ? moves.at(-1) : moves.find((event) => event.revision === revision);
  if (!found) throw new Refusal('card.paper.nothingHanded', {}, 409);
  return found;
}

function fieldsOf(plugin: CardPlugin, fields: Record<string, unknown>, lang: Lang): PaperData['fields'] {
  const word = (key: string) => sentence(lang, { code: key, params: {} });
  return Object.keys(plugin.registration.properties).map((name) => {
    const value = fields[name];
    const said = typeof value === 'boolean' ? word(`card.paper.${value ? 'yes' : 'no'}`) : String(value ?? '');
    return { label: word(`${plugin.id}.field.${name}`), value: said };
  });
}

const codeOf = async (trx: Knex.Transaction, id: number): Promise<string> => (await trx('unit').where({ id }).first('code')).code;
const nameOf = async (trx: Knex.Transaction, id: number): Promise<string> =>
  (await trx('customer').where({ id }).first('name')).name;
