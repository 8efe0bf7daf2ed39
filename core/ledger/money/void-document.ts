// A document taken back on its own day: its journal reversed, what it allocated given back, its number kept.
import type { Knex } from 'knex';
import { firstDay, Refusal, vnd } from '#kit';
import { dayOf, now, today } from '#platform/clock';
import type { SessionUser } from '#platform/context';
import { lockMoney } from './open-runs.ts';
import { openMonth } from './post-document.ts';
import { postJournal } from './post-journal.ts';

export async function voidDocument(trx: Knex.Transaction, user: SessionUser, documentId: number, reason: string): Promise<void> {
  const place = await trx('document').where({ id: documentId }).first('building_id');
  if (!place) throw new Refusal('ledger.document.unknown', { document: documentId }, 404);
  await lockMoney(trx, place.building_id);
  const document = await trx('document').where({ id: documentId }).first();
  const number = `${document.series}${document.year}/${String(document.number).padStart(6, '0')}`;
  if (await trx('document_void').where({ document_id: documentId }).first('document_id'))
    throw new Refusal('ledger.document.voided', { number }, 409);
  if (dayOf(document.created_at) !== today()) throw new Refusal('ledger.document.notToday', { number }, 409);
  await giveBack(trx, document, number);
  const { period, postedOn } = await openMonth(trx, document.building_id, document.on_date);
  const postings = await trx('posting').where({ journal_id: document.journal_id, period: document.period }).orderBy('n');
  const journalId = await postJournal(trx, {
    ...{ companyId: user.companyId, buildingId: document.building_id, kind: 'void', period, postedOn },
    reverses: document.journal_id,
    lines: postings.map(({ account, amount, unit_id, customer_id, service }) => ({
      ...{ account, amount: vnd(-amount), ...(service ? { service } : {}) },
      ...(unit_id ? { unitId: unit_id, customerId: customer_id } : {}),
    })),
  });
  await trx('document_void').insert({
    ...{ document_id: documentId, building_id: document.building_id, journal_id: journalId, period: firstDay(period) },
    ...{ reason, voided_by: user.id, voided_at: now() },
  });
  await trx('audit').insert({
    ...{ company_id: user.companyId, building_id: document.building_id, user_id: user.id, action: 'ledger.void' },
    ...{ subject_kind: 'document', subject_id: String(documentId), detail: JSON.stringify({ reason, amount: document.amount }) },
  });
}

/** What came of the document must still be untouched: a surplus not used, interest not paid, nothing else taken from either. */
async function giveBack(trx: Knex.Transaction, document: { id: number; journal_id: number }, number: string): Promise<void> {
  const { rows } = await trx.raw(
    `select (select count(*) from credit where document_id = :id and remaining <> total)
       + (select count(*) from open_item where journal_id = :journal and open <> total)
       + (select count(*) from document m where m.kind in ('move', 'return') and (m.detail->>'receiptId')::bigint = :id
         and not exists (select from document_void v where v.document_id = m.id)) as used`,
    { id: document.id, journal: document.journal_id },
  );
  if (rows[0].used > 0) throw new Refusal('ledger.document.creditUsed', { number }, 409);
  await trx.raw(
    `insert into allocation (building_id, document_id, item_id, credit_id, amount, on_date)
       select building_id, :id::bigint, item_id, credit_id, -amount, :today::date from allocation where document_id = :id
       union all select building_id, :id::bigint, null, id, total, :today::date from credit where document_id = :id
       union all select building_id, :id::bigint, id, null, total, :today::date from open_item where journal_id = :journal`,
    { id: document.id, journal: document.journal_id, today: today() },
  );
}
