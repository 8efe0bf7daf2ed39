// `npm start`: database, schema, first user, services, ui; says where to go and with which password; ends cleanly on a signal.
import { createServer } from 'node:net';
import { createInterface } from 'node:readline/promises';
import { ensureFirstUser, type FirstUser } from '../access/first-user.ts';
import { readEnv } from '../platform/env.ts';
import { connect } from '../platform/knex.ts';
import { log } from '../platform/log.ts';
import { type AppServer, startApp } from './app.ts';
import { buildUi } from './build-ui.ts';
import { type House, openHouse } from './house.ts';
import type { Print } from './main.ts';

/** Runs until a signal comes. `--dev`: the ui is served by `ng serve`, so it is not built here. */
export async function start(args: readonly string[], print: Print): Promise<void> {
  const { PORT, HOST, TOANHA_ADMIN_PASSWORD } = readEnv();
  await refuseBusyPort(PORT, HOST);
  const ui = args.includes('--dev') ? Promise.resolve() : buildUi();
  ui.catch((error: Error) => log('error', 'ui', error.message)); // the API works without it; said again below
  const house = await openHouse();
  let app: AppServer | null = null;
  const stop = endOnSignal(async () => {
    await app?.stop();
    await house.close();
  });
  try {
    const { first, empty } = await prepare(house, TOANHA_ADMIN_PASSWORD);
    app = await startApp({ port: PORT, host: HOST });
    if (empty && (await wantsSample())) await loadSample(app, print);
    const built = await ui.then(
      () => true,
      () => false,
    );
    print(`Tòa Nhà: http://localhost:${app.port}${built ? '' : '  (API only: the ui could not be built, see the log)'}`);
    if (first) print(`sign in as ${first.login} with password ${first.password}`);
  } catch (error) {
    await stop();
    throw error;
  }
}

async function prepare(house: House, password?: string): Promise<{ first: FirstUser | null; empty: boolean }> {
  const admin = connect(house.url, { role: null, connections: 2 });
  try {
    const first = await ensureFirstUser(admin, password);
    return { first, empty: (await admin('building').first('id')) === undefined };
  } finally {
    await admin.destroy();
  }
}

async function wantsSample(): Promise<boolean> {
  const { TOANHA_SAMPLE } = readEnv();
  if (TOANHA_SAMPLE !== undefined) return TOANHA_SAMPLE === '1';
  if (!process.stdin.isTTY || !process.stdout.isTTY) return false;
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question('There is no building yet. Load the sample building? / Nạp tòa nhà mẫu? [y/N] ');
  terminal.close();
  return /^(y|yes|c|có|co)$/i.test(answer.trim().normalize('NFC'));
}

async function loadSample(app: AppServer, print: Print): Promise<void> {
  const { seed } = await import('./seed.ts');
  await seed(app.broker, ['--cards', '--payments'], print);
}

function endOnSignal(stop: () => Promise<void>): () => Promise<void> {
  let stopping: Promise<void> | null = null;
  const once = (): Promise<void> => {
    stopping ??= stop();
    return stopping;
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(1); // asked twice: now
      log('info', 'start', `${signal}: stopping`);
      once().then(
        () => process.exit(0),
        (error) => {
          log('fatal', 'start', 'did not stop cleanly', { error });
          process.exit(1);
        },
      );
    });
  }
  return once;
}

async function refuseBusyPort(port: number, host: string): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const probe = createServer();
  probe.once('error', (error) =>
    reject(new Error(`port ${port} cannot be used (${error.message}): stop what runs there, or set PORT`)),
  );
  probe.listen(port, host, () => probe.close(() => resolve()));
  return promise;
}
