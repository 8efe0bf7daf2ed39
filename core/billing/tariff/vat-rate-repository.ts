// Dated VAT rates: the law's table, and a company's own rates before it on their days.
import type { Knex } from 'knex';
import { addDays, type VatRate } from '#kit';
import type { VatRateRow } from './tariff.contract.ts';

/** The rates that hold for the company in scope. */
export async function listVatRates(trx: Knex.Transaction): Promise<VatRate[]> {
  return (await listVatRateRows(trx)).map(({ class: vatClass, from, to, rate, basis }) => ({
    class: vatClass,
    from,
    to,
    rate,
    basis,
  }));
}

export async function listVatRateRows(trx: Knex.Transaction): Promise<VatRateRow[]> {
  const { rows } = await trx.raw(`
    select null::bigint as id, class, rate, basis, lower(part) as since, upper(part) as until from vat_rate v
      cross join lateral unnest(datemultirange(v.valid) - coalesce(
        (select range_agg(o.valid) from company_vat_rate o where o.class = v.class), '{}'::datemultirange)) part
    union all
    select id, class, rate, basis, lower(valid), upper(valid) from company_vat_rate
    order by class, since nulls first`);
  return rows.map(rowOf);
}

export async function insertVatRate(
  trx: Knex.Transaction,
  { class: vatClass, from, to, rate, basis }: Omit<VatRateRow, 'id' | 'own'>,
  userId: number,
): Promise<VatRateRow> {
  const { rows } = await trx.raw(
    `insert into company_vat_rate (class, valid, rate, basis, created_by) values (?, daterange(?, ?, '[]'), ?, ?, ?)
     returning id, class, rate, basis, lower(valid) as since, upper(valid) as until`,
    [vatClass, from, to, rate, basis, userId],
  );
  return rowOf(rows[0]);
}

interface Stored {
  id: number | null;
  class: VatRateRow['class'];
  rate: string;
  basis: string;
  since: string | null;
  until: string | null;
}
const rowOf = ({ id, class: vatClass, rate, basis, since, until }: Stored): VatRateRow => ({
  id,
  own: id !== null,
  class: vatClass,
  from: since ?? '0001-01-01',
  to: until === null ? null : addDays(until, -1),
  rate: trimmed(rate),
  basis,
});

// numeric(5,4) prints 0.0800; the kit's tables say 0.08
function trimmed(rate: string): string {
  return rate.includes('.') ? rate.replace(/0+$/, '').replace(/\.$/, '') : rate;
}
