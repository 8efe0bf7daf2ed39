// Rows of a list of owners and tenants against what is known: new, other days, unchanged, or wrong at which cell. Pure.
import type { Finding } from '#kit';
import { codeKey } from '#platform/sheet/fold';
import { cellAt, type TableRow } from '#platform/sheet/table-columns';
import type { PeopleInput } from '../customer.contract.ts';
import type { OccupancyRow } from '../people.contract.ts';
import { overlaps } from './overlaps.ts';

type Customer = NonNullable<PeopleInput['customers']>[number];
type Occupancy = NonNullable<PeopleInput['occupancies']>[number];
export interface KnownPeople {
  /** Code of each unit in use. */
  units: readonly string[];
  customers: readonly (Customer & { kind: 'person' | 'firm' })[];
  occupancies: readonly Pick<OccupancyRow, 'id' | 'unit' | 'role' | 'customerCode' | 'name' | 'from' | 'to'>[];
}
export interface OccupancyPlan {
  customers: Customer[];
  created: Occupancy[];
  /** Other last days of occupancies that are known. */
  ended: { id: number; to: string }[];
  unchanged: number;
  findings: Finding[];
}
const FIELDS = ['name', 'kind', 'phone', 'email', 'taxCode', 'personalId'] as const;

export function planOccupancies(rows: readonly TableRow[], known: KnownPeople): OccupancyPlan {
  const units = new Map(known.units.map((code) => [codeKey(code), code]));
  const customers = new Map<string, Customer>(known.customers.map((one) => [codeKey(one.code), one]));
  const changed = new Map<string, Customer>();
  const taken = known.occupancies.map((one) => ({ ...one, key: `${codeKey(one.unit)} ${one.role}` }));
  const plan: OccupancyPlan = { customers: [], created: [], ended: [], unchanged: 0, findings: [] };
  for (const row of rows) {
    const { unit: unitText, role, customerCode, from, to } = row.values as Record<string, string>;
    const told = (code: string, column: string, params: Finding['params']) =>
      plan.findings.push({ code, params, at: cellAt(row, column) });
    const unit = units.get(codeKey(unitText!));
    const customer = customers.get(codeKey(customerCode!));
    const given = givenOf(row, customer?.code ?? customerCode!);
    if (!unit) told('customer.unit.unknown', 'unit', { unit: unitText! });
    else if (!customer && !given.name) told('customer.sheet.nameless', 'customerCode', { customer: customerCode! });
    else if (to && to < from!) told('customer.sheet.backwards', 'to', {});
    else {
      const key = `${codeKey(unit)} ${role}`;
      const same = taken.find(
        (one) => one.key === key && one.from === from && codeKey(one.customerCode) === codeKey(customerCode!),
      );
      const clash = taken.find(
        (one) => one !== same && one.key === key && overlaps(one, { from: from!, to: to ?? same?.to ?? null }),
      );
      if (clash) {
        const { name, from: since, to: until } = clash;
        told(until === null ? 'customer.sheet.overlapOpen' : 'customer.sheet.overlap', 'from', { name, since, until });
        continue;
      }
      const differs = FIELDS.some((field) => given[field] !== undefined && given[field] !== (customer?.[field] ?? undefined));
      if (differs) {
        const merged = { ...customer, ...given, code: given.code };
        customers.set(codeKey(given.code), merged as Customer);
        changed.set(codeKey(given.code), merged as Customer);
      }
      if (!same) {
        plan.created.push({ unit, customer: given.code, role: role as 'owner', from: from!, ...(to ? { to } : {}) });
        const name = given.name ?? customer!.name;
        taken.push({ id: 0, key, unit, role: role as 'owner', customerCode: given.code, name, from: from!, to: to ?? null });
      } else if (to && same.to !== to) {
        if (same.id) plan.ended.push({ id: same.id, to });
        same.to = to;
      } else if (!differs) plan.unchanged++;
    }
  }
  plan.customers = [...changed.values()];
  return plan;
}

function givenOf({ values }: TableRow, code: string): Customer {
  const filled = FIELDS.flatMap((field) => (values[field] === undefined ? [] : [[field, values[field]] as const]));
  return { ...(Object.fromEntries(filled) as Partial<Customer>), code } as Customer;
}
