// Actions of bank statements. Each decision about a row happens once: asking again answers what it is.
import { z } from 'zod';
import { Refusal } from '#kit';
import { day, flag, id, listQuery } from '#platform/params';
import { inScope } from '#platform/scope';
import { action } from '#platform/service';
import { readUpload } from '#platform/upload';
import type { StatementColumns } from './bank.contract.ts';
import { listBankAccounts, saveBankAccount } from './bank-accounts.ts';
import { confirmStatement } from './confirm-statement.ts';
import { importStatement } from './import-statement.ts';
import { listStatement } from './list-statement.ts';
import { leaveOutRow, linkRow, parkRow, payRow, reopenRow } from './settle-row.ts';
import { FIELDS } from './statement-fields.ts';

const permission = 'bank.match';
const amount = z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER);
const reason = z.string().trim().min(3, 'ledger.reason.missing').max(300);
const columns = z.partialRecord(z.enum(FIELDS as [string, ...string[]]), z.string().trim().min(1).max(200));
/** Travels in the query beside the file: `{"date":"Ngày","credit":"Ghi có"}`. */
const columnsText = z
  .string()
  .max(4000)
  .transform((text): StatementColumns => {
    const read = columns.safeParse(jsonOf(text));
    if (!read.success) throw new Refusal('bank.columns.malformed', {}, 422);
    return read.data as StatementColumns;
  });
const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null; // told as malformed columns
    throw error;
  }
};

export const bankActions = {
  listBankAccounts: action({
    ...{ rest: 'GET /bank-accounts', permission, summary: 'Bank accounts with what waits in their statements' },
    params: z.object({}),
    handler: (ctx) =>
      inScope(ctx, async (trx) => {
        const rows = await listBankAccounts(trx);
        return { rows, total: rows.length };
      }),
  }),
  saveBankAccount: action({
    ...{ rest: 'POST /bank-accounts', permission, summary: 'A bank account: new, renamed, or for other buildings' },
    params: z.object({
      bin: z.string().regex(/^\d{6}$/, 'bank.account.bin'),
      number: z
        .string()
        .trim()
        .regex(/^[A-Za-z0-9]{1,19}$/, 'bank.account.number'),
      ...{ name: z.string().trim().max(100).optional(), buildingIds: z.array(id).min(1).max(100) },
    }),
    handler: (ctx) => inScope(ctx, (trx) => saveBankAccount(trx, ctx.meta.user!, ctx.params)),
  }),
  importStatement: action({
    ...{ rest: 'POST /bank-statements/import', permission, summary: 'Reads a statement file; rows that are there stay' },
    ...{ upload: true, timeoutMs: 120_000 },
    params: z.object({ accountId: id, columns: columnsText.optional(), trustGuess: flag.optional() }),
    handler: async (ctx) => importStatement(ctx, ctx.params, await readUpload(ctx)),
  }),
  listStatement: action({
    ...{ rest: 'GET /bank-statements', permission, summary: 'Statement rows with state, suggestion and reasons, newest first' },
    params: z.object({
      ...{ accountId: id, state: z.enum(['open', 'parked', 'settled', 'booked', 'out', 'leftOut']).optional() },
      ...{ from: day.optional(), to: day.optional(), page: listQuery.page, pageSize: listQuery.pageSize },
    }),
    handler: (ctx) => listStatement(ctx, ctx.params),
  }),
  confirmStatement: action({
    ...{ rest: 'POST /bank-statements/confirm', permission, summary: 'Posts every sure match' },
    timeoutMs: 300_000,
    params: z.object({ accountId: id, rowIds: z.array(id).max(5000).optional() }),
    handler: (ctx) => confirmStatement(ctx, ctx.params),
  }),
  settleRow: action({
    ...{ rest: 'POST /bank-rows/:rowId/settle', permission, summary: 'A statement row pays these units' },
    params: z.object({
      ...{
        rowId: id,
        parts: z
          .array(z.object({ unitId: id, amount }))
          .min(1)
          .max(200),
        customerId: id.optional(),
      },
      ...{ keepSurplus: z.boolean().optional(), reason: reason.optional() },
    }),
    handler: (ctx) => payRow(ctx, ctx.params.rowId, { ...ctx.params, keyed: true }),
  }),
  parkRow: action({
    ...{ rest: 'POST /bank-rows/:rowId/park', permission, summary: 'A statement row waits as an unidentified transfer' },
    params: z.object({ rowId: id, buildingId: id.optional(), reason: reason.optional() }),
    handler: (ctx) => parkRow(ctx, ctx.params.rowId, ctx.params.buildingId, ctx.params.reason),
  }),
  linkRow: action({
    ...{ rest: 'POST /bank-rows/:rowId/link', permission, summary: 'A statement row is a receipt entered by hand' },
    params: z.object({ rowId: id, documentId: id }),
    handler: (ctx) => linkRow(ctx, ctx.params.rowId, ctx.params.documentId),
  }),
  leaveOutRow: action({
    ...{ rest: 'POST /bank-rows/:rowId/leave-out', permission, summary: 'A statement row is no customer’s payment' },
    params: z.object({ rowId: id, reason }),
    handler: (ctx) => leaveOutRow(ctx, ctx.params.rowId, ctx.params.reason),
  }),
  reopenRow: action({
    ...{ rest: 'POST /bank-rows/:rowId/reopen', permission, summary: 'Takes back that a row was left out or linked' },
    params: z.object({ rowId: id, reason }),
    handler: (ctx) => reopenRow(ctx, ctx.params.rowId, ctx.params.reason),
  }),
};
