// The one program: `node core/cli/main.ts <command> …`. Commands are loaded when they are called.
import type { ServiceBroker } from 'moleculer';
import { log } from '../platform/log.ts';

export type Print = (line: string) => void;
/** A command that works through running services; resolves to false where it found something wrong. */
export type BrokerCommand = (broker: ServiceBroker, args: readonly string[], print: Print) => Promise<unknown>;
type Command = (args: readonly string[], print: Print) => Promise<unknown>;

const commands: Record<string, { says: string; run: Command }> = {
  start: {
    says: 'database, services and ui on one port',
    run: async (...given) => (await load('./start.ts', 'start'))(...given),
  },
  migrate: { says: 'brings the schema up to date', run: migrate },
  seed: { says: 'loads the sample building', run: throughServices('./seed.ts', 'seed') },
  bill: { says: 'bills a month without a browser', run: throughServices('./bill.ts', 'bill') },
  verify: { says: 'proves that books, bills and charges agree', run: throughServices('./verify.ts', 'verify') },
  bench: {
    says: 'measures a whole month against plain COPY',
    run: async (...given) => (await load('../../bench/bench.ts', 'bench'))(...given),
  },
  'new-plugin': {
    says: 'makes the folder of a new service',
    run: async (...given) => (await load('./new-plugin.ts', 'newPlugin'))(...given),
  },
  'check-plugin': {
    says: 'proves a plugin by its examples and at its edges',
    run: async (...given) => (await load('./check-plugin.ts', 'checkPluginById'))(...given),
  },
};

async function load(file: string, name: string): Promise<Command> {
  const module = (await import(new URL(file, import.meta.url).href)) as Record<string, Command>;
  return module[name]!;
}

async function migrate(_args: readonly string[], print: Print): Promise<void> {
  const { openHouse } = await import('./house.ts');
  const house = await openHouse();
  print(house.migrated.length > 0 ? house.migrated.join('\n') : 'the schema is up to date');
  await house.close();
}

function throughServices(file: string, name: string): Command {
  return async (args, print) => {
    const run = (await load(file, name)) as unknown as BrokerCommand;
    const { openHouse } = await import('./house.ts');
    const { makeBroker } = await import('../platform/broker.ts');
    const { ensureFirstUser } = await import('../access/first-user.ts');
    const { connect } = await import('../platform/knex.ts');
    const house = await openHouse();
    const admin = connect(house.url, { role: null, connections: 1 });
    const first = await ensureFirstUser(admin).finally(() => admin.destroy());
    if (first) print(`user ${first.login}, password ${first.password}`);
    const broker = await makeBroker({}, { gateway: false });
    await broker.start();
    try {
      return await run(broker, args, print);
    } finally {
      await broker.stop();
      await house.close();
    }
  };
}

const [name = '', ...args] = process.argv.slice(2);
const command = Object.hasOwn(commands, name) ? commands[name]! : null;
const print: Print = (line) => void process.stdout.write(`${line}\n`);
if (!command) {
  print(
    `usage: npm run cli -- <command>\n${Object.entries(commands)
      .map(([each, { says }]) => `  ${each.padEnd(13)} ${says}`)
      .join('\n')}`,
  );
  process.exitCode = name === '' || name === 'help' ? 0 : 2;
} else {
  try {
    if ((await command.run(args, print)) === false) process.exitCode = 1;
  } catch (error) {
    const { sentence } = await import('../platform/i18n.ts');
    const { Refusal } = await import('#kit');
    if (error instanceof Refusal)
      log('fatal', name, sentence('en', error), { code: error.code, params: error.params, findings: error.findings });
    else log('fatal', name, (error as Error).message, { error });
    process.exitCode = 1;
  }
}
