// What a screen showed is no longer so: the refusal names who changed it, when, and by which document.
import type { Knex } from 'knex';
import { Refusal, type Vnd } from '#kit';
import { clockTime } from '#platform/clock';

export async function refuseChanged(trx: Knex.Transaction, unitIds: readonly number[], seen: Vnd, open: Vnd): Promise<never> {
  const { rows } = await trx.raw(
    `select d.series || d.year || '/' || lpad(d.number::text, 6, '0') as number, d.amount, d.created_at as made, v.voided_at as voided,
       coalesce(x.name, w.name, '') as by
     from allocation a join open_item i on i.id = a.item_id join document d on d.id = a.document_id
       left join document_void v on v.document_id = d.id
       left join app_user w on w.id = d.created_by left join app_user x on x.id = v.voided_by
     where i.unit_id = any (?) order by a.id desc limit 1`,
    [unitIds as number[]],
  );
  const [last] = rows as { number: string; amount: Vnd; made: Date; voided: Date | null; by: string }[];
  if (!last) throw new Refusal('ledger.receipt.changed', { seen, open }, 409);
  const { number, amount, by, made, voided } = last;
  const code = voided ? 'ledger.receipt.changedByVoid' : 'ledger.receipt.changedBy';
  throw new Refusal(code, { seen, open, number, amount, by, at: clockTime(voided ?? made) }, 409);
}
