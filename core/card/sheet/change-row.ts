// A row of a card that is there: its form may be put right and a number be given; the rest has its own actions, and the row says which.
import type { Knex } from 'knex';
import { type CardPlugin, type Finding, Refusal } from '#kit';
import type { Ctx } from '#platform/context';
import { languages, sentence } from '#platform/i18n';
import { codeKey, fold } from '#platform/sheet/fold';
import { frameOf, type Later } from '../act-frame.ts';
import { act } from '../act-on-card.ts';
import { amend } from '../amend-card.ts';
import { withDefaults } from '../registration-form.ts';
import { issuing } from '../take-over.ts';
import type { Known, KnownCard } from './known-cards.ts';
import type { CardRowRead } from './parse-cards.ts';

/** The card a row is about: by its id, else by its number; an ended card's number is free for others. */
export function cardOf(row: CardRowRead, { byId, byNumber }: Known): KnownCard | null {
  if (row.id !== null) {
    const card = byId.get(row.id);
    if (!card) throw new Refusal('card.sheet.noCard', { id: row.id });
    return card;
  }
  const named = row.number === null ? [] : (byNumber.get(row.number) ?? []);
  const same = (card: KnownCard) => codeKey(card.unit) === codeKey(row.unit) && codeKey(card.holder) === codeKey(row.holder);
  return named.find((card) => !card.ended && same(card)) ?? named.find(({ ended }) => !ended) ?? named.find(same) ?? null;
}

/** Most rows of a sheet that comes back: nothing has to be asked of the database for them. */
export function isUnchanged(plugin: CardPlugin, row: CardRowRead, known: Known): boolean {
  const card = row.id !== null && !known.byId.has(row.id) ? null : cardOf(row, known);
  if (card === null) return false;
  // a program's list brings cards in; what has become of them since is not its business
  return (
    row.sheet === '' || (!issuesNow(row, card) && differences(plugin, row, card).length === 0 && isSameForm(plugin, row, card))
  );
}

export async function changeRow(
  ctx: Ctx,
  trx: Knex.Transaction,
  unit: string,
  { plugin, row, card, later }: { plugin: CardPlugin; row: CardRowRead; card: KnownCard; later: Later },
): Promise<'amended' | 'issued' | 'unchanged'> {
  const issues = issuesNow(row, card);
  const wrong = differences(plugin, row, card);
  if (wrong.length > 0) throw new Refusal('card.sheet.otherwise', { number: card.number ?? '' }, 422, wrong);
  const reason = { reason: `${row.sheet} · ${row.row}` };
  const document = row.document === null ? {} : { document: row.document };
  const { id } = card;
  let { revision } = card;
  const fields = formOf(plugin, row, card);
  const same = isSameForm(plugin, row, card);
  if (!same) revision = (await amend(ctx, trx, { id, revision, fields, ...reason, ...document }, later)).revision;
  if (!issues) {
    Object.assign(card, { fields, revision }); // a second row of the same card starts from here
    return same ? 'unchanged' : 'amended';
  }
  const { number, months, validTo, validFrom } = row;
  const term = { ...(months === null ? {} : { months }), ...(validTo === null ? {} : { validTo }) };
  const on = validFrom === null ? {} : { on: validFrom };
  const action = issuing(plugin.actions, card.state).id;
  const input = { id, revision, action, number: number!, ...term, ...on, ...document };
  const done = await act(ctx, trx, unit, input, { ...frameOf(ctx), later });
  Object.assign(card, done.card);
  return 'issued';
}

/** Only columns the sheet has speak; an empty cell takes the answer away. */
function formOf({ registration }: CardPlugin, row: CardRowRead, card: KnownCard): Record<string, unknown> {
  const fields = { ...card.fields };
  for (const name of Object.keys(registration.properties)) {
    if (row.letters[`fields.${name}`] === undefined) continue;
    if (row.fields[name] === undefined) delete fields[name];
    else fields[name] = row.fields[name];
  }
  return fields;
}

function isSameForm(plugin: CardPlugin, row: CardRowRead, card: KnownCard): boolean {
  const said = (fields: Record<string, unknown>) => JSON.stringify(Object.entries(withDefaults(plugin, fields)).sort());
  return said(formOf(plugin, row, card)) === said(card.fields);
}

/** A registration gets the number the sheet gives it. */
const issuesNow = (row: CardRowRead, card: KnownCard): boolean => card.number === null && row.number !== null && !card.ended;

function differences(plugin: CardPlugin, row: CardRowRead, card: KnownCard): Finding[] {
  const issues = issuesNow(row, card);
  const number = card.number ?? '–';
  const found: Finding[] = [];
  const differs = (field: string, code: string, params: Finding['params'] = {}) =>
    found.push({ code: `card.sheet.${code}`, params: { service: plugin.id, number, ...params }, at: { field } });
  if (!issues && row.number !== null && row.number !== card.number) differs('number', 'otherNumber');
  if (codeKey(row.unit) !== codeKey(card.unit)) differs('unit', 'otherUnit', { unit: card.unit });
  if (codeKey(row.holder) !== codeKey(card.holder)) differs('holder', 'otherHolder', { holder: card.holder });
  if (row.state !== null && !statesOf(plugin, card.state).has(fold(row.state)))
    differs('state', 'otherState', { state: card.state });
  if (issues) return found;
  for (const field of ['validFrom', 'validTo', 'paidThrough'] as const)
    if (row[field] !== null && row[field] !== card[field] && !(field === 'paidThrough' && isEarlier(row[field], card[field])))
      differs(field, card[field] === null ? 'noDay' : 'otherDay', { day: card[field] });
  if (row.months !== null) differs('months', 'monthsGiven');
  return found;
}

// an older sheet says what was paid then; only a later day is a wish
const isEarlier = (day: string, than: string | null): boolean => than !== null && day < than;
const statesOf = ({ id }: CardPlugin, state: string): Set<string> =>
  new Set(languages.map((lang) => fold(sentence(lang, { code: `${id}.state.${state}`, params: {} }))));
