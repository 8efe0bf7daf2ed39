// A process of its own that moves money, to be killed while it does: `move-money.ts <database> <instant>`. Commands come as lines of
// JSON {n, action, params, key}, three at a time; each answer leaves as a line {n, id} or {n, code}.
import { createInterface } from 'node:readline';
import { signedIn } from '../../core/cli/seed/staff.ts';
import { makeBroker } from '../../core/platform/broker.ts';
import { freezeClock } from '../../core/platform/clock.ts';
import { closeDatabase, openDatabase } from '../../core/platform/knex.ts';
import { loadPlugins } from '../../core/platform/plugins.ts';

const AT_ONCE = 3;
const [url, instant] = process.argv.slice(2) as [string, string];
freezeClock(instant);
openDatabase(url);
await loadPlugins();
const broker = await makeBroker({ logLevel: 'fatal' }, { gateway: false });
await broker.start();
const user = await signedIn('admin');
const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);

async function run({ n, action, params, key }: { n: number; action: string; params: object; key: string }): Promise<void> {
  try {
    const { id } = (await broker.call(action, params, { meta: { user, idempotencyKey: key } })) as { id: number };
    say({ n, id });
  } catch (error) {
    say({ n, code: (error as { code?: string }).code ?? String(error) }); // a refusal is an answer too
  }
}
say({ ready: true });
const queue: Parameters<typeof run>[0][] = [];
for await (const line of createInterface({ input: process.stdin })) queue.push(JSON.parse(line));
async function work(): Promise<void> {
  for (let next = queue.shift(); next; next = queue.shift()) await run(next);
}
await Promise.all(Array.from({ length: AT_ONCE }, work));
await broker.stop();
await closeDatabase();
