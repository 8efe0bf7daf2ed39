// The chart of a company: the accounts its books have used, and those its regime holds ready for them.
import type { Knex } from 'knex';
import type { SessionUser } from '#platform/context';
import { accountNames } from './chart.ts';
import { moneyAccount, moneyAccounts } from './money/money-accounts.ts';

export interface Account {
  code: string;
  nameVi: string;
  nameEn: string;
  /** Something has been posted to it. */
  used: boolean;
}

export async function listAccounts(trx: Knex.Transaction, user: SessionUser): Promise<Account[]> {
  const { regime } = await trx('company').where({ id: user.companyId }).first('regime');
  const ready = [...Object.values(moneyAccounts[regime as 'tt99' | 'tt133']), moneyAccount('cash'), moneyAccount('bank')];
  const known: Account[] = await trx('account').select('code', { nameVi: 'name_vi', nameEn: 'name_en' }, trx.raw('true as used'));
  const codes = new Set(known.map(({ code }) => code));
  for (const code of new Set(ready)) {
    if (code === null || codes.has(code)) continue;
    const { vi, en } = accountNames(code);
    known.push({ code, nameVi: vi, nameEn: en, used: false });
  }
  return known.sort((a, b) => (a.code < b.code ? -1 : 1));
}
