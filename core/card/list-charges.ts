// What a card was ever charged, and what of it is still open.
import type { Knex } from 'knex';
import type { ResultOf } from '#platform/actions';
import { call } from '#platform/call';
import type { Ctx } from '#platform/context';
import type { CardChargeRow } from './card-money.contract.ts';
import type { StoredCard } from './card-repository.ts';

type Stored = Omit<CardChargeRow, 'open' | 'receivable'> & { unitId: number };

/** `trx` is the caller's: reading debts first makes open items of the runs nobody has looked at. */
export async function listCharges(
  ctx: Ctx,
  trx: Knex.Transaction,
  unit: string,
  card: StoredCard,
): Promise<ResultOf<'card.listCharges'>> {
  const { rows } = (await trx.raw(
    `select c.id, to_char(c.period, 'YYYY-MM') as period, s.kind, coalesce(e.action, '') as action, s.deposit, c.from_day::text as "from", c.to_day::text as "to", c.months::text,
       c.net, c.total, c.unit_id as "unitId", u.code as unit, k.name as customer, c.run_id as "runId", c.document_id as "documentId",
       exists (select from card_charge r where r.reverses = c.id) as reversed
     from card_charge c join card_span s on s.id = c.span_id join unit u on u.id = c.unit_id join customer k on k.id = c.customer_id
       left join card_event e on e.card_id = s.card_id and e.revision = s.revision
     where c.card_id = ? and c.reverses is null order by c.id desc`,
    [card.id],
  )) as { rows: Stored[] };
  const unitIds = [...new Set(rows.map(({ unitId }) => unitId))];
  const params = { buildingId: card.buildingId, unitIds };
  const { items } = unitIds.length === 0 ? { items: [] } : await call(ctx, 'ledger.listOpen', params, { unitOfWork: unit });
  const receivables = new Map<string, { total: number; open: number }>();
  for (const { service, unitId, period, documentId, total, open } of items) {
    if (service !== card.service) continue;
    const key = keyOf({ documentId, unitId, period });
    const sum = receivables.get(key) ?? { total: 0, open: 0 };
    receivables.set(key, { total: sum.total + total, open: sum.open + open });
  }
  return {
    rows: rows.map(({ unitId, ...row }) => {
      const receivable = (row.reversed ? null : receivables.get(keyOf({ ...row, unitId }))) ?? null;
      return { ...row, receivable, open: Math.min(row.total, receivable?.open ?? 0) };
    }),
    total: rows.length,
  };
}

const keyOf = ({ documentId, unitId, period }: Pick<Stored, 'documentId' | 'unitId' | 'period'>): string =>
  documentId === null ? `bill ${unitId} ${period}` : `document ${documentId}`;
