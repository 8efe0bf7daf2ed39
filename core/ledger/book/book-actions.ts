// Actions of the books: the close's checklist, and the journal as files.
import { z } from 'zod';
import { Refusal } from '#kit';
import type { Ctx } from '#platform/context';
import { id, listQuery, period } from '#platform/params';
import { action } from '#platform/service';
import { withOpenRuns } from '../debt/debt-actions.ts';
import { closeChecklist } from './close-checklist.ts';
import { hledgerText } from './hledger-text.ts';
import { journalSheet } from './journal-sheet.ts';
import { listJournal, trialBalance } from './list-journal.ts';
import { countMoney } from './money-balance.ts';
import { type JournalRow, readJournal } from './read-journal.ts';

const span = z.object({ buildingId: id, from: period, to: period, lang: z.enum(['vi', 'en']).optional() });
const money = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
type Span = z.output<typeof span>;

export const bookActions = {
  closeChecklist: action({
    rest: 'GET /buildings/:buildingId/periods/:period/checklist',
    permission: null,
    summary: 'What stands between a month and its close',
    params: z.object({ buildingId: id, period }),
    handler: (ctx) => withOpenRuns(ctx, ctx.params.buildingId, (trx) => closeChecklist(trx, ctx.meta.user!, ctx.params)),
  }),
  countMoney: action({
    rest: 'POST /buildings/:buildingId/periods/:period/counts',
    permission: 'money.collect',
    summary: 'Records what was counted in the cash box (111) or stood on the bank’s statement (112)',
    params: z.object({
      ...{ buildingId: id, period, account: z.enum(['111', '112']), counted: money },
      ...{ beside: z.coerce.number().int().min(-Number.MAX_SAFE_INTEGER).max(Number.MAX_SAFE_INTEGER).optional() },
      note: z.string().trim().max(300).optional(),
    }),
    handler: (ctx) => withOpenRuns(ctx, ctx.params.buildingId, (trx) => countMoney(trx, ctx.meta.user!, ctx.params)),
  }),
  listJournal: action({
    rest: 'GET /buildings/:buildingId/journal',
    permission: null,
    summary: 'The journal, a row a posting',
    params: z.object({
      ...{
        buildingId: id,
        from: period,
        to: period,
        account: z
          .string()
          .regex(/^\d{1,8}$/)
          .optional(),
      },
      ...{ page: listQuery.page, pageSize: listQuery.pageSize },
    }),
    handler: (ctx) => withOpenRuns(ctx, ctx.params.buildingId, (trx) => listJournal(trx, demandForwards(ctx.params))),
  }),
  trialBalance: action({
    rest: 'GET /buildings/:buildingId/trial-balance',
    permission: null,
    summary: 'Opening, debit, credit and closing of each account',
    params: z.object({ buildingId: id, from: period, to: period }),
    handler: (ctx) => withOpenRuns(ctx, ctx.params.buildingId, (trx) => trialBalance(trx, demandForwards(ctx.params))),
    timeoutMs: 60_000,
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
  const given = demandForwards(ctx.params);
  return withOpenRuns(ctx, ctx.params.buildingId, (trx) => readJournal(trx, given));
}

function demandForwards<T extends { from: string; to: string }>(given: T): T {
  if (given.from > given.to) throw new Refusal('ledger.export.backwards', { from: given.from, to: given.to });
  return given;
}

function fileOf(ctx: Ctx<Span>, bytes: Buffer, extension: string, type: string): Buffer {
  const { from, to } = ctx.params;
  ctx.meta.$responseType = type;
  ctx.meta.$responseHeaders = { 'Content-Disposition': `attachment; filename="journal-${from}-${to}.${extension}"` };
  return bytes;
}
