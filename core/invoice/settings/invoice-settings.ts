// Each company's and building's rules for invoices, and what a customer wants on his.
import type { Knex } from 'knex';
import { Refusal } from '#kit';
import type { ParamsOf } from '#platform/actions';
import type { SessionUser } from '#platform/context';
import { plugins } from '#platform/plugins';
import type { BuyerProfile, InvoiceSettings } from './settings.contract.ts';
import { isTaxCode, symbolOf } from './symbol.ts';

export async function readSettings(trx: Knex.Transaction): Promise<InvoiceSettings> {
  const company = await trx('company').first('name', 'address', 'phone', { taxCode: 'tax_code' });
  const seller = await trx('invoice_seller').first('payment', { providerTaxCode: 'provider_tax_code' });
  const symbols = await trx('invoice_symbol').orderBy('year', 'desc').select('year', 'symbol');
  const { rows: buildings } = await trx.raw(
    `select b.id as "buildingId", b.name, coalesce(r.basis, 'bill') as basis, coalesce(r.lists, '{}') as lists
     from building b left join invoice_rule r on r.building_id = b.id order by b.code`,
  );
  return {
    seller: company,
    ...{ providerTaxCode: seller?.providerTaxCode ?? null, payment: seller?.payment ?? 'TM/CK', symbols, buildings },
  };
}

export async function changeSettings(
  trx: Knex.Transaction,
  user: SessionUser,
  given: ParamsOf<'invoice.changeSettings'>,
): Promise<void> {
  const company_id = user.companyId;
  const { taxCode, address, phone, providerTaxCode, payment, symbols, building } = given;
  for (const code of [taxCode, providerTaxCode]) if (code) demandTaxCode(code);
  const company = {
    ...(taxCode === undefined ? {} : { tax_code: taxCode }),
    ...(address === undefined ? {} : { address }),
    ...(phone === undefined ? {} : { phone }),
  };
  if (Object.keys(company).length > 0) await trx('company').where({ id: company_id }).update(company);
  const seller = {
    ...(providerTaxCode === undefined ? {} : { provider_tax_code: providerTaxCode || null }),
    ...(payment === undefined ? {} : { payment }),
  };
  if (Object.keys(seller).length > 0)
    await trx('invoice_seller')
      .insert({ company_id, ...seller })
      .onConflict('company_id')
      .merge();
  if (symbols && symbols.length > 0)
    await trx('invoice_symbol')
      .insert(symbols.map(({ year, symbol }) => ({ company_id, year, symbol: symbolOf(symbol, year) })))
      .onConflict(['company_id', 'year'])
      .merge();
  if (building) {
    const { buildingId, basis, lists } = building;
    for (const service of lists) plugins.get(service); // refuses a service nobody has
    await trx('invoice_rule').insert({ building_id: buildingId, basis, lists }).onConflict('building_id').merge();
  }
  await trx('audit').insert({
    ...{ company_id, building_id: building?.buildingId ?? null, user_id: user.id, action: 'invoice.settings' },
    ...{ subject_kind: 'company', subject_id: String(company_id), detail: JSON.stringify(given) },
  });
}

function demandTaxCode(code: string): void {
  if (!isTaxCode(code)) throw new Refusal('invoice.taxCode.malformed', { code: code.slice(0, 20) });
}

export async function readBuyer(trx: Knex.Transaction, customerId: number): Promise<BuyerProfile & { record: BuyerProfile }> {
  const columns = { name: 'name', taxCode: 'tax_code', personalId: 'personal_id', email: 'email' };
  const record = await trx('customer').where({ id: customerId }).first(columns);
  if (!record) throw new Refusal('invoice.buyer.unknown', { customer: customerId }, 404);
  const own = await trx('invoice_buyer')
    .where({ customer_id: customerId })
    .first({ ...columns, address: 'address' });
  const none = { name: null, address: null, taxCode: null, personalId: null, email: null };
  return { ...none, ...own, record: { ...record, address: null } };
}

export async function changeBuyer(
  trx: Knex.Transaction,
  user: SessionUser,
  { customerId, name, address, taxCode, personalId, email }: ParamsOf<'invoice.changeBuyer'>,
): Promise<void> {
  await readBuyer(trx, customerId);
  if (taxCode) demandTaxCode(taxCode);
  if (personalId && !/^\d{12}$/.test(personalId))
    throw new Refusal('invoice.buyer.personalId', { code: personalId.slice(0, 20) });
  const row = { name, address, tax_code: taxCode, personal_id: personalId, email };
  const said = Object.fromEntries(Object.entries(row).map(([key, value]) => [key, value || null]));
  await trx('invoice_buyer')
    .insert({ company_id: user.companyId, customer_id: customerId, ...said })
    .onConflict('customer_id')
    .merge();
  await trx('audit').insert({
    ...{ company_id: user.companyId, user_id: user.id, action: 'invoice.buyer', subject_kind: 'customer' },
    ...{
      subject_id: String(customerId),
      detail: JSON.stringify({ fields: Object.keys(said).filter((key) => said[key] !== null) }),
    },
  });
}
