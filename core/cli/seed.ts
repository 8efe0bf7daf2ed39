// `npm run seed -- [--building full|small] [--units 450] [--third-meter] [--cards] [--payments]`: the sample building with seven posted months and one open.
import { parseArgs } from 'node:util';
import type { ServiceBroker } from 'moleculer';
import { loadSample, type Seeded, type SeedOptions } from './seed/load-sample.ts';

const UNITS_MAX = 100_000;

/** Loads through the services of a started broker; `log` gets one line a step and the passwords of the two people made. */
export async function seed(broker: ServiceBroker, args: readonly string[], log: (line: string) => void): Promise<Seeded> {
  const wished = await wishedOf(args);
  const seeded = await loadSample(broker, { ...wished, log });
  if (!seeded.created) log('the sample building is there already');
  for (const { login, password } of seeded.made) log(`user ${login}, password ${password}`);
  log(`reading sheet of the open month: ${seeded.sheet}`);
  return seeded;
}

async function wishedOf(args: readonly string[]): Promise<Pick<SeedOptions, 'units' | 'third' | 'cards' | 'payments'>> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      building: { type: 'string', default: 'full' },
      units: { type: 'string' },
      'third-meter': { type: 'boolean', default: false },
      cards: { type: 'boolean', default: false },
      payments: { type: 'boolean', default: false },
    },
  });
  const { SIZES } = await import('../../samples/building.ts');
  const sizes: Record<string, number> = SIZES;
  const units = values.units === undefined ? sizes[values.building] : Number(values.units);
  if (units === undefined || !Number.isInteger(units) || units < 1 || units > UNITS_MAX) {
    throw new Error(`--building is one of ${Object.keys(sizes).join(', ')}; --units is a whole number from 1 to ${UNITS_MAX}`);
  }
  return { units, third: values['third-meter'], cards: values.cards, payments: values.payments };
}
