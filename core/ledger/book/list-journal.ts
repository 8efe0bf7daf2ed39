// The journal page by page, as posted; and the trial balance of some months.
import type { Knex } from 'knex';
import { addMonths, firstDay } from '#kit';
import type { ParamsOf, ResultOf } from '#platform/actions';

/** `account` is the beginning of a code: 131 takes its sub-accounts along. */
export async function listJournal(
  trx: Knex.Transaction,
  { buildingId, from, to, account = '', page = 1, pageSize = 200 }: ParamsOf<'ledger.listJournal'>,
): Promise<ResultOf<'ledger.listJournal'>> {
  const span = { buildingId, from: firstDay(from), after: firstDay(addMonths(to, 1)), like: `${account}%` };
  const where = `building_id = :buildingId and period >= :from and period < :after and account like :like`;
  const { rows: sums } = await trx.raw(
    `select count(*)::int as total, coalesce(sum(amount) filter (where amount > 0), 0)::bigint as debit,
       coalesce(-sum(amount) filter (where amount < 0), 0)::bigint as credit from posting where ${where}`,
    span,
  );
  const { rows } = await trx.raw(
    `with lines as (
       select j.id, j.posted_on, j.kind, j.bill_id, j.period, j.reverses, p.n, p.account, p.amount, p.unit_id, p.customer_id, p.service
       from journal j join posting p on p.journal_id = j.id and p.period = j.period
       where j.building_id = :buildingId and j.period >= :from and j.period < :after and p.account like :like
       order by j.posted_on, j.id, p.n limit :pageSize offset :skip)
     select l.id || '-' || l.n as key, l.id as "journalId", l.posted_on as "postedOn", l.kind, l.account, a.name_vi as "accountName",
       greatest(l.amount, 0) as debit, greatest(-l.amount, 0) as credit, u.code as unit, c.name as customer, l.service,
       d.id as "documentId", l.bill_id as "billId", coalesce(d.reason, '') as reason,
       coalesce(d.series || d.year || '/' || lpad(d.number::text, 6, '0'), b.number::text, '') as number
     from lines l join account a on a.company_id = app_company() and a.code = l.account
       left join bill b on b.id = l.bill_id and b.period = l.period
       left join document d on d.journal_id = coalesce(l.reverses, l.id)
       left join unit u on u.id = l.unit_id left join customer c on c.id = l.customer_id
     order by l.posted_on, l.id, l.n`,
    { ...span, pageSize, skip: (page - 1) * pageSize },
  );
  const { total, debit, credit } = sums[0];
  return { rows, total, sum: { debit, credit } };
}

export async function trialBalance(
  trx: Knex.Transaction,
  { buildingId, from, to }: ParamsOf<'ledger.trialBalance'>,
): Promise<ResultOf<'ledger.trialBalance'>> {
  const { rows } = await trx.raw(
    `select p.account, a.name_vi as "nameVi", a.name_en as "nameEn",
       coalesce(sum(p.amount) filter (where p.period < :from), 0)::bigint as opening,
       coalesce(sum(p.amount) filter (where p.period >= :from and p.amount > 0), 0)::bigint as debit,
       coalesce(-sum(p.amount) filter (where p.period >= :from and p.amount < 0), 0)::bigint as credit,
       sum(p.amount)::bigint as closing
     from posting p join account a on a.company_id = app_company() and a.code = p.account
     where p.building_id = :buildingId and p.period < :after group by 1, 2, 3 order by 1`,
    { buildingId, from: firstDay(from), after: firstDay(addMonths(to, 1)) },
  );
  return { rows, total: rows.length };
}
