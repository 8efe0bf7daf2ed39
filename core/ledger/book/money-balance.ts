// Cash and bank at a month's end: what the books hold, and what somebody counted or read on the statement.
import type { Knex } from 'knex';
import { firstDay, type PeriodText, sumVnd, type Vnd, vnd } from '#kit';
import type { ParamsOf } from '#platform/actions';
import { now } from '#platform/clock';
import type { SessionUser } from '#platform/context';
import type { MoneyBalance } from './book.contract.ts';

/** Money moves by document only, one money line each, so the documents say what the accounts hold; a void counts in its own month. */
const BOOK = `
  select coalesce(sum(case d.series when 'PT' then d.amount when 'PC' then -d.amount end), 0)::bigint as "111",
    coalesce(sum(case d.series when 'BC' then d.amount when 'BN' then -d.amount end), 0)::bigint as "112"
  from (select series, amount from document where building_id = :buildingId and period <= :month and series in ('PT', 'PC', 'BC', 'BN')
    union all
    select d.series, -d.amount from document_void v join document d on d.id = v.document_id
      where v.building_id = :buildingId and v.period <= :month and d.series in ('PT', 'PC', 'BC', 'BN')) d`;

export async function moneyBalances(trx: Knex.Transaction, buildingId: number, period: PeriodText): Promise<MoneyBalance[]> {
  const month = firstDay(period);
  const { rows: books } = await trx.raw(BOOK, { buildingId, month });
  const { rows: counts } = await trx.raw(
    `select distinct on (m.account) m.account, m.counted, m.beside, m.note, m.counted_at as at, coalesce(u.name, '') as by
     from money_count m left join app_user u on u.id = m.counted_by
     where m.building_id = ? and m.period = ? order by m.account, m.id desc`,
    [buildingId, month],
  );
  return (['111', '112'] as const).map((account) => {
    const book: Vnd = books[0][account];
    const found = counts.find((one: { account: string }) => one.account === account);
    if (!found) return { account, book, count: null, difference: null };
    const { counted, beside, note, at, by } = found;
    return { account, book, count: { counted, beside, note, at, by }, difference: sumVnd([counted, vnd(-beside), vnd(-book)]) };
  });
}

export async function countMoney(
  trx: Knex.Transaction,
  user: SessionUser,
  { buildingId, period, account, counted, beside = 0, note = '' }: ParamsOf<'ledger.countMoney'>,
): Promise<MoneyBalance> {
  const before = (await moneyBalances(trx, buildingId, period)).find((one) => one.account === account)!;
  await trx('money_count').insert({
    ...{ building_id: buildingId, period: firstDay(period), account, counted, beside, book: before.book, note },
    ...{ counted_by: user.id, counted_at: now() },
  });
  return (await moneyBalances(trx, buildingId, period)).find((one) => one.account === account)!;
}
