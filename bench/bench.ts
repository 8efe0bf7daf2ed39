// `npm run bench [-- --charges 12000,120000 --distinct --profile FILE]`: a whole month against plain COPY of the same rows, on a database of its own.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { ServiceBroker } from 'moleculer';
import { ensureFirstUser } from '../core/access/first-user.ts';
import { signedIn } from '../core/cli/seed/staff.ts';
import { verifyBuilding } from '../core/cli/verify.ts';
import { makeBroker } from '../core/platform/broker.ts';
import { call } from '../core/platform/call.ts';
import { closeDatabase, connect, openDatabase } from '../core/platform/knex.ts';
import { core, migrate } from '../core/platform/migrate.ts';
import { loadPlugins } from '../core/platform/plugins.ts';
import { startPostgres } from '../core/platform/postgres/launcher.ts';
import { copyFloor } from './copy-floor.ts';
import { cpuBetween, cpuTimes } from './cpu.ts';
import { fillBench, period } from './fill-bench.ts';
import { watchMemory } from './memory.ts';
import { profiled } from './profile.ts';
import { scratchPlugins } from './scratch-plugins.ts';

type Print = (line: string) => void;
interface Figures {
  charges: number;
  copyMs: number;
  runMs: number;
  peakMb: number;
  wrong: number;
}
interface Wishes {
  distinct?: boolean | undefined;
  profile?: string | undefined;
}
const LIMITS = { ratio: 2, linear: 1.3, megabytes: 600 };
const SERVICES = 6;

/** Answers false where a goal is missed or the books do not agree. */
export async function bench(args: readonly string[], print: Print): Promise<boolean> {
  const options = {
    charges: { type: 'string', default: '12000,120000' },
    distinct: { type: 'boolean' },
    profile: { type: 'string' },
  } as const;
  const { values } = parseArgs({ args: [...args], options });
  const sizes = values.charges.split(',').map(Number);
  if (!sizes.every((size) => Number.isInteger(size) && size >= SERVICES))
    throw new Error('--charges takes whole numbers: 12000,120000');
  const home = mkdtempSync(join(tmpdir(), 'toanha-bench-'));
  chmodSync(home, 0o755); // as root the server runs as another user, who must be able to enter
  const server = await startPostgres(home);
  const admin = connect(server.url('postgres'), { role: null, connections: 3 });
  let broker: ServiceBroker | undefined;
  try {
    await loadPlugins(scratchPlugins(home, SERVICES));
    await migrate(admin, [core]);
    await ensureFirstUser(admin);
    openDatabase(server.url('postgres'));
    broker = await makeBroker({ logLevel: 'error' }, { gateway: false });
    await broker.start();
    const figures: Figures[] = [];
    for (const [index, size] of sizes.entries()) figures.push(await measure(broker, admin, `BENCH${index}`, size, print, values));
    return judge(figures, print);
  } finally {
    await broker?.stop(); // a failed measurement would leave it running
    await closeDatabase();
    await admin.destroy();
    await server.stop();
    rmSync(home, { recursive: true, force: true });
  }
}

async function measure(
  broker: ServiceBroker,
  admin: ReturnType<typeof connect>,
  code: string,
  charges: number,
  print: Print,
  { distinct, profile }: Wishes,
): Promise<Figures> {
  const owner = { user: await signedIn('admin') };
  const { id: buildingId } = await call(
    broker,
    'building.createBuilding',
    { code, name: code, settings: { fourEyes: false } },
    { meta: owner },
  );
  await fillBench(admin, {
    buildingId,
    companyId: owner.user.companyId,
    code,
    units: Math.round(charges / SERVICES),
    services: SERVICES,
    distinct: distinct ?? false,
  });
  const user = await signedIn('admin'); // sees the building now
  const as = { meta: { user }, timeoutMs: 600_000 };
  const { id: runId } = await call(broker, 'billing.startRun', { buildingId, period, wait: true }, as);
  await admin.raw('checkpoint');
  const memory = watchMemory();
  const cpu = await cpuTimes(admin);
  const started = performance.now();
  const run = await profiled(profile, () => call(broker, 'billing.approveRun', { runId }, as));
  const runMs = performance.now() - started;
  const spent = cpuBetween(cpu, await cpuTimes(admin));
  memory.stop();
  const quiet = (line: string) => void (line.endsWith(': 0') || print(line));
  const wrong = await verifyBuilding(user, buildingId, quiet, code);
  const floor = await copyFloor(admin, user, buildingId, period);
  const figures = { charges: run.totals!.charges, copyMs: floor.ms, runMs, peakMb: memory.peak, wrong };
  const postings = `${floor.bills} bills, ${floor.postings} postings`;
  print(
    `${figures.charges} charges (${postings}): COPY ${Math.round(floor.ms)} ms, run ${Math.round(runMs)} ms, ratio ${(runMs / floor.ms).toFixed(2)}, ` +
      `${Math.round((figures.charges / runMs) * 1000)} charges/s, peak ${Math.round(memory.peak)} MB, ${wrong === 0 ? 'ledger agrees' : `${wrong} WRONG ROWS`}`,
  );
  print(`  CPU of the run: ${spent}; of COPY: ${floor.cpu}`);
  return figures;
}

function judge(figures: readonly Figures[], print: Print): boolean {
  const [small, large] = [figures[0]!, figures.at(-1)!];
  const perCharge = (each: Figures) => each.runMs / each.charges;
  const results: [string, number, number][] = [
    ['whole run / COPY', large.runMs / large.copyMs, LIMITS.ratio],
    [`time a charge, ${large.charges} / ${small.charges}`, perCharge(large) / perCharge(small), LIMITS.linear],
    ['peak memory of the run, MB', large.peakMb, LIMITS.megabytes],
    ['rows that do not agree', figures.reduce((sum, { wrong }) => sum + wrong, 0), 0],
  ];
  for (const [what, found, limit] of results)
    print(`${found <= limit ? 'ok  ' : 'MISS'} ${what}: ${found.toFixed(2)} (goal ≤ ${limit})`);
  return results.every(([, found, limit]) => found <= limit);
}
