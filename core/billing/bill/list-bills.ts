// Bills of a month with what was owed before it, for the grid and for the notices.
import type { Knex } from 'knex';
import { firstDay, Refusal } from '#kit';
import { call } from '#platform/call';
import type { Ctx } from '#platform/context';
import { inScope } from '#platform/scope';
import type { BillRow } from '../billing.contract.ts';

export interface BillQuery {
  buildingId: number;
  period: string;
  unit?: string | undefined;
  customer?: string | undefined;
  /** Only what this unit was billed. */
  unitId?: number | undefined;
  page: number;
  pageSize: number;
}
interface Stored {
  id: number;
  number: number;
  unit_id: number;
  unit: string;
  customer_id: number;
  customer: string;
  customer_code: string;
  net: number;
  vat: number;
  total: number;
  issued_on: string;
  due_on: string;
  services: Record<string, number>;
}

/** `202611-0017`: the month and the bill's number in its building. */
export const billNumber = (period: string, number: number): string =>
  `${period.replace('-', '')}-${String(number).padStart(4, '0')}`;
const owner = (unitId: number, customerId: number): string => `${unitId}/${customerId}`;

export async function listBills(ctx: Ctx, query: BillQuery) {
  const { buildingId, period, unitId } = query;
  // set-wise: the debts of the whole building, once; the previous debt of a second bill of a month stands on the first only
  const debts = await call(ctx, 'ledger.listDebtBeforeBill', { buildingId, period, ...(unitId ? { unitId } : {}) });
  const owed = new Map(debts.map(({ unitId, customerId, balance }) => [owner(unitId, customerId), balance]));
  return inScope(ctx, async (trx) => {
    const found = await billsOf(trx, query);
    const first = new Set<string>();
    const rows = found.map((stored): BillRow => {
      const key = owner(stored.unit_id, stored.customer_id);
      const previousDebt = first.has(key) ? 0 : (owed.get(key) ?? 0);
      first.add(key);
      return billRow(stored, period, previousDebt);
    });
    const sum = { net: 0, vat: 0, total: 0, previousDebt: 0 };
    for (const row of rows) for (const key of ['net', 'vat', 'total', 'previousDebt'] as const) sum[key] += row[key];
    const start = (query.page - 1) * query.pageSize;
    return { rows: rows.slice(start, start + query.pageSize), total: rows.length, sum };
  });
}

async function billsOf(
  trx: Knex.Transaction,
  { buildingId, period, unit = '', customer = '', unitId }: BillQuery,
): Promise<Stored[]> {
  const { rows } = await trx.raw(
    `select b.id, b.number, b.unit_id, u.code as unit, b.customer_id, c.name as customer, c.code as customer_code,
       b.net, b.vat, b.total, b.issued_on, b.due_on, s.services
     from bill b join unit u on u.id = b.unit_id join customer c on c.id = b.customer_id
     join (select bill_id, json_object_agg(service, total) as services from (
         select bill_id, service, sum(total)::bigint as total from charge
         where building_id = :buildingId and period = :month and (:unitId::bigint is null or unit_id = :unitId) group by 1, 2) as c
       group by bill_id) as s on s.bill_id = b.id
     where b.building_id = :buildingId and b.period = :month and (:unitId::bigint is null or b.unit_id = :unitId)
       and (:unit = '' or fold(u.code) like '%' || fold(:unit) || '%')
       and (:customer = '' or fold(c.name || ' ' || c.code) like '%' || fold(:customer) || '%')
     order by b.number`,
    { buildingId, month: firstDay(period), unitId: unitId ?? null, unit, customer },
  );
  return rows;
}

function billRow(stored: Stored, period: string, previousDebt: number): BillRow {
  return {
    id: stored.id,
    period,
    number: billNumber(period, stored.number),
    unitId: stored.unit_id,
    unit: stored.unit,
    customerId: stored.customer_id,
    customer: stored.customer,
    customerCode: stored.customer_code,
    net: stored.net,
    vat: stored.vat,
    total: stored.total,
    previousDebt,
    issuedOn: stored.issued_on,
    dueOn: stored.due_on,
    services: stored.services,
  };
}

/** The building, month and unit of a bill. */
export async function placeOfBill(
  trx: Knex.Transaction,
  billId: number,
): Promise<{ buildingId: number; period: string; unitId: number }> {
  const found = await trx('bill')
    .where({ id: billId })
    .first({ buildingId: 'building_id', unitId: 'unit_id' }, trx.raw(`to_char(period, 'YYYY-MM') as period`));
  if (!found) throw new Refusal('billing.bill.unknown', { id: billId }, 404);
  return found;
}
