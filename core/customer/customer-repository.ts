// Customers of the caller's company, found by code or by any part of the name, with or without diacritics.
import type { Knex } from 'knex';
import type { CustomerRow } from './customer.contract.ts';
import { Customer } from './customer.model.ts';

export interface CustomerQuery {
  search?: string;
  page: number;
  pageSize: number;
}

export async function listCustomers(
  trx: Knex.Transaction,
  { search, page, pageSize }: CustomerQuery,
): Promise<{ rows: CustomerRow[]; total: number }> {
  const query = Customer.query(trx)
    .orderBy('code')
    .page(page - 1, pageSize);
  if (search)
    query.whereRaw(`(fold(name) like '%' || fold(?) || '%' or code ilike ? || '%')`, [escaped(search), escaped(search)]);
  const { results, total } = await query;
  return { rows: results.map(rowOf), total };
}

function rowOf({ id, code, kind, name, tax_code, phone, email }: Customer): CustomerRow {
  return { id, code, kind, name, taxCode: tax_code, phone, email };
}

function escaped(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
