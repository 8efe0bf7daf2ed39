// A draft becomes a document: its number, its journal, its credits and allocations, all or nothing.
import type { Knex } from 'knex';
import { type DayText, firstDay, type PeriodText, Refusal, vnd } from '#kit';
import { now, today } from '#platform/clock';
import type { SessionUser } from '#platform/context';
import type { MoneyDraft } from './money-draft.ts';
import { postJournal } from './post-journal.ts';

/** Answers the document's id. `lockMoney` must have been called for the draft's building. */
export async function postDocument(trx: Knex.Transaction, user: SessionUser, draft: MoneyDraft): Promise<number> {
  if (draft.onDate > today()) throw new Refusal('ledger.document.future', { day: draft.onDate });
  if (vnd(draft.amount) <= 0) throw new Refusal('ledger.document.amountMissing', {});
  const { buildingId, unitId, customerId } = draft;
  const companyId = user.companyId;
  const { period, postedOn } = await openMonth(trx, buildingId, draft.onDate);
  const journalId = await postJournal(trx, { companyId, buildingId, kind: draft.kind, period, postedOn, lines: draft.lines });
  const year = Number(postedOn.slice(0, 4));
  const row = {
    ...{ company_id: companyId, building_id: buildingId, unit_id: unitId, customer_id: customerId },
    ...{ journal_id: journalId, period: firstDay(period), on_date: draft.onDate, amount: draft.amount },
    ...{ kind: draft.kind, method: draft.method, party: draft.party, address: draft.address },
    ...{ reason: draft.reason, reference: draft.reference, detail: JSON.stringify(draft.detail ?? {}) },
    ...{ series: draft.series, year, number: await takeNumber(trx, companyId, draft.series, year) },
    ...{ created_by: user.id, created_at: now() },
  };
  const [{ id }] = (await trx('document').insert(row).returning('id')) as [{ id: number }];
  await writeEffects(trx, draft, id, journalId, period);
  await trx('audit').insert({
    ...{ company_id: companyId, building_id: buildingId, user_id: user.id, action: `ledger.${draft.kind}` },
    ...{ subject_kind: 'document', subject_id: String(id) },
    detail: JSON.stringify({ amount: draft.amount, reason: draft.reason }),
  });
  return id;
}

async function writeEffects(trx: Knex.Transaction, draft: MoneyDraft, id: number, journalId: number, period: PeriodText) {
  const { buildingId: building_id, onDate: on_date, item } = draft;
  if (item) {
    const { unitId: unit_id, customerId: customer_id, service, account, amount, dueOn: due_on } = item;
    const n = draft.lines.findIndex((line) => line.unitId !== undefined) + 1;
    await trx('open_item').insert({
      ...{ building_id, unit_id, customer_id, journal_id: journalId, n, service, account, due_on },
      ...{ total: amount, open: amount, period: firstDay(period) },
    });
  }
  if (draft.credits.length > 0) {
    await trx('credit').insert(
      draft.credits.map(({ kind, account, unitId: unit_id, customerId: customer_id, amount }) => ({
        ...{ building_id, unit_id, customer_id, document_id: id, journal_id: journalId, on_date, kind, account },
        ...{ total: amount, remaining: amount },
      })),
    );
  }
  if (draft.allocations.length > 0) {
    await trx('allocation').insert(
      draft.allocations.map(({ itemId, creditId, amount }) => ({
        ...{ building_id, document_id: id, item_id: itemId ?? null, credit_id: creditId ?? null, amount, on_date },
      })),
    );
  }
}

/** A closed month takes nothing: what belongs there goes to the first open month after it. */
export async function openMonth(
  trx: Knex.Transaction,
  buildingId: number,
  day: DayText,
): Promise<{ period: PeriodText; postedOn: DayText }> {
  const { rows } = await trx.raw(
    `select to_char(m, 'YYYY-MM') as period from generate_series(date_trunc('month', ?::date), date_trunc('month', ?::date), '1 month') m
     where not exists (select from period p where p.building_id = ? and p.period = m::date and p.status = 'closed') order by m limit 1`,
    [day, today(), buildingId],
  );
  const period: string | undefined = rows[0]?.period;
  if (period === undefined) throw new Refusal('ledger.period.closed', { period: today().slice(0, 7) }, 409);
  return { period, postedOn: period === day.slice(0, 7) ? day : firstDay(period) };
}

async function takeNumber(trx: Knex.Transaction, companyId: number, series: string, year: number): Promise<number> {
  const { rows } = await trx.raw(
    `insert into series as s (company_id, code, year, last) values (?, ?, ?, 1)
     on conflict (company_id, code, year) do update set last = s.last + 1 returning last`,
    [companyId, series, year],
  );
  return rows[0].last;
}
