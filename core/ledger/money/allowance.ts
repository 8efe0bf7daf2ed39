// Allowance for doubtful debts: by how long each debt is overdue (Circular 48/2019: 30, 50, 70 and 100 %), posted as a difference.
import type { Knex } from 'knex';
import { type DayText, Refusal, sumVnd, type Vnd, vnd } from '#kit';
import type { ParamsOf, ResultOf } from '#platform/actions';
import { today } from '#platform/clock';
import type { SessionUser } from '#platform/context';
import { moneyAccounts } from './money-accounts.ts';
import type { MoneyDraft } from './money-draft.ts';
import { lockMoney, openRuns } from './open-runs.ts';
import { postDocument } from './post-document.ts';
import { regimeOf } from './vouchers.ts';

/** Months overdue from which a step holds, and its share in percent. */
export const ALLOWANCE_STEPS = [
  { from: 6, percent: 30 },
  { from: 12, percent: 50 },
  { from: 24, percent: 70 },
  { from: 36, percent: 100 },
] as const;

/** What the building's books hold on the allowance account now. */
export async function setAside(trx: Knex.Transaction, buildingId: number, account: string): Promise<Vnd> {
  const { rows } = await trx.raw(
    'select coalesce(-sum(amount), 0)::bigint as amount from posting where building_id = ? and account = ?',
    [buildingId, account],
  );
  return rows[0].amount;
}

export async function doubtfulDebts(
  trx: Knex.Transaction,
  user: SessionUser,
  { buildingId, asOf = today() }: { buildingId: number; asOf?: DayText | undefined },
): Promise<ResultOf<'ledger.doubtfulDebts'>> {
  const { rows } = await trx.raw(
    `with steps as (select * from unnest(:months::int[], :percents::int[]) as s (months, percent)),
     late as (select i.unit_id, i.customer_id, i.open,
         (select max(percent) from steps where i.due_on <= (:asOf::date - make_interval(months => steps.months))::date) as percent
       from open_item i where i.building_id = :buildingId and i.open > 0)
     select l.unit_id as "unitId", u.code as unit, l.customer_id as "customerId", c.name as customer, l.percent,
       sum(l.open)::bigint as open, round(sum(l.open) * l.percent / 100)::bigint as wanted
     from late l join unit u on u.id = l.unit_id join customer c on c.id = l.customer_id
     where l.percent is not null group by 1, 2, 3, 4, 5 order by wanted desc, u.code, l.percent`,
    {
      buildingId,
      asOf,
      months: ALLOWANCE_STEPS.map(({ from }) => from),
      percents: ALLOWANCE_STEPS.map(({ percent }) => percent),
    },
  );
  const { allowance } = moneyAccounts[await regimeOf(trx, user)];
  const wanted = sumVnd((rows as { wanted: Vnd }[]).map((row) => row.wanted));
  return { rows, total: rows.length, asOf, wanted, booked: await setAside(trx, buildingId, allowance) };
}

/** Brings the allowance to what the steps want: Dr 642 / Cr 2293, or back. */
export async function setAllowance(trx: Knex.Transaction, user: SessionUser, given: ParamsOf<'ledger.setAllowance'>) {
  const { buildingId, reason = '', onDate = today() } = given;
  await lockMoney(trx, buildingId);
  await openRuns(trx, user.companyId, buildingId);
  const { wanted, booked } = await doubtfulDebts(trx, user, { buildingId, asOf: onDate });
  const difference = vnd(wanted - booked);
  if (difference === 0) throw new Refusal('ledger.allowance.enough', { booked });
  const { allowance, writeOff } = moneyAccounts[await regimeOf(trx, user)];
  return postDocument(trx, user, {
    ...{ kind: 'allowance', series: 'KT', method: null, buildingId, unitId: null, customerId: null, onDate },
    ...{ amount: Math.abs(difference), party: '', address: '', reason, reference: null, detail: { wanted, booked } },
    ...{ allocations: [], credits: [] },
    lines: [
      { account: writeOff, amount: difference },
      { account: allowance, amount: vnd(-difference) },
    ],
  } satisfies MoneyDraft);
}
