// A run has charged what cards owed, or gives it back: spans move in the run's own transaction.
import type { Knex } from 'knex';
import type { ParamsOf } from '#platform/actions';
import { now } from '#platform/clock';
import { type ChargedSpan, chargeSpans, movePaidThrough } from './span-repository.ts';

export async function settleRun(trx: Knex.Transaction, given: ParamsOf<'card.settleRun'>): Promise<{ charged: number }> {
  const { buildingId, period, runId } = given;
  const rows = given.charged.flatMap(({ due, customerId, net, total }) =>
    due.spans.map(({ id, from, to, months }, n): ChargedSpan => {
      // several spans of one unit are one charge: its amount stands on the first
      const amount = n === 0 ? { net, total } : { net: 0, total: 0 };
      return { spanId: id, cardId: due.cardId, unitId: due.unitId, customerId, from, to, months, ...amount };
    }),
  );
  return { charged: await chargeSpans(trx, { buildingId, period, runId, at: now().toISOString() }, rows) };
}

/**
 * What a run or a document had charged is owed again: the next bill takes it. A span that was charged once more since then would be
 * paid twice, so that is a fault.
 */
export async function release(
  trx: Knex.Transaction,
  { buildingId, runId, documentId }: { buildingId: number; runId?: number; documentId?: number },
): Promise<{ released: number }> {
  const { rows } = await trx.raw(
    `with mine as (
       select c.* from card_charge c where c.building_id = :buildingId and c.reverses is null
         and (c.run_id = :runId::bigint or c.document_id = :documentId::bigint)
         and not exists (select from card_charge r where r.reverses = c.id)),
     written as (
       insert into card_charge (building_id, card_id, span_id, unit_id, customer_id, run_id, document_id, reverses, period, from_day, to_day, months,
         net, total, charged_before, at)
       select building_id, card_id, span_id, unit_id, customer_id, run_id, document_id, id, period, from_day, to_day, -months, -net, -total,
         to_day, :at::timestamptz from mine returning span_id),
     moved as (
       update card_span s set charged_through = m.charged_before, settled = false from mine m
       where s.id = m.span_id and s.charged_through = m.to_day returning s.id)
     select (select count(*) from mine)::int as mine, (select count(*) from moved)::int as moved,
       (select coalesce(array_agg(distinct card_id), '{}') from mine) as cards, (select count(*) from written)::int as written`,
    { buildingId, runId: runId ?? null, documentId: documentId ?? null, at: now().toISOString() },
  );
  const [found] = rows;
  if (found.mine !== found.moved)
    throw new Error(`run ${runId} or document ${documentId}: a later charge of its cards stands in the way`);
  await movePaidThrough(trx, found.cards);
  return { released: found.moved };
}
