// The spans of cards and what of them has been charged, in the database.
import type { Knex } from 'knex';
import type { SpanChanges } from './span-changes.ts';

/** Whether a month span is open, and the last day that a closed span holds or that has been charged: no later one may hold it again. */
export async function spansOf(trx: Knex.Transaction, cardId: number): Promise<{ growing: boolean; takenThrough: string | null }> {
  const { rows } = await trx.raw(
    `select coalesce(bool_or(to_day is null), false) as growing, max(greatest(to_day, charged_through))::text as "takenThrough"
     from card_span where card_id = ? and kind <> 'fee'`,
    [cardId],
  );
  return rows[0];
}

/** Answers the ids of the spans opened, in their order. */
export async function changeSpans(
  trx: Knex.Transaction,
  { id, buildingId, revision }: { id: number; buildingId: number; revision: number },
  { close, open }: SpanChanges,
): Promise<number[]> {
  if (close !== null) {
    const growing = { card_id: id, kind: 'month', to_day: null };
    // closed before it began: those days were never had
    await trx('card_span').where(growing).where('from_day', '>', close).whereNull('charged_through').delete();
    await trx('card_span')
      .where(growing)
      .update({
        to_day: trx.raw('greatest(from_day, ?::date)', [close]),
        settled: trx.raw('coalesce(charged_through >= greatest(from_day, ?::date), false)', [close]),
      });
  }
  if (open.length === 0) return [];
  const rows = await trx('card_span')
    .insert(
      open.map((span) => ({
        ...{ building_id: buildingId, card_id: id, revision, unit_id: span.unitId, customer_id: span.customerId },
        ...{ kind: span.kind, from_day: span.from, to_day: span.to, months: span.months, fee: span.fee, deposit: span.deposit },
      })),
    )
    .returning('id');
  return rows.map((row) => row.id);
}

/** A card is paid through the last day before the first one that is still owed. */
export async function movePaidThrough(trx: Knex.Transaction, cardIds: readonly number[]): Promise<void> {
  await trx.raw(
    `update card c set paid_through = s.day from (
       select card_id, case when max(charged_through) is null then null else
         least(max(charged_through), min(coalesce(charged_through + 1, from_day)) filter (where not settled) - 1) end as day
       from card_span where card_id = any (?) and kind <> 'fee' group by card_id) s
     where c.id = s.card_id and c.paid_through is distinct from s.day`,
    [cardIds as number[]],
  );
}

export interface ChargedSpan {
  spanId: number;
  cardId: number;
  unitId: number;
  customerId: number;
  from: string;
  to: string;
  /** Decimal text. */
  months: string;
  net: number;
  total: number;
}
/** Writes what was charged and moves the spans; `by` names the run or the document. Answers how many spans moved. */
export async function chargeSpans(
  trx: Knex.Transaction,
  by: { buildingId: number; period: string; at: string; runId?: number; documentId?: number },
  rows: readonly ChargedSpan[],
): Promise<number> {
  if (rows.length === 0) return 0;
  const { rows: moved } = await trx.raw(
    `with given as (select * from jsonb_to_recordset(:rows::jsonb) g("spanId" bigint, "cardId" bigint, "unitId" bigint,
         "customerId" bigint, "from" date, "to" date, months numeric, net bigint, total bigint)),
     written as (
       insert into card_charge (building_id, card_id, span_id, unit_id, customer_id, run_id, document_id, period, from_day, to_day,
         months, net, total, charged_before, at)
       select :buildingId, g."cardId", g."spanId", g."unitId", g."customerId", :runId::bigint, :documentId::bigint, :period::date,
         g."from", g."to", g.months, g.net, g.total, s.charged_through, :at::timestamptz
       from given g join card_span s on s.id = g."spanId" and s.building_id = :buildingId returning span_id),
     moved as (
       update card_span s set charged_through = g."to", settled = coalesce(s.to_day <= g."to", false),
         customer_id = case when s.kind = 'fee' then g."customerId" else s.customer_id end
       from given g where s.id = g."spanId" and s.building_id = :buildingId
         and (s.charged_through is null or s.charged_through < g."from") returning s.id)
     select (select count(*) from moved)::int as moved, (select count(*) from written)::int as written`,
    {
      ...{ rows: JSON.stringify(rows), buildingId: by.buildingId, period: `${by.period}-01`, at: by.at },
      ...{ runId: by.runId ?? null, documentId: by.documentId ?? null },
    },
  );
  if (moved[0].written !== moved[0].moved) throw new Error('a span of a card was charged twice');
  await movePaidThrough(trx, [...new Set(rows.map(({ cardId }) => cardId))]);
  return moved[0].moved;
}
