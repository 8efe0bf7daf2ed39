// Loads the sample building and posts the months behind it. Interrupted or called again, it goes on where it stopped.
import { join } from 'node:path';
import type { ServiceBroker } from 'moleculer';
import { Refusal } from '#kit';
import { call } from '#platform/call';
import { atInstant } from '#platform/clock';
import { dataFolder, root } from '#platform/paths';
import type { SampleBuilding } from '../../../samples/sample-building.ts';
import { loadBuilding } from './load-building.ts';
import { loadCards } from './load-cards.ts';
import { loadReadings, postMonth } from './load-month.ts';
import { loadPayments } from './load-payments.ts';
import { type Credentials, hireStaff, signedIn } from './staff.ts';

export interface SeedOptions {
  /** Default: the whole tower. */
  units?: number;
  /** With a third meter in each unit. */
  third?: boolean;
  /** With vehicle, lift, gym and pool cards. */
  cards?: boolean;
  /** With what people have paid since. */
  payments?: boolean;
  /** Who owns it; default: the first administrator's login. */
  login?: string;
  log(line: string): void;
}
export interface Seeded {
  buildingId: number;
  /** False where it had been there, whole, before. */
  created: boolean;
  made: Credentials[];
  /** The reading sheet of the open month. */
  sheet: string;
}

export async function loadSample(
  broker: ServiceBroker,
  { units, third = false, cards = false, payments = false, login = 'admin', log }: SeedOptions,
): Promise<Seeded> {
  // loaded late: only here may core know what the sample holds
  const { sampleBuilding, SIZES } = await import('../../../samples/building.ts');
  const sample = sampleBuilding(units ?? SIZES.full, third);
  const admin = await signedIn(login);
  const { rows } = await call(broker, 'building.listBuildings', {}, { meta: { user: admin } });
  const known = rows.find((building) => building.code === sample.building.code);
  // somebody's own building of that code stays theirs
  if (known && known.name !== sample.building.name) throw new Refusal('building.building.exists', { code: known.code }, 409);
  const buildingId = known?.id ?? (await loadBuilding(broker, admin, sample));
  if (!known) log(`${sample.building.name}: ${sample.units.length} units, ${sample.meters.length} meters`);

  const owner = await signedIn(login); // sees the building now
  const { made, ...staff } = await hireStaff(broker, owner, buildingId);
  let created = !known;
  for (const period of [...sample.periods, sample.openPeriod]) {
    const { rows: runs } = await call(broker, 'billing.listRuns', { buildingId, period }, { meta: { user: owner } });
    const month = { broker, buildingId, sample, period };
    if (!runs.some((run) => run.status === 'posted')) {
      await loadReadings(month, staff);
      if (period === sample.openPeriod) break;
      log(`${period}: ${await atInstant(`${period}-27T03:00:00Z`, () => postMonth(month, staff))} bills posted`);
      created = true;
    }
    const paid = payments ? await loadPayments(broker, { buildingId, period, user: staff.accountant }) : 0;
    if (paid > 0) log(`${period}: ${paid} payments`);
  }
  if (cards) {
    const { sampleCards } = await import('../../../samples/cards.ts');
    const loaded = await loadCards(broker, { buildingId, user: owner, sample: sampleCards(sample) });
    if (loaded > 0) log(`${loaded} cards`);
  }
  const sheet = await sheetOf(sample, sample.units.length === SIZES.full && !third);
  return { buildingId, created, made, sheet };
}

/** The whole tower's sheet lies in the repository; another size's is written beside the data. */
async function sheetOf(sample: SampleBuilding, whole: boolean): Promise<string> {
  if (whole) return join(root, `samples/sunrise-riverside/chi-so-${sample.openPeriod}.xlsx`);
  const { writeSheets } = await import('../../../samples/write-sheets.ts');
  const [messy] = await writeSheets(join(dataFolder(), 'samples'), sample);
  return messy;
}
