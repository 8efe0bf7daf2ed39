// One journal of money: postings, balances and the link that seals it, in the caller's transaction.
import type { Knex } from 'knex';
import { type DayText, firstDay, type PeriodText, sumVnd } from '#kit';
import { sealBatch } from '../chain.ts';
import { accountNames } from '../chart.ts';
import type { DraftLine } from './money-draft.ts';

export interface JournalDraft {
  companyId: number;
  buildingId: number;
  kind: string;
  period: PeriodText;
  postedOn: DayText;
  lines: readonly DraftLine[];
  reverses?: number;
}

export async function postJournal(trx: Knex.Transaction, draft: JournalDraft): Promise<number> {
  const { companyId, buildingId, lines } = draft;
  const month = firstDay(draft.period);
  if (sumVnd(lines.map(({ amount }) => amount)) !== 0) throw new Error(`a ${draft.kind} does not balance`);
  await trx.raw('select ensure_period(?)', [month]);
  await ensureAccounts(trx, companyId, lines);
  const { rows } = await trx.raw(
    `insert into journal (id, building_id, period, posted_on, kind, reverses)
     values (nextval('money_journal_id'), ?, ?, ?, ?, ?) returning id`,
    [buildingId, month, draft.postedOn, draft.kind, draft.reverses ?? null],
  );
  const journalId: number = rows[0].id;
  await trx('posting').insert(
    lines.map(({ account, amount, unitId, customerId, service }, index) => ({
      journal_id: journalId,
      building_id: buildingId,
      period: month,
      n: index + 1,
      account,
      amount,
      unit_id: unitId ?? null,
      customer_id: customerId ?? null,
      service: service ?? null,
    })),
  );
  await trx.raw(
    `insert into receivable_balance as b (building_id, unit_id, customer_id, balance)
     select building_id, unit_id, customer_id, sum(amount) from posting
     where period = ? and journal_id = ? and customer_id is not null group by 1, 2, 3 order by 2, 3
     on conflict (unit_id, customer_id) do update set balance = b.balance + excluded.balance`,
    [month, journalId],
  );
  await sealBatch(trx, { companyId, buildingId, period: draft.period, journalId });
  return journalId;
}

async function ensureAccounts(trx: Knex.Transaction, companyId: number, lines: readonly DraftLine[]): Promise<void> {
  const codes = [...new Set(lines.map(({ account }) => account))].sort();
  const rows = codes.map((code) => {
    const { vi, en } = accountNames(code);
    return { company_id: companyId, code, name_vi: vi, name_en: en };
  });
  await trx('account').insert(rows).onConflict(['company_id', 'code']).ignore();
}
