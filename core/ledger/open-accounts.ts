// The chart of a company: it starts with what its services post to, and grows with them.
import type { Knex } from 'knex';
import type { AccountMap, Regime } from '#kit';
import { accountNames, codesOf } from './chart.ts';

/** Adds the codes the services post to; codes that stand already keep their names. */
export async function openAccounts(
  trx: Knex.Transaction,
  companyId: number,
  maps: AccountMap[],
  regime: Regime,
): Promise<number> {
  const codes = [...new Set(maps.flatMap((map) => Object.values(codesOf(map[regime], regime))))].sort();
  const rows = codes.map((code) => {
    const { vi, en } = accountNames(code);
    return { company_id: companyId, code, name_vi: vi, name_en: en };
  });
  if (rows.length === 0) return 0;
  const added = await trx('account').insert(rows).onConflict(['company_id', 'code']).ignore().returning('code');
  return added.length;
}
