// Rows under a statement's heading → movements and findings, each at its cell. Good rows go on.
import { type Finding, type Vnd, vnd } from '#kit';
import { columnLetter } from '#platform/sheet/column-letter';
import { bare } from '#platform/sheet/fold';
import { readDay } from '#platform/sheet/read-day';
import type { StatementField } from './bank.contract.ts';
import type { Heading, Row } from './find-columns.ts';
import { readAmount } from './read-amount.ts';
import { SUMS } from './statement-fields.ts';

export interface Movement {
  line: number;
  onDate: string;
  time: string | null;
  /** Positive came in. */
  amount: Vnd;
  balance: Vnd | null;
  reference: string;
  memo: string;
  party: string;
  partyAccount: string;
}
export interface SheetRows {
  sheet: string;
  rows: readonly Row[];
}
const MEMO_LENGTH = 1000;

export function parseStatement(
  { sheet, rows }: SheetRows,
  { below, headings, columns }: Heading,
  today: string,
): { movements: Movement[]; findings: Finding[] } {
  const folded = headings.map(bare);
  const at = (field: StatementField): number => (columns[field] === undefined ? -1 : folded.indexOf(bare(columns[field])));
  const places = Object.fromEntries(FIELDS.map((field) => [field, at(field)])) as Record<StatementField, number>;
  const movements: Movement[] = [];
  const findings: Finding[] = [];
  for (let n = below; n < rows.length; n++) {
    const read = readRow(rows[n]!, places, headings.length, today);
    if (read === null) continue;
    if ('code' in read) {
      const { field, ...finding } = read;
      const column = field === undefined || places[field] < 0 ? {} : { column: columnLetter(places[field]) };
      findings.push({ ...finding, at: { sheet, row: n + 1, ...column } });
    } else movements.push({ ...read, line: n + 1 });
  }
  return { movements, findings: [...findings, ...breaksOf(movements, sheet, places.balance)] };
}
const FIELDS = [
  ...(['date', 'time', 'credit', 'debit', 'amount', 'direction', 'reference', 'memo'] as const),
  ...(['party', 'partyAccount', 'balance'] as const),
];

type Problem = Pick<Finding, 'code' | 'params'> & { field?: StatementField };

/** Null for rows that are no movement: blank, a sum, the balance brought forward, a note. */
function readRow(
  row: Row,
  at: Record<StatementField, number>,
  width: number,
  today: string,
): Omit<Movement, 'line'> | Problem | null {
  const cell = (field: StatementField): unknown => (at[field] < 0 ? null : row[at[field]]);
  const said = (field: StatementField): string => textOf(cell(field));
  const filled = row.filter((value) => textOf(value) !== '');
  if (filled.length === 0) return null;
  const amount = amountOf(cell, at);
  const onDate = readDay(cell('date'), today);
  const isSum = filled.some((value) => SUMS.test(bare(textOf(value))));
  if (isSum && (onDate === null || amount === null)) return null;
  if (row.slice(width).some((value) => textOf(value) !== ''))
    return { code: 'bank.row.tooWide', params: { cells: row.length, width } };
  // a note under the table has no amount
  if (amount === null)
    return onDate === null || said('memo') === ''
      ? null
      : { code: 'bank.row.amountMissing', params: {}, field: at.amount >= 0 ? 'amount' : 'credit' };
  if (typeof amount === 'object') return amount;
  if (onDate === null) return { code: 'bank.row.dateMalformed', params: { value: said('date') }, field: 'date' };
  if (onDate > today) return { code: 'bank.row.dateFuture', params: { day: onDate }, field: 'date' };
  const balance = readAmount(cell('balance'));
  if (balance === undefined) return { code: 'bank.row.amountMalformed', params: { value: said('balance') }, field: 'balance' };
  return {
    ...{ onDate, time: timeOf(said('time')) ?? timeOf(said('date')), amount, balance },
    ...{ reference: said('reference').slice(0, 100), memo: said('memo').slice(0, MEMO_LENGTH) },
    ...{ party: said('party').slice(0, 200), partyAccount: said('partyAccount').slice(0, 60) },
  };
}

function amountOf(cell: (field: StatementField) => unknown, at: Record<StatementField, number>): Vnd | Problem | null {
  const problem = (field: StatementField): Problem => ({
    ...{ code: 'bank.row.amountMalformed', params: { value: textOf(cell(field)) }, field },
  });
  if (at.amount >= 0) {
    const amount = readAmount(cell('amount'));
    if (amount === undefined) return problem('amount');
    if (!amount) return null;
    if (at.direction < 0) return amount;
    const direction = bare(textOf(cell('direction')).replace('+', ' co ').replace('-', ' no '));
    if (/^(c|cr|co|ghi co|credit|tien vao|thu|nhan)\b/.test(direction)) return vnd(Math.abs(amount));
    if (/^(d|dr|no|ghi no|debit|tien ra|chi|chuyen)\b/.test(direction)) return vnd(-Math.abs(amount));
    return { code: 'bank.row.directionUnknown', params: { value: textOf(cell('direction')) }, field: 'direction' };
  }
  const credit = readAmount(cell('credit'));
  const debit = readAmount(cell('debit'));
  if (credit === undefined) return problem('credit');
  if (debit === undefined) return problem('debit');
  if (credit && debit) return { code: 'bank.row.bothSides', params: { credit, debit }, field: 'debit' };
  // debits are printed with or without a minus
  if (credit) return credit;
  return debit ? vnd(-Math.abs(debit)) : null;
}

function timeOf(value: string): string | null {
  const [, hours, minutes, seconds = '00'] = /(?:^|\D)([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?/.exec(value) ?? [];
  return hours === undefined ? null : `${hours.padStart(2, '0')}:${minutes}:${seconds}`;
}

/** Balances that do not follow from one another: a row is missing or was changed. The order may be oldest or newest first. */
function breaksOf(movements: readonly Movement[], sheet: string, place: number): Finding[] {
  if (place < 0) return [];
  const follows = (before: Movement, after: Movement): boolean =>
    before.balance === null || after.balance === null || before.balance + after.amount === after.balance;
  const pairs = movements.slice(1).map((row, n) => ({ upper: movements[n]!, lower: row }));
  const down = pairs.filter(({ upper, lower }) => !follows(upper, lower));
  const up = pairs.filter(({ upper, lower }) => !follows(lower, upper));
  const breaks = down.length <= up.length ? down : up;
  return breaks.slice(0, 5).map(({ upper, lower }) => ({
    code: 'bank.row.balanceBreak',
    params: { first: upper.line, second: lower.line },
    at: { sheet, row: lower.line, column: columnLetter(place) },
  }));
}

function textOf(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  return String(cell)
    .normalize('NFC')
    .replace(/[\s\u00a0]+/g, ' ')
    .trim();
}
