// The statement as the clerk works it: each row with its state, what it probably pays, and why.
import type { Knex } from 'knex';
import type { ParamsOf, ResultOf } from '#platform/actions';
import type { Ctx, Lang } from '#platform/context';
import { sentence } from '#platform/i18n';
import { inScope } from '#platform/scope';
import { openRuns } from '../money/open-runs.ts';
import type { StatementRow, StatementState, Suggestion } from './bank.contract.ts';
import { handReceipts, unitDebts } from './bank-facts.ts';
import { accountOf } from './import-statement.ts';
import { accountRows, type StoredRow } from './row-state.ts';
import { type Suggested, suggester } from './suggest.ts';

const NONE: Suggested = { suggestion: null, why: [] };

/** Rows in their order with suggestions for those that are open, made over all of them so that nothing is counted twice. */
export async function suggestedRows(
  trx: Knex.Transaction,
  companyId: number,
  accountId: number,
): Promise<{ row: StoredRow; suggested: Suggested }[]> {
  const { building_ids } = await accountOf(trx, accountId);
  for (const buildingId of building_ids) await openRuns(trx, companyId, buildingId); // an account serves few
  const rows = await accountRows(trx, accountId);
  const firstOpen = rows.find(({ state }) => state === 'open')?.onDate;
  if (firstOpen === undefined) return rows.map((row) => ({ row, suggested: row.state === 'out' ? outgoing(row) : NONE }));
  const suggest = suggester(await unitDebts(trx, building_ids), await handReceipts(trx, building_ids, firstOpen));
  return rows.map((row) => ({ row, suggested: row.state === 'open' || row.state === 'out' ? suggest(row) : NONE }));
}
const outgoing = (row: StoredRow): Suggested => suggester([], [])(row);

export const isSure = (suggestion: Suggestion | null): suggestion is Suggestion => suggestion?.confidence === 'sure';

export function listStatement(ctx: Ctx, given: ParamsOf<'ledger.listStatement'>): Promise<ResultOf<'ledger.listStatement'>> {
  const { accountId, state, from = '', to = '9999', page = 1, pageSize = 200 } = given;
  const lang = ctx.meta.lang ?? 'vi';
  return inScope(ctx, async (trx) => {
    const all = await suggestedRows(trx, ctx.meta.user!.companyId, accountId);
    const counts: Record<StatementState, number> = { open: 0, parked: 0, settled: 0, booked: 0, out: 0, leftOut: 0 };
    for (const { row } of all) counts[row.state]++;
    const sure = all.filter(({ suggested }) => isSure(suggested.suggestion)).length;
    const wanted = all
      .filter(({ row }) => (state === undefined || row.state === state) && row.onDate >= from && row.onDate <= to)
      .reverse();
    const rows = wanted.slice((page - 1) * pageSize, page * pageSize).map(({ row, suggested }) => viewOf(row, suggested, lang));
    return { rows, total: wanted.length, counts, sure };
  });
}

function viewOf(
  { attempts: _, accountId: _account, buildingId: _building, reason, ...row }: StoredRow,
  { suggestion, why }: Suggested,
  lang: Lang,
): StatementRow {
  const said = why.map((each) => sentence(lang, each));
  return { ...row, suggestion, why: row.state === 'leftOut' && reason ? [reason] : said };
}
