// Before commit: what the tables hold must be what was priced, to the đồng and to the row.
import type { Knex } from 'knex';
import { firstDay } from '#kit';
import type { RunTotals } from '../billing.contract.ts';

export interface Posted {
  buildingId: number;
  period: string;
  runId: number;
  totals: RunTotals;
  posted: { receivable: number };
  bills: { first: number; last: number } | null;
}

/** A difference is a fault: the transaction is undone and nothing is posted. */
export async function checkControlTotals(
  trx: Knex.Transaction,
  { buildingId, period, runId, totals, posted, bills }: Posted,
): Promise<void> {
  const range = [firstDay(period), buildingId, bills?.first ?? 0, bills?.last ?? 0];
  const { rows } = await trx.raw(
    `select b.*, c.* from
       (select count(*) as bills, coalesce(sum(net), 0)::bigint as net, coalesce(sum(vat), 0)::bigint as vat,
          coalesce(sum(total), 0)::bigint as total
        from bill where period = ? and building_id = ? and id between ? and ? and run_id = ?) as b,
       (select count(*) as charges, coalesce(sum(net), 0)::bigint as charged_net, coalesce(sum(vat), 0)::bigint as charged_vat
        from charge where period = ? and building_id = ? and bill_id between ? and ?) as c`,
    [...range, runId, ...range],
  );
  const found = rows[0];
  const { bills: count, charges, net, vat, total } = totals;
  const pairs: [string, number, number][] = [
    ['bills', found.bills, count],
    ['charges', found.charges, charges],
    ['net', found.net, net],
    ['VAT', found.vat, vat],
    ['total', found.total, total],
    ['net of the charges', found.charged_net, net],
    ['VAT of the charges', found.charged_vat, vat],
    ['receivable', posted.receivable, total],
  ];
  const wrong = pairs
    .filter(([, there, sent]) => there !== sent)
    .map(([what, there, sent]) => `${what} ${there} instead of ${sent}`);
  if (wrong.length > 0) throw new Error(`run ${runId}: the tables hold ${wrong.join(', ')}`);
}
