// What stands between a month and its close. A step that fails names how much; locking itself is billing's `setPeriod`.
import type { Knex } from 'knex';
import { firstDay, lastDay, type PeriodText, vnd } from '#kit';
import type { ResultOf } from '#platform/actions';
import { today } from '#platform/clock';
import type { SessionUser } from '#platform/context';
import { doubtfulDebts } from '../money/allowance.ts';
import { countUnreleased } from '../money/prepaid.ts';
import type { CloseStep, MoneyBalance } from './book.contract.ts';
import { moneyBalances } from './money-balance.ts';

export async function closeChecklist(
  trx: Knex.Transaction,
  user: SessionUser,
  { buildingId, period }: { buildingId: number; period: PeriodText },
): Promise<ResultOf<'ledger.closeChecklist'>> {
  const { rows } = await trx.raw(COUNTS, { buildingId, month: firstDay(period) });
  const { status, ...counts } = rows[0] as { status: 'open' | 'closed' } & Record<string, number>;
  const money = await moneyBalances(trx, buildingId, period);
  const end = lastDay(period);
  const { wanted, booked } = await doubtfulDebts(trx, user, { buildingId, asOf: end < today() ? end : today() });
  const { unbalanced, difference, ...before } = counts;
  const steps: CloseStep[] = [
    ...Object.entries(before).map(([step, count]) => stepOf(step, count)),
    stepOf('prepaid', await countUnreleased(trx, buildingId, period)),
    stepOf('unbalanced', unbalanced!),
    stepOf('difference', difference!),
    ...money.map(moneyStep),
    { ...stepOf('allowance', vnd(wanted - booked)), advice: true },
  ];
  const ready = steps.every(({ done, advice }) => done || advice);
  return { status, ready, steps, money, allowance: { wanted, booked }, history: await historyOf(trx, buildingId, period) };
}

const stepOf = (step: string, count: number): CloseStep => ({ step, count: Number(count), done: Number(count) === 0 });
/** Nothing booked needs no count; else the last count must agree with the books as they are now. */
function moneyStep({ account, book, difference }: MoneyBalance): CloseStep {
  const step = account === '111' ? 'cash' : 'bank';
  if (difference === null) return { step, count: book, done: book === 0 };
  return { step, count: difference, done: difference === 0 };
}

async function historyOf(trx: Knex.Transaction, buildingId: number, period: PeriodText) {
  return trx('audit as a')
    .leftJoin('app_user as u', 'u.id', 'a.user_id')
    .where({ 'a.building_id': buildingId, 'a.subject_kind': 'period', 'a.subject_id': period })
    .orderBy('a.id', 'desc')
    .limit(20)
    .select('a.action', 'a.at', trx.raw(`coalesce(u.name, '') as by`), trx.raw(`a.detail->>'reason' as reason`));
}

const COUNTS = `
  select
    (select count(*) from reading where building_id = :buildingId and period = :month and state = 'held') as readings,
    (select count(*) from run where building_id = :buildingId and period = :month and status in ('previewing', 'previewed', 'posting')) as runs,
    coalesce((select (totals->>'parked')::bigint from run where building_id = :buildingId and period = :month and status = 'posted'
      order by seq desc limit 1), 0) as parked,
    (select count(*) from credit where building_id = :buildingId and kind = 'unidentified' and remaining > 0
      and on_date < (:month::date + interval '1 month')) as unidentified,
    (select count(*) from (select from posting where building_id = :buildingId and period = :month
      group by journal_id having sum(amount) <> 0) x) as unbalanced,
    (select coalesce(sum(open), 0)
      - (select coalesce(sum(remaining), 0) from credit where building_id = :buildingId and kind = 'surplus' and remaining > 0)
      - (select coalesce(sum(balance), 0) from receivable_balance where building_id = :buildingId)
      from open_item where building_id = :buildingId and open > 0)::bigint as difference,
    coalesce((select status from period where building_id = :buildingId and period = :month), 'open') as status`;
