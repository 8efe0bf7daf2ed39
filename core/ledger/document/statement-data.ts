// Everything a printed statement of a customer's account says, as plain data, and the words of its rows.
import type { Knex } from 'knex';
import { type Lang, type Params, type PeriodText, Refusal, type Vnd } from '#kit';
import type { SessionUser } from '#platform/context';
import { sentence } from '#platform/i18n';
import { statement } from '../debt/statement.ts';
import type { StatementRow } from '../debt.contract.ts';

export interface StatementData {
  company: { name: string; address: string };
  customer: { code: string; name: string };
  from: PeriodText | null;
  to: PeriodText | null;
  opening: Vnd;
  debit: Vnd;
  credit: Vnd;
  closing: Vnd;
  rows: StatementRow[];
}

export async function statementData(
  trx: Knex.Transaction,
  user: SessionUser,
  given: { customerId: number; from?: PeriodText | undefined; to?: PeriodText | undefined },
): Promise<StatementData> {
  const customer = await trx('customer').where({ id: given.customerId }).first('code', 'name');
  if (!customer) throw new Refusal('ledger.customer.unknown', { customer: given.customerId }, 404);
  const company = await trx('company').where({ id: user.companyId }).first('name', 'address');
  const { opening, closing, debit, credit, rows } = await statement(trx, given);
  return { company, customer, from: given.from ?? null, to: given.to ?? null, opening, debit, credit, closing, rows };
}

export type Say = (key: string, params?: Params) => string;
export const sayStatement =
  (lang: Lang): Say =>
  (key, params = {}) =>
    sentence(lang, { code: `statement.${key}`, params });

/** What a row was: its kind, the service and the clerk's reason. */
export function aboutRow({ kind, service, reason, period }: StatementRow, say: Say): string {
  const what = kind === 'bill' ? say('bill', { period }) : say(`kind.${kind}`);
  const named = service === null ? '' : service === 'late-interest' ? say('lateInterest') : say('service', { service });
  return [what, named, reason].filter(Boolean).join(' · ');
}
