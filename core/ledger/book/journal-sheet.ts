// The journal as a workbook: one row a posting, debit and credit in columns of their own.
import { writeXlsx } from 'hucre/xlsx';
import type { Lang } from '#kit';
import { sentence } from '#platform/i18n';
import type { JournalRow } from './read-journal.ts';

const COLUMNS = [
  'postedOn',
  'journalId',
  'kind',
  'number',
  'reason',
  'account',
  'accountName',
  'debit',
  'credit',
  'unit',
  'customer',
  'service',
] as const;

export async function journalSheet(rows: readonly JournalRow[], lang: Lang): Promise<Uint8Array> {
  const say = (key: string) => sentence(lang, { code: `ledger.${key}`, params: {} });
  const body = rows.map((row) => [
    ...[row.postedOn, String(row.journalId), row.kind, row.number, row.reason, row.account, row.accountName],
    ...[row.amount > 0 ? row.amount : null, row.amount < 0 ? -row.amount : null, row.unit, row.customer, row.service],
  ]);
  return writeXlsx({
    sheets: [{ name: say('sheet.name'), rows: [COLUMNS.map((key) => say(`sheet.${key}`)), ...body], freezePane: { rows: 1 } }],
  });
}
