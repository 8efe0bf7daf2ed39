// Who sells, who buys, under which symbol: read once for a batch of invoices.
import type { Knex } from 'knex';
import { bankNameOf, Refusal } from '#kit';
import type { InvoiceBasis, InvoiceBuyer, InvoiceSeller } from '../invoice.contract.ts';

export interface House {
  seller: InvoiceSeller;
  payment: string;
  providerTaxCode: string | null;
  building: string;
  buildingAddress: string;
  basis: InvoiceBasis;
  lists: Set<string>;
}

export async function readHouse(trx: Knex.Transaction, buildingId: number): Promise<House> {
  const { rows } = await trx.raw(
    `select c.name, c.tax_code, c.address, c.phone, c.bank_bin, c.bank_account, s.provider_tax_code, coalesce(s.payment, 'TM/CK') as payment,
       b.name as building, b.address as building_address, coalesce(r.basis, 'bill') as basis, coalesce(r.lists, '{}') as lists
     from building b join company c on c.id = b.company_id left join invoice_seller s on s.company_id = c.id
       left join invoice_rule r on r.building_id = b.id where b.id = ?`,
    [buildingId],
  );
  const [row] = rows;
  if (!row) throw new Refusal('invoice.building.unknown', { building: buildingId }, 404);
  if (!row.tax_code) throw new Refusal('invoice.seller.noTaxCode', { company: row.name }, 409);
  if (!row.address) throw new Refusal('invoice.seller.noAddress', { company: row.name }, 409);
  return {
    seller: {
      ...{ name: row.name, taxCode: row.tax_code, address: row.address, phone: row.phone },
      ...{ bankAccount: row.bank_account, bank: row.bank_bin ? (bankNameOf(row.bank_bin) ?? null) : null },
    },
    ...{ payment: row.payment, providerTaxCode: row.provider_tax_code, basis: row.basis, lists: new Set(row.lists) },
    ...{ building: row.building, buildingAddress: row.building_address },
  };
}

/** The symbol registered for the day's year. */
export async function symbolOn(trx: Knex.Transaction, companyId: number, onDate: string): Promise<string> {
  const year = Number(onDate.slice(0, 4));
  const found = await trx('invoice_symbol').where({ company_id: companyId, year }).first('symbol');
  if (!found) throw new Refusal('invoice.symbol.missing', { year }, 409);
  return found.symbol;
}

/** A firm without tax code cannot be invoiced; a person without any identity is a consumer. */
export type Buyer = InvoiceBuyer & { firm: boolean };

export async function readBuyers(trx: Knex.Transaction, customerIds: readonly number[]): Promise<Map<number, Buyer>> {
  const { rows } = await trx.raw(
    `select c.id, c.code, c.kind = 'firm' as firm, coalesce(p.name, c.name) as name, coalesce(p.address, '') as address,
       coalesce(p.tax_code, c.tax_code) as "taxCode", coalesce(p.personal_id, c.personal_id) as "personalId", coalesce(p.email, c.email) as email
     from customer c left join invoice_buyer p on p.customer_id = c.id where c.id = any (?::bigint[])`,
    [[...new Set(customerIds)]],
  );
  return new Map(
    rows.map(({ id, ...buyer }: Omit<Buyer, 'consumer'> & { id: number }) => [
      id,
      { ...buyer, consumer: !buyer.firm && !buyer.taxCode && !buyer.personalId },
    ]),
  );
}

export async function readUnits(trx: Knex.Transaction, unitIds: readonly number[]): Promise<Map<number, string>> {
  const rows = await trx('unit')
    .whereIn('id', [...new Set(unitIds)])
    .select('id', 'code');
  return new Map(rows.map(({ id, code }) => [id, code]));
}
