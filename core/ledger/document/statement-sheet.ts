// A customer's account as a workbook: head, opening, one row a movement, totals.
import { writeXlsx } from 'hucre/xlsx';
import type { Lang } from '#kit';
import { aboutRow, type StatementData, sayStatement } from './statement-data.ts';

const COLUMNS = ['day', 'number', 'about', 'unit', 'debit', 'credit', 'balance'] as const;

export async function statementSheet(data: StatementData, lang: Lang): Promise<Uint8Array> {
  const say = sayStatement(lang);
  const rows = [
    [say('title')],
    [say('customer', { name: data.customer.name, code: data.customer.code })],
    [data.from || data.to ? say('span', { from: data.from ?? '…', to: data.to ?? '…' }) : say('whole')],
    [],
    COLUMNS.map((key) => say(key)),
    ['', '', say('opening'), '', null, null, data.opening],
    ...data.rows.map((row) => [
      row.onDate,
      row.number,
      aboutRow(row, say),
      row.unit,
      row.debit || null,
      row.credit || null,
      row.balance,
    ]),
    ['', '', say('total'), '', data.debit, data.credit, data.closing],
  ];
  return writeXlsx({ sheets: [{ name: say('sheet'), rows, freezePane: { rows: 5 } }] });
}
