// After a run: its receivables become open items, its journals get their link, and payers' surpluses are offset. Done by whoever
// next looks at money, so that posting a month of thousands of bills waits for none of it.
import type { Knex } from 'knex';
import { today } from '#platform/clock';
import { sealBatch } from '../chain.ts';

export async function openRuns(trx: Knex.Transaction, companyId: number, buildingId: number): Promise<void> {
  const waiting = `select r.id, to_char(r.period, 'YYYY-MM') as period from run r where r.building_id = ? and r.status = 'posted'
    and not exists (select from opened_run o where o.run_id = r.id) order by r.posted_at, r.id`;
  const { rows: seen } = await trx.raw(waiting, [buildingId]);
  if (seen.length === 0) return;
  await lockMoney(trx, buildingId);
  const { rows } = (await trx.raw(waiting, [buildingId])) as { rows: { id: number; period: string }[] };
  if (rows.length === 0) return;
  const ids = rows.map(({ id }) => id);
  const months = [...new Set(rows.map(({ period }) => `${period}-01`))];
  await trx.raw(OPEN, { buildingId, ids, months });
  for (const { id: runId, period } of rows) await sealBatch(trx, { companyId, buildingId, period, runId }); // a run a month
  await offsetSurpluses(trx, buildingId);
}

/** Money of one building moves one command at a time: what is read as open stays open until commit. */
export async function lockMoney(trx: Knex.Transaction, buildingId: number): Promise<void> {
  await trx.raw(`select pg_advisory_xact_lock(hashtextextended('money ' || ?::text, 7294))`, [buildingId]);
}

const OPEN = `
  with receivable as materialized (
    select p.*, j.bill_id, j.run_id, b.due_on, b.issued_on from journal j
    join posting p on p.journal_id = j.id and p.period = j.period and p.customer_id is not null
    join bill b on b.id = j.bill_id and b.period = j.period
    where j.period = any (:months::date[]) and j.building_id = :buildingId and j.run_id = any (:ids::bigint[])),
  items as (
    insert into open_item (building_id, unit_id, customer_id, journal_id, n, bill_id, total, open, period, due_on, service, account)
    select building_id, unit_id, customer_id, journal_id, n, bill_id, amount, amount, period, due_on, service, account
    from receivable where amount > 0 order by unit_id, customer_id, due_on, n),
  credits as (
    insert into credit (building_id, unit_id, customer_id, journal_id, total, remaining, on_date, kind, account)
    select building_id, unit_id, customer_id, journal_id, -amount, -amount, issued_on, 'surplus', account from receivable where amount < 0),
  deposits as (
    insert into credit (building_id, unit_id, customer_id, journal_id, total, remaining, on_date, kind, account)
    select b.building_id, b.unit_id, b.customer_id, j.id, -p.amount, -p.amount, b.issued_on, 'deposit', p.account from journal j
    join posting p on p.journal_id = j.id and p.period = j.period and p.amount < 0 and (p.account like '344%' or p.account like '3386%')
    join bill b on b.id = j.bill_id and b.period = j.period
    where j.period = any (:months::date[]) and j.building_id = :buildingId and j.run_id = any (:ids::bigint[]))
  insert into opened_run (run_id, building_id, items)
    select r, :buildingId, (select count(*) from receivable where run_id = r) from unnest(:ids::bigint[]) r`;

/** Oldest surplus against oldest item of the same unit, payer and account, all payers at once: overlapping running sums. */
export async function offsetSurpluses(trx: Knex.Transaction, buildingId: number): Promise<void> {
  await trx.raw(
    `with credits as (
       select id, unit_id, customer_id, account, remaining as amount,
         sum(remaining) over (partition by unit_id, customer_id, account order by on_date, id) as upto
       from credit where building_id = :buildingId and kind = 'surplus' and remaining > 0),
     items as (
       select i.id, i.unit_id, i.customer_id, i.account, i.open as amount,
         sum(i.open) over (partition by i.unit_id, i.customer_id, i.account order by i.due_on, i.id) as upto
       from open_item i where i.building_id = :buildingId and i.open > 0
         and (i.unit_id, i.customer_id) in (select unit_id, customer_id from credits)),
     matched as (
       select c.id as credit_id, i.id as item_id,
         (least(c.upto, i.upto) - greatest(c.upto - c.amount, i.upto - i.amount))::bigint as amount
       from credits c join items i using (unit_id, customer_id, account)
       where least(c.upto, i.upto) > greatest(c.upto - c.amount, i.upto - i.amount))
     insert into allocation (building_id, item_id, credit_id, amount, on_date)
       select :buildingId::bigint, item_id, null::bigint, amount, :today::date from matched
       union all select :buildingId::bigint, null, credit_id, amount, :today::date from matched`,
    { buildingId, today: today() },
  );
}
