// The dated VAT rates the database holds.
import type { Knex } from 'knex';
import { addDays, type VatRate } from '#kit';

export async function listVatRates(trx: Knex.Transaction): Promise<VatRate[]> {
  const rows = await trx('vat_rate')
    .orderBy(['class', 'valid'])
    .select('class', 'rate', 'basis', trx.raw('lower(valid) as since'), trx.raw('upper(valid) as until'));
  return rows.map(({ class: vatClass, rate, basis, since, until }) => ({
    class: vatClass,
    from: since ?? '0001-01-01',
    to: until === null ? null : addDays(until, -1),
    rate: trimmed(rate),
    basis,
  }));
}

// numeric(5,4) prints 0.0800; the kit's tables say 0.08
function trimmed(rate: string): string {
  return rate.includes('.') ? rate.replace(/0+$/, '').replace(/\.$/, '') : rate;
}
