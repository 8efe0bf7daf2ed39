// A statement file into the account's rows: columns confirmed once, then remembered; what is there already is left alone.
import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { type Finding, Refusal } from '#kit';
import { now, today } from '#platform/clock';
import type { Ctx } from '#platform/context';
import { withSentences } from '#platform/i18n';
import { inScope } from '#platform/scope';
import { bare } from '#platform/sheet/fold';
import type { Upload } from '#platform/upload';
import type { StatementColumns, StatementRead } from './bank.contract.ts';
import { findHeading, type Heading, placeColumns } from './find-columns.ts';
import { newRows, type StoredRow } from './new-rows.ts';
import { type Movement, parseStatement, type SheetRows } from './parse-statement.ts';
import { readStatement } from './read-statement.ts';

interface Account {
  id: number;
  number: string;
  columns: StatementColumns | null;
}
export interface ImportOptions {
  accountId: number;
  /** What the clerk confirmed. */
  columns?: StatementColumns | undefined;
  /** Scripts: take the guess without asking. */
  trustGuess?: boolean | undefined;
}
const NOTHING: StatementRead = { fileId: null, confirm: null, read: 0, added: 0, known: 0, findings: [] };

export async function importStatement(ctx: Ctx, options: ImportOptions, upload: Upload): Promise<StatementRead> {
  const lang = ctx.meta.lang ?? 'vi';
  const account = await inScope(ctx, (trx) => accountOf(trx, options.accountId));
  const only = (finding: Finding, confirm: StatementRead['confirm'] = null): StatementRead => ({
    ...{ ...NOTHING, confirm, findings: withSentences(lang, [finding]) },
  });
  const { sheets, refused } = await readStatement(upload.content);
  if (refused) return only(refused);
  const wanted = options.columns ?? account.columns;
  const guessed = sheets.flatMap((sheet) => headed(sheet, findHeading(sheet.rows)));
  const placed = wanted ? sheets.flatMap((sheet) => headed(sheet, placedIn(sheet, wanted))) : options.trustGuess ? guessed : [];
  const first = guessed[0] ?? null;
  if (placed.length === 0 && wanted) {
    const { missing } = missingOf(sheets, wanted);
    return only({ code: 'bank.columns.changed', params: { heading: missing } }, first && confirmOf(first));
  }
  if (placed.length === 0) {
    if (first === null) return only({ code: 'bank.file.noHeading', params: {} });
    return { ...NOTHING, confirm: confirmOf(first) };
  }
  const lacking = lackingOf(placed[0]!.heading.columns);
  if (lacking) return only({ code: 'bank.columns.missing', params: { field: lacking } }, first && confirmOf(first));
  const other = otherAccount(placed, account.number);
  if (other) return only({ code: 'bank.file.otherAccount', params: { found: other, number: account.number } });
  const parts = placed.map(({ sheet, heading }) => parseStatement(sheet, heading, today()));
  const movements = parts.flatMap((part) => part.movements);
  const stored = await inScope(ctx, (trx) =>
    store(trx, ctx.meta.user!.id, account, upload, movements, placed[0]!.heading.columns),
  );
  const findings = withSentences(
    lang,
    parts.flatMap((part) => part.findings),
  );
  return { ...stored, confirm: null, read: movements.length, known: movements.length - stored.added, findings };
}

interface Headed {
  sheet: SheetRows;
  heading: Heading;
}
const headed = (sheet: SheetRows, heading: Heading | null): Headed[] => (heading ? [{ sheet, heading }] : []);

function placedIn({ rows }: SheetRows, columns: StatementColumns): Heading | null {
  const placed = placeColumns(rows, columns);
  return 'missing' in placed ? null : placed;
}
function missingOf(sheets: readonly SheetRows[], columns: StatementColumns): { missing: string } {
  const placed = placeColumns(sheets[0]?.rows ?? [], columns);
  return 'missing' in placed ? placed : { missing: '' };
}

function lackingOf(columns: StatementColumns): string | null {
  if (columns.date === undefined) return 'date';
  if (columns.amount === undefined && columns.credit === undefined) return 'credit';
  return columns.memo === undefined ? 'memo' : null;
}

function confirmOf({ sheet, heading }: Headed): NonNullable<StatementRead['confirm']> {
  const cells = (row: readonly unknown[]): string[] => heading.headings.map((_, n) => String(row[n] ?? ''));
  const sample = sheet.rows.slice(heading.below, heading.below + 5).map(cells);
  return { headings: heading.headings, columns: heading.columns, sample };
}

/** The account the file's head names, where it is not ours. */
function otherAccount(placed: readonly Headed[], number: string): string | null {
  for (const { sheet, heading } of placed) {
    const lines = sheet.rows.slice(0, heading.below - 1).map((row) => row.map((cell) => String(cell ?? '')).join(' '));
    const named = lines.flatMap((line) =>
      [...bare(line).matchAll(/(?:so tai khoan|tai khoan so|stk|account (?:number|no)|account)\D{0,30}?(\d{8,19})\b/g)].map(
        ([, found]) => found!,
      ),
    );
    if (named.length > 0 && !named.includes(number) && !lines.some((line) => line.replace(/[\s.-]/g, '').includes(number)))
      return named[0]!;
  }
  return null;
}

export async function accountOf(trx: Knex.Transaction, accountId: number): Promise<Account & { building_ids: number[] }> {
  const account = await trx('bank_account').where({ id: accountId }).first();
  if (!account) throw new Refusal('bank.account.unknown', { account: accountId }, 404);
  return account;
}

async function store(
  trx: Knex.Transaction,
  userId: number,
  account: Account,
  { filename, content }: Upload,
  movements: readonly Movement[],
  columns: StatementColumns,
): Promise<{ fileId: number; added: number }> {
  await trx.raw(`select pg_advisory_xact_lock(hashtextextended('bank account ' || ?::text, 7294))`, [account.id]);
  const days = movements.map(({ onDate }) => onDate).sort();
  const there: StoredRow[] = await trx('bank_row')
    .where({ account_id: account.id })
    .whereBetween('on_date', [days[0] ?? today(), days.at(-1) ?? today()])
    .select('reference', 'amount', 'memo', 'nth', { onDate: 'on_date', time: 'at_time' });
  const added = newRows(there, movements);
  const [{ id: fileId }] = (await trx('bank_file')
    .insert({
      ...{ account_id: account.id, name: filename.slice(0, 200), sha256: createHash('sha256').update(content).digest('hex') },
      ...{ rows: movements.length, rows_added: added.length, from_on: days[0] ?? null, to_on: days.at(-1) ?? null },
      ...{ imported_by: userId, imported_at: now() },
    })
    .returning('id')) as [{ id: number }];
  await trx.raw(
    `insert into bank_row (account_id, file_id, line, on_date, at_time, amount, balance, reference, memo, party, party_account, nth)
     select ?, ?, line, "onDate", time, amount, balance, reference, memo, party, "partyAccount", nth from jsonb_to_recordset(?::jsonb) as r(
       line int, "onDate" date, time time, amount bigint, balance bigint, reference text, memo text, party text, "partyAccount" text, nth int)`,
    [account.id, fileId, JSON.stringify(added)],
  );
  await trx('bank_account')
    .where({ id: account.id })
    .update({ columns: JSON.stringify(columns) });
  return { fileId, added: added.length };
}
