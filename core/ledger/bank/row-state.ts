// A statement row and what became of it, as SQL: the last settlement counts, a voided document opens the row again.
import type { Knex } from 'knex';
import type { StatementState } from './bank.contract.ts';

export interface StoredRow {
  id: number;
  accountId: number;
  line: number;
  onDate: string;
  time: string | null;
  amount: number;
  balance: number | null;
  reference: string;
  memo: string;
  party: string;
  partyAccount: string;
  state: StatementState;
  attempts: number;
  buildingId: number | null;
  reason: string | null;
  documentId: number | null;
  number: string | null;
  creditId: number | null;
  remaining: number | null;
  by: string | null;
}

const ROWS = `
  select r.id, r.account_id as "accountId", r.line, r.on_date as "onDate", r.at_time::text as time, r.amount, r.balance, r.reference, r.memo, r.party,
    r.party_account as "partyAccount", coalesce(s.attempt, 0) as attempts, s.building_id as "buildingId", s.reason,
    d.id as "documentId", d.series || d.year || '/' || lpad(d.number::text, 6, '0') as number, c.id as "creditId", c.remaining, w.name as by,
    case when s.kind = 'leftOut' then 'leftOut'
      when r.amount < 0 then 'out'
      when s.kind is null or s.kind = 'reopened' or v.document_id is not null then 'open'
      when s.kind = 'booked' then 'booked'
      when s.kind = 'unidentified' and c.remaining > 0 then 'parked'
      else 'settled' end as state
  from bank_row r
  left join lateral (select * from bank_settlement s where s.row_id = r.id order by s.attempt desc limit 1) s on true
  left join document_void v on v.document_id = s.document_id
  left join document d on d.id = s.document_id and v.document_id is null
  left join credit c on c.document_id = d.id and c.kind = 'unidentified'
  left join app_user w on w.id = s.settled_by`;

/** Rows of an account, oldest first; a transfer's order is the bank's own. */
export async function accountRows(trx: Knex.Transaction, accountId: number, from?: string, to?: string): Promise<StoredRow[]> {
  const { rows } = await trx.raw(
    `${ROWS} where r.account_id = :accountId and r.on_date >= :from::date and r.on_date <= :to::date order by r.on_date, r.at_time nulls last, r.id`,
    { accountId, from: from ?? '1900-01-01', to: to ?? '2199-12-31' },
  );
  return rows;
}

/** One row, held until commit so that two clerks decide one after the other; null where there is none. */
export async function lockedRow(trx: Knex.Transaction, rowId: number): Promise<StoredRow | null> {
  await trx.raw(`select pg_advisory_xact_lock(hashtextextended('bank row ' || ?::text, 7294))`, [rowId]);
  const { rows } = await trx.raw(`${ROWS} where r.id = ?`, [rowId]);
  return rows[0] ?? null;
}
