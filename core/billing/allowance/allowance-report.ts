// Posted charges with an allowance, priced again by the people with valid proof alone.
import { addDays, type Facts, type Plugin, PricingProblem, preparePricer, type VatRate } from '#kit';
import type { ResultOf } from '#platform/actions';
import { priceAgain } from '../bill/explain-charge.ts';
import type { StoredCharge } from '../bill/stored-charges.ts';
import type { UnprovenAllowance } from './allowance.contract.ts';

type Unproven = Omit<UnprovenAllowance, 'unit' | 'customer'> & { billId: number };
export type ProvenPeople = ReadonlyMap<string, ReadonlyMap<number, ResultOf<'customer.listMemberDays'>[number]>>;

/** The days a charge counted people over, as the run did: after the first reading to the last one. */
export const daysOf = ({ detail: { from, to } }: StoredCharge): string =>
  from < to ? `${addDays(from, 1)}/${to}` : `${to}/${to}`;

/** Whether people decide the allowance of this charge. */
export function countsPeople({ tariff, detail }: StoredCharge, plugin: Plugin, rates: readonly VatRate[]): boolean {
  if (detail.correction || plugin.kind !== 'meter' || !plugin.allowance?.length) return false;
  return preparePricer(plugin, tariff.body, rates).needsQuota;
}

/** null where everybody it counted has proof on every day. */
export async function unprovenOf(
  charge: StoredCharge,
  plugin: Plugin,
  rates: readonly VatRate[],
  people: ProvenPeople,
): Promise<Unproven | null> {
  const known = people.get(daysOf(charge))?.get(charge.unitId);
  const proven = { members: known?.members ?? 0, memberDays: known?.memberDays ?? 0 };
  const { facts } = charge.detail;
  const changed = withPeople(plugin, facts, proven);
  if (JSON.stringify(changed) === JSON.stringify(facts)) return null;
  const counted = plugin.variables.find(({ source }) => source === 'members')?.name;
  const row = {
    ...{ billId: charge.billId, unitId: charge.unitId, service: charge.service, total: charge.total },
    ...{ members: Number(counted ? (facts[counted] ?? 0) : 0), proven: proven.members, quota: charge.detail.quota ?? null },
  };
  try {
    const again = await priceAgain({ ...charge, detail: { ...charge.detail, facts: changed } }, plugin, rates);
    const cost = again.total - charge.total;
    return { ...row, provenQuota: again.quota ?? null, provenTotal: again.total, cost, problem: null };
  } catch (error) {
    if (!(error instanceof PricingProblem)) throw error; // a charge that cannot be priced so is told, the others go on
    const problem = { code: error.code, params: error.params };
    return { ...row, provenQuota: null, provenTotal: null, cost: null, problem };
  }
}

/** The facts with other people; what the plugin does not ask for stays out. */
export function withPeople(plugin: Plugin, facts: Facts, people: { members: number; memberDays: number }): Facts {
  const changed = { ...facts };
  for (const { name, source } of plugin.variables) {
    if ((source === 'members' || source === 'memberDays') && Object.hasOwn(facts, name)) changed[name] = people[source];
  }
  return changed;
}
