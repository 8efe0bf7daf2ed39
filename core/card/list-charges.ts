// What a card was ever charged, and what of it is still open.
import type { Knex } from 'knex';
import type { ResultOf } from '#platform/actions';
import { call } from '#platform/call';
import type { Ctx } from '#platform/context';
import type { CardChargeRow } from './card-money.contract.ts';
import type { StoredCard } from './card-repository.ts';

type Stored = Omit<CardChargeRow, 'open'> & { unitId: number };

/** `trx` is the caller's: reading debts first makes open items of the runs nobody has looked at. */
export async function listCharges(
  ctx: Ctx,
  trx: Knex.Transaction,
  unit: string,
  card: StoredCard,
): Promise<ResultOf<'card.listCharges'>> {
  const { rows } = (await trx.raw(
    `select c.id, to_char(c.period, 'YYYY-MM') as period, s.kind, c.from_day::text as "from", c.to_day::text as "to", c.months::text,
       c.net, c.total, c.unit_id as "unitId", u.code as unit, k.name as customer, c.run_id as "runId", c.document_id as "documentId",
       exists (select from card_charge r where r.reverses = c.id) as reversed
     from card_charge c join card_span s on s.id = c.span_id join unit u on u.id = c.unit_id join customer k on k.id = c.customer_id
     where c.card_id = ? and c.reverses is null order by c.id desc`,
    [card.id],
  )) as { rows: Stored[] };
  const unitIds = [...new Set(rows.map(({ unitId }) => unitId))];
  const params = { buildingId: card.buildingId, unitIds };
  const { items } = unitIds.length === 0 ? { items: [] } : await call(ctx, 'ledger.listOpen', params, { unitOfWork: unit });
  const open = new Map<string, number>();
  for (const item of items) {
    if (item.service !== card.service) continue;
    const key = `${item.unitId} ${item.period}`;
    open.set(key, (open.get(key) ?? 0) + item.open);
  }
  return {
    rows: rows.map(({ unitId, ...row }) => ({ ...row, open: row.reversed ? 0 : (open.get(`${unitId} ${row.period}`) ?? 0) })),
    total: rows.length,
  };
}
