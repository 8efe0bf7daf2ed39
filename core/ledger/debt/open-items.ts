// What is open and what is left over, as the books hold it now.
import type { Knex } from 'knex';
import { Refusal } from '#kit';
import type { PayableItem } from '../money/allocate.ts';
import type { Credit, OpenItem } from '../money.contract.ts';

interface Where {
  buildingId: number;
  unitIds?: readonly number[] | undefined;
  customerId?: number | undefined;
}

/** Open items of some units, oldest first. */
export async function listOpenItems(trx: Knex.Transaction, where: Where): Promise<(OpenItem & PayableItem)[]> {
  return trx('open_item as i')
    .join('unit as u', 'u.id', 'i.unit_id')
    .join('customer as c', 'c.id', 'i.customer_id')
    .leftJoin('document as d', 'd.journal_id', 'i.journal_id')
    .where('i.building_id', where.buildingId)
    .where('i.open', '>', 0)
    .modify((query) => {
      if (where.unitIds) query.whereRaw('i.unit_id = any (?)', [where.unitIds as number[]]);
      if (where.customerId) query.where('i.customer_id', where.customerId);
    })
    .orderBy(['i.due_on', 'i.id'])
    .select(
      ...['i.id', 'i.service', 'i.account', 'i.total', 'i.open'],
      ...[trx.raw(`to_char(i.period, 'YYYY-MM') as period`), trx.raw('i.due_on as "dueOn"')],
      {
        unitId: 'i.unit_id',
        unit: 'u.code',
        customerId: 'i.customer_id',
        customer: 'c.name',
        billId: 'i.bill_id',
        documentId: 'd.id',
      },
    );
}

export async function listCredits(
  trx: Knex.Transaction,
  { buildingId, unitIds, customerId, kind, creditId }: Where & { kind?: Credit['kind'] | undefined; creditId?: number },
): Promise<(Credit & { account: string })[]> {
  return trx('credit as r')
    .leftJoin('unit as u', 'u.id', 'r.unit_id')
    .leftJoin('customer as c', 'c.id', 'r.customer_id')
    .where('r.building_id', buildingId)
    .where('r.remaining', '>', 0)
    .modify((query) => {
      if (unitIds) query.whereRaw('r.unit_id = any (?)', [unitIds as number[]]);
      if (customerId) query.where('r.customer_id', customerId);
      if (kind) query.where('r.kind', kind);
      if (creditId) query.where('r.id', creditId);
    })
    .orderBy(['r.on_date', 'r.id'])
    .select('r.id', 'r.kind', 'r.total', 'r.remaining', 'r.account', {
      ...{ documentId: 'r.document_id', unitId: 'r.unit_id', unit: 'u.code', onDate: 'r.on_date' },
      ...{ customerId: 'r.customer_id', customer: 'c.name' },
    });
}

/** Units of the building and a customer of the company; foreign keys would look past row-level security. */
export async function demandParties(
  trx: Knex.Transaction,
  { buildingId, unitIds, customerId }: { buildingId: number; unitIds: readonly number[]; customerId?: number | undefined },
): Promise<{ customer: { name: string } | null; units: Map<number, string> }> {
  const rows = await trx('unit').where({ building_id: buildingId }).whereIn('id', unitIds).select('id', 'code');
  const units = new Map<number, string>(rows.map(({ id, code }) => [id, code]));
  const missing = unitIds.find((id) => !units.has(id));
  if (missing !== undefined) throw new Refusal('ledger.unit.unknown', { unit: missing }, 404);
  if (customerId === undefined) return { customer: null, units };
  const customer = await trx('customer').where({ id: customerId }).first('name');
  if (!customer) throw new Refusal('ledger.customer.unknown', { customer: customerId }, 404);
  return { customer, units };
}
