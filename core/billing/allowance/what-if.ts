// A unit's last posted month once more, with another number of registered people on all its days. Stores nothing.
import type { Knex } from 'knex';
import { daysBetween, decimalOf, firstDay, type Plugin, preparePricer, Refusal } from '#kit';
import { plugins } from '#platform/plugins';
import { priceAgain } from '../bill/explain-charge.ts';
import { type StoredCharge, storedCharges } from '../bill/stored-charges.ts';
import { listVatRates } from '../tariff/vat-rate-repository.ts';
import type { WhatIfRow } from './allowance.contract.ts';
import { daysOf, withPeople } from './allowance-report.ts';

interface Asked {
  buildingId: number;
  unitId: number;
  period: string;
  members: number;
}
const SCALE = decimalOf(1);

export async function whatIf(trx: Knex.Transaction, asked: Asked): Promise<{ rows: WhatIfRow[]; total: number }> {
  const { buildingId, unitId, period, members } = asked;
  const { rows: found } = await trx.raw(
    `select to_char(max(period), 'YYYY-MM') as month from bill where building_id = ? and unit_id = ? and period <= ?`,
    [buildingId, unitId, firstDay(period)],
  );
  const month = found[0].month as string | null;
  if (!month) throw new Refusal('billing.allowance.noMonth', { period }, 409);
  const ids = await trx('bill')
    .where({ building_id: buildingId, unit_id: unitId, period: firstDay(month) })
    .pluck('id');
  const rates = await listVatRates(trx);
  const rows: WhatIfRow[] = [];
  for (const charge of await storedCharges(trx, { buildingId, period: month, billIds: ids })) {
    const plugin = plugins.list().find((one) => one.id === charge.service);
    if (!plugin || charge.detail.correction || !asksForPeople(charge, plugin)) continue;
    const { facts } = charge.detail;
    const [first, last] = daysOf(charge).split('/') as [string, string];
    const days = daysBetween(first, last) + 1; // a plugin may count people's days without asking for the days themselves
    const changed = withPeople(plugin, facts, { members, memberDays: members * days });
    const priced = async (given: typeof facts) => {
      const { quota, lines, net, vatTotal, total } = await priceAgain(
        { ...charge, detail: { ...charge.detail, facts: given } },
        plugin,
        rates,
      );
      return { members: membersIn(plugin, given), quota: quota ?? null, lines, net, vatTotal, total };
    };
    rows.push({
      ...{ service: charge.service, period: month, quantity: charge.quantity },
      ...{ before: await priced(facts), after: await priced(changed) },
    });
  }
  return { rows, total: rows.length };
}

/** Whether a tariff's own formulas, or the rules of its allowance, ask how many people there are. */
function asksForPeople({ tariff }: StoredCharge, plugin: Plugin): boolean {
  const pricer = preparePricer(plugin, tariff.body, []);
  const people = plugin.variables.filter(({ source }) => source === 'members' || source === 'memberDays').map(({ name }) => name);
  return people.length > 0 && (pricer.needsQuota || pricer.needs.some((name) => people.includes(name)));
}

function membersIn(plugin: Plugin, facts: StoredCharge['detail']['facts']): number | null {
  const name = plugin.variables.find(({ source }) => source === 'members')?.name;
  const value = name === undefined ? undefined : facts[name];
  return value === undefined ? null : Number(decimalOf(String(value)) / SCALE);
}
