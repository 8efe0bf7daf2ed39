// A process of its own that sends what waits by e-mail, to be killed while it does: `send-reminders.ts <database> <building>`.
import { signedIn } from '../../core/cli/seed/staff.ts';
import { makeBroker } from '../../core/platform/broker.ts';
import { call } from '../../core/platform/call.ts';
import { closeDatabase, openDatabase } from '../../core/platform/knex.ts';
import { loadPlugins } from '../../core/platform/plugins.ts';

const [url, building] = process.argv.slice(2) as [string, string];
openDatabase(url);
await loadPlugins();
const broker = await makeBroker({ logLevel: 'fatal' }, { gateway: false });
await broker.start();
const as = { meta: { user: await signedIn('admin') }, timeoutMs: 120_000 };
const { sent } = await call(broker, 'reminder.send', { buildingId: Number(building) }, as);
console.log(sent);
await broker.stop();
await closeDatabase();
