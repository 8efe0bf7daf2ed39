// Bank accounts whose statements are read here.
import type { Knex } from 'knex';
import { bankNameOf, Refusal } from '#kit';
import type { ParamsOf } from '#platform/actions';
import type { SessionUser } from '#platform/context';
import type { BankAccount } from './bank.contract.ts';

export async function listBankAccounts(trx: Knex.Transaction): Promise<BankAccount[]> {
  const { rows } = await trx.raw(
    `select a.id, a.bin, a.number, a.name, a.building_ids as "buildingIds", a.columns, last.on_date as "lastOn", coalesce(w.waiting, 0)::int as waiting
     from bank_account a
     left join lateral (select max(on_date) as on_date from bank_row r where r.account_id = a.id) last on true
     left join lateral (
       select count(*) as waiting from bank_row r
       left join lateral (select * from bank_settlement s where s.row_id = r.id order by attempt desc limit 1) s on true
       where r.account_id = a.id and r.amount > 0
         and (s.kind is null or s.kind = 'reopened' or exists (select from document_void v where v.document_id = s.document_id)
           or s.kind = 'unidentified' and exists (select from credit c where c.document_id = s.document_id and c.remaining > 0))) w on true
     order by a.id`,
  );
  return (rows as BankAccount[]).map((row) => ({ ...row, bank: bankNameOf(row.bin) ?? row.bin }));
}

export async function saveBankAccount(
  trx: Knex.Transaction,
  user: SessionUser,
  { bin, number, name = '', buildingIds }: ParamsOf<'ledger.saveBankAccount'>,
): Promise<{ id: number }> {
  const foreign = buildingIds.find((id) => !user.buildingIds.includes(id));
  if (foreign !== undefined) throw new Refusal('ledger.building.forbidden', { building: foreign }, 403);
  const wanted = [...new Set(buildingIds)];
  const known = await trx('bank_account').where({ company_id: user.companyId, bin, number }).first('id');
  if (known) {
    const settled = trx('bank_settlement as s').join('bank_row as r', 'r.id', 's.row_id').where('r.account_id', known.id);
    const used = await settled.whereNotIn('s.building_id', wanted).first('s.building_id');
    if (used) throw new Refusal('bank.account.buildingUsed', { number }, 409);
    await trx('bank_account').where({ id: known.id }).update({ name, building_ids: wanted });
    return { id: known.id };
  }
  const row = { company_id: user.companyId, bin, number, name, building_ids: wanted };
  const [made] = await trx('bank_account').insert(row).onConflict(['company_id', 'bin', 'number']).ignore().returning('id');
  // somebody without all its buildings cannot see it
  if (!made) throw new Refusal('bank.account.elsewhere', { number }, 409);
  return made;
}
