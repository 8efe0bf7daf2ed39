// ledger: documents for money given back after its day, fees paid months ahead, their release, and the allowance for doubtful debts.
import type { Knex } from 'knex';

const BEFORE = `'receipt', 'unidentified', 'depositIn', 'recovery', 'refund', 'depositOut', 'match', 'depositKept', 'reduction', 'writeOff',
  'interest', 'move', 'fee'`;
const kinds = (list: string) =>
  `alter table document drop constraint document_kind_check, add constraint document_kind_check check (kind in (${list}));`;
const credits = (list: string) =>
  `alter table credit drop constraint credit_kind_check, add constraint credit_kind_check check (kind in (${list}));`;

export async function up(knex: Knex): Promise<void> {
  await knex.raw(kinds(`${BEFORE}, 'return', 'prepaid', 'release', 'allowance'`));
  await knex.raw(credits(`'surplus', 'deposit', 'unidentified', 'prepaid'`));
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(kinds(BEFORE));
  await knex.raw(credits(`'surplus', 'deposit', 'unidentified'`));
}
