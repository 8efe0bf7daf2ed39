// A process of its own that previews and posts a month, to be killed while it does: `post-month.ts <database> <building> <period>`.
import { signedIn } from '../../core/cli/seed/staff.ts';
import { makeBroker } from '../../core/platform/broker.ts';
import { call } from '../../core/platform/call.ts';
import { closeDatabase, openDatabase } from '../../core/platform/knex.ts';
import { loadPlugins } from '../../core/platform/plugins.ts';

const [url, building, period] = process.argv.slice(2) as [string, string, string];
openDatabase(url);
await loadPlugins();
const broker = await makeBroker({ logLevel: 'fatal' }, { gateway: false });
await broker.start();
const as = { meta: { user: await signedIn('admin') }, timeoutMs: 120_000 };
const buildingId = Number(building);
const { id: runId } = await call(broker, 'billing.startRun', { buildingId, period, wait: true }, as);
const run = await call(broker, 'billing.approveRun', { runId }, as);
console.log(run.status);
await broker.stop();
await closeDatabase();
