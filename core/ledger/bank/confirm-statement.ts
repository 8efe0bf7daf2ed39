// Every sure match posted in one go: a receipt each, in a transaction of its own, so that a crash leaves whole receipts and open rows.
import type { ParamsOf } from '#platform/actions';
import type { Ctx } from '#platform/context';
import { inScope } from '#platform/scope';
import type { Settled } from './bank.contract.ts';
import { isSure, suggestedRows } from './list-statement.ts';
import { linkRow, payRow } from './settle-row.ts';

export async function confirmStatement(
  ctx: Ctx,
  { accountId, rowIds }: ParamsOf<'ledger.confirmStatement'>,
): Promise<{ rows: Settled[]; settled: number }> {
  const wanted = rowIds && new Set(rowIds);
  const sure = await inScope(ctx, async (trx) =>
    (await suggestedRows(trx, ctx.meta.user!.companyId, accountId)).flatMap(({ row, suggested: { suggestion, why } }) =>
      isSure(suggestion) && (!wanted || wanted.has(row.id)) ? [{ rowId: row.id, suggestion, why }] : [],
    ),
  );
  const rows: Settled[] = [];
  for (const { rowId, suggestion, why } of sure) {
    const { kind, parts, documentId, customerId } = suggestion;
    rows.push(
      kind === 'booked'
        ? await linkRow(ctx, rowId, documentId!)
        : await payRow(ctx, rowId, {
            ...{ parts, ...(customerId === null ? {} : { customerId }) },
            ...{ onlyIfOpen: true, detail: { confidence: suggestion.confidence, why } },
          }),
    );
  }
  return { rows, settled: rows.filter(({ result }) => result === 'settled').length };
}
