// A sheet of cards: registered, issued or taken over row by row; what cannot be comes back at its cell, the same sheet twice changes nothing.
import type { Knex } from 'knex';
import { type CardPlugin, type Finding, Refusal } from '#kit';
import { today } from '#platform/clock';
import type { Ctx } from '#platform/context';
import { sentence, withSentences } from '#platform/i18n';
import { unitOfWork } from '#platform/scope';
import { codeKey } from '#platform/sheet/fold';
import { readCells } from '#platform/sheet/read-cells';
import { frameOf, type Later, newLater, tell } from '../act-frame.ts';
import { act, cardPlugin, refusalOf } from '../act-on-card.ts';
import { lockCards } from '../card-locks.ts';
import type { CardsImported } from '../card-sheet.contract.ts';
import { register } from '../register-card.ts';
import { inSavepoint } from '../savepoint.ts';
import { issuing, takeOver } from '../take-over.ts';
import { cardOf, changeRow, isUnchanged } from './change-row.ts';
import { type Known, knownOf, wishOf } from './known-cards.ts';
import { type CardRowRead, parseCards } from './parse-cards.ts';

const ROWS_MAX = 5000;
const TRIED = Symbol('tried only');

export async function importCards(
  ctx: Ctx,
  { buildingId, service, dryRun }: { buildingId: number; service: string; dryRun: boolean },
  content: Uint8Array,
): Promise<CardsImported> {
  const plugin = cardPlugin(service);
  const { sheets, refused } = await readCells(content, ROWS_MAX);
  if (refused) return { ...NONE, findings: withSentences(ctx.meta.lang ?? 'vi', [refused]) };
  const { rows, findings } = parseCards(plugin, sheets, today());
  return importRows(ctx, { buildingId, plugin, dryRun, rows, findings });
}

/** `findings` are what is known to be wrong already. */
export async function importRows(
  ctx: Ctx,
  given: { buildingId: number; plugin: CardPlugin; dryRun: boolean; rows: readonly CardRowRead[]; findings: readonly Finding[] },
): Promise<CardsImported> {
  const { buildingId, plugin, dryRun, rows } = given;
  let counts = { ...NONE };
  let problems: Finding[] = [];
  try {
    await unitOfWork(ctx, async (trx, unit) => {
      counts = { ...NONE }; // a serialisation failure starts again
      problems = [];
      const later = newLater();
      const known = await knownOf(ctx, trx, unit, { buildingId, plugin, rows });
      await lockCards(trx, buildingId, spokenOf(rows, known), unitsOf(rows, known));
      for (const row of rows) {
        if (isUnchanged(plugin, row, known)) {
          counts.unchanged++;
          continue;
        }
        const { result, refusal } = await inSavepoint(
          trx,
          () => importRow(ctx, trx, unit, { buildingId, plugin, row, known, later }),
          (error) => refusalOf(error, { number: row.number ?? '' }),
        );
        if (result) counts[result]++;
        else problems.push(...placed(refusal!, row));
      }
      await tell(ctx, trx, unit, buildingId, later);
      if (dryRun) throw TRIED;
    });
  } catch (error) {
    if (error !== TRIED) throw error;
  }
  const inOrder = [...given.findings, ...problems].sort((a, b) => (a.at?.row ?? 0) - (b.at?.row ?? 0));
  return { ...counts, findings: withSentences(ctx.meta.lang ?? 'vi', inOrder) };
}
const NONE = { registered: 0, issued: 0, takenOver: 0, amended: 0, unchanged: 0 };

interface Task {
  buildingId: number;
  plugin: CardPlugin;
  row: CardRowRead;
  known: Known;
  later: Later;
}

async function importRow(
  ctx: Ctx,
  trx: Knex.Transaction,
  unit: string,
  { buildingId, plugin, row, known, later }: Task,
): Promise<keyof typeof NONE> {
  const { number, fields, months, validTo, paidThrough, validFrom } = row;
  const there = cardOf(row, known);
  if (there) return changeRow(ctx, trx, unit, { plugin, row, card: there, later });
  // a number twice in one sheet: the second row says what the first has said
  if (number !== null && known.given.has(number)) return 'unchanged';
  const unitId = known.units.get(codeKey(row.unit));
  if (unitId === undefined) throw new Refusal('card.sheet.noUnit', { unit: row.unit });
  const customerId = known.customers.get(codeKey(row.holder));
  if (customerId === undefined) throw new Refusal('card.sheet.noHolder', { holder: row.holder });
  const wish = wishOf(plugin, { unitId, customerId, fields });
  if (number === null && known.waiting.has(wish)) return 'unchanged';
  const document = row.document === null ? {} : { document: row.document };
  const from = paidThrough === null ? {} : { on: validFrom ?? paidThrough };
  const card = await register(ctx, trx, { buildingId, service: plugin.id, unitId, customerId, fields, ...from, ...document });
  if (number === null) {
    known.waiting.add(wish);
    return 'registered';
  }
  if (paidThrough !== null) {
    const code = `card.takeOver.${row.sheet ? 'from' : 'fromList'}`;
    const reason = sentence(ctx.meta.lang ?? 'vi', { code, params: { sheet: row.sheet, row: row.row } });
    later.doors.push(...(await takeOver(ctx, trx, card, { number, validFrom, validTo, paidThrough, reason })));
    known.given.add(number);
    return 'takenOver';
  }
  const action = issuing(plugin.actions, card.state).id;
  const on = validFrom === null ? {} : { on: validFrom };
  const until = { ...(months === null ? {} : { months }), ...(validTo === null ? {} : { validTo }) };
  const frame = { ...frameOf(ctx), later };
  await act(ctx, trx, unit, { id: card.id, revision: card.revision, action, number, ...on, ...until, ...document }, frame);
  known.given.add(number);
  return 'issued';
}

const spokenOf = (rows: readonly CardRowRead[], { byId, byNumber }: Known): number[] => [
  ...[...byNumber.values()].flat().map(({ id }) => id),
  ...rows.flatMap(({ id }) => (id !== null && byId.has(id) ? [id] : [])),
];
const unitsOf = (rows: readonly CardRowRead[], { units }: Known): number[] =>
  rows.flatMap(({ unit }) => units.get(codeKey(unit)) ?? []);

/** A refusal's own place where it names a field of the form, else the cell it speaks of. */
function placed({ code, params, findings = [] }: Refusal, row: CardRowRead): Finding[] {
  const place = { sheet: row.sheet, row: row.row };
  const column = row.letters[CELL[code] ?? 'number'];
  if (findings.length === 0) return [{ code, params, at: { ...place, ...(column ? { column } : {}) } }];
  return findings.map((finding) => {
    const field = finding.at?.field ?? '';
    const letter = row.letters[field] ?? row.letters[`fields.${field}`];
    return { ...finding, at: { ...place, ...(letter ? { column: letter } : {}) } };
  });
}
const CELL: Record<string, string> = {
  'card.sheet.noUnit': 'unit',
  'card.sheet.noHolder': 'holder',
  'card.term.missing': 'months',
  'card.range.backwards': 'validTo',
  'card.takeOver.backwards': 'paidThrough',
  'card.sheet.noCard': 'id',
};
