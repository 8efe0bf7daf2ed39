// Actions of the books: the close's checklist, and the journal as files.
import { z } from 'zod';
import { Refusal } from '#kit';
import type { Ctx } from '#platform/context';
import { id, period } from '#platform/params';
import { action } from '#platform/service';
import { withOpenRuns } from '../debt/debt-actions.ts';
import { closeChecklist } from './close-checklist.ts';
import { hledgerText } from './hledger-text.ts';
import { journalSheet } from './journal-sheet.ts';
import { type JournalRow, readJournal } from './read-journal.ts';

const span = z.object({ buildingId: id, from: period, to: period, lang: z.enum(['vi', 'en']).optional() });
type Span = z.output<typeof span>;

export const bookActions = {
  closeChecklist: action({
    rest: 'GET /buildings/:buildingId/periods/:period/checklist',
    permission: null,
    summary: 'What stands between a month and its close',
    params: z.object({ buildingId: id, period }),
    handler: (ctx) => withOpenRuns(ctx, ctx.params.buildingId, (trx) => closeChecklist(trx, ctx.params)),
  }),
  exportSheet: action({
    rest: 'GET /buildings/:buildingId/journal.xlsx',
    permission: null,
    summary: 'The journal as a workbook',
    params: span,
    timeoutMs: 120_000,
    handler: async (ctx) => {
      const bytes = await journalSheet(await rowsOf(ctx), ctx.params.lang ?? ctx.meta.lang ?? 'vi');
      return fileOf(ctx, Buffer.from(bytes), 'xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
    },
  }),
  exportText: action({
    rest: 'GET /buildings/:buildingId/journal.hledger',
    permission: null,
    summary: 'The journal as text for hledger',
    params: span,
    timeoutMs: 120_000,
    handler: async (ctx) => fileOf(ctx, Buffer.from(hledgerText(await rowsOf(ctx))), 'hledger', 'text/plain; charset=utf-8'),
  }),
};

function rowsOf(ctx: Ctx<Span>): Promise<JournalRow[]> {
  const { from, to } = ctx.params;
  if (from > to) throw new Refusal('ledger.export.backwards', { from, to });
  return withOpenRuns(ctx, ctx.params.buildingId, (trx) => readJournal(trx, ctx.params));
}

function fileOf(ctx: Ctx<Span>, bytes: Buffer, extension: string, type: string): Buffer {
  const { from, to } = ctx.params;
  ctx.meta.$responseType = type;
  ctx.meta.$responseHeaders = { 'Content-Disposition': `attachment; filename="journal-${from}-${to}.${extension}"` };
  return bytes;
}
