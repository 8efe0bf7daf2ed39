// The journal of a building over some months, with everything an export says.
import type { Knex } from 'knex';
import { addMonths, firstDay, type PeriodText, Refusal, type Vnd } from '#kit';

export interface JournalRow {
  journalId: number;
  postedOn: string;
  kind: string;
  /** Number of the document or bill; empty where there is none. */
  number: string;
  reason: string;
  n: number;
  account: string;
  accountName: string;
  unit: string | null;
  customerCode: string | null;
  customer: string | null;
  service: string | null;
  amount: Vnd;
}
const ROWS_MAX = 400_000;

export async function readJournal(
  trx: Knex.Transaction,
  { buildingId, from, to }: { buildingId: number; from: PeriodText; to: PeriodText },
): Promise<JournalRow[]> {
  const span = { buildingId, from: firstDay(from), after: firstDay(addMonths(to, 1)), limit: ROWS_MAX + 1 };
  const { rows } = await trx.raw(
    `select j.id as "journalId", j.posted_on as "postedOn", j.kind, p.n, p.account, a.name_vi as "accountName", u.code as unit,
       c.code as "customerCode", c.name as customer, p.service, p.amount,
       coalesce(d.series || d.year || '/' || lpad(d.number::text, 6, '0'), b.number::text, '') as number, coalesce(d.reason, '') as reason
     from journal j join posting p on p.journal_id = j.id and p.period = j.period
       join account a on a.company_id = app_company() and a.code = p.account
       left join bill b on b.id = j.bill_id and b.period = j.period
       left join document d on d.journal_id = coalesce(j.reverses, j.id)
       left join unit u on u.id = p.unit_id left join customer c on c.id = p.customer_id
     where j.building_id = :buildingId and j.period >= :from and j.period < :after
     order by j.posted_on, j.id, p.n limit :limit`,
    span,
  );
  if (rows.length > ROWS_MAX) throw new Refusal('ledger.export.tooMany', { max: ROWS_MAX });
  return rows;
}
