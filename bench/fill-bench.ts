// A building of any size with six metered services, one month of readings and three people a unit.
import type { Knex } from 'knex';
import { plugins } from '../core/platform/plugins.ts';
import { fillBuilding } from '../tests/flows/billed-building.ts';
import { presetOf } from './scratch-plugins.ts';

export const period = '2026-06'; // lies in the past, so that its readings do too

export interface BenchBuilding {
  companyId: number;
  buildingId: number;
  code: string;
  units: number;
  services: number;
  /** No two units use the same: what is priced once for all who used the same is then priced for each. */
  distinct: boolean;
}
/** Different consumptions of a service among a building's units, as households have them. */
const SPREAD = 500;

export async function fillBench(admin: Knex, { companyId, buildingId, units, services, distinct }: BenchBuilding): Promise<void> {
  const names = Array.from({ length: services }, (_, n) => `bench-${n + 1}`);
  const steps = Object.fromEntries(names.map((name, n) => [name, n % 2 === 0 ? 120 + 40 * n : 8 + n]));
  await fillBuilding(admin, { companyId, buildingId, units, services: steps, period, spread: distinct ? units : SPREAD });
  const tariffs = names.map((service, n) => {
    const preset = plugins.get(service).tariffs.find(({ id }) => id === presetOf(n + 1));
    if (!preset) throw new Error(`no preset ${presetOf(n + 1)} for ${service}`);
    const row = { building_id: buildingId, service, unit_class: '*', valid: '[2026-01-01,)', status: 'published', version: 1 };
    return { ...row, name: preset.name.vi, legal_basis: preset.legalBasis, preset: preset.id, body: JSON.stringify(preset.body) };
  });
  await admin('tariff').insert(tariffs);
  await admin.raw('vacuum analyze');
}
