// `npm run cli -- bill --building CODE --period YYYY-MM [--sheet file.xlsx] --out folder [--approve] [--user login] [--approver login]`
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import type { ServiceBroker } from 'moleculer';
import { type Finding, isPeriod, Refusal } from '#kit';
import { type CallOptions, call } from '../platform/call.ts';
import type { Lang } from '../platform/context.ts';
import { sentence } from '../platform/i18n.ts';
import type { Print } from './main.ts';
import { signedIn } from './seed/staff.ts';

const RUN_MS = 600_000;

/** The month without a browser: sheet in, findings printed, preview, and with `--approve` the books and the notices. */
export async function bill(broker: ServiceBroker, args: readonly string[], print: Print): Promise<boolean> {
  const { building: code, period, sheet, out, approve, user: login, approver, lang } = optionsOf(args);
  const as = async (name: string): Promise<CallOptions> => ({ meta: { user: await signedIn(name), lang }, timeoutMs: RUN_MS });
  const clerk = await as(login);
  const { rows: buildings } = await call(broker, 'building.listBuildings', {}, clerk);
  const building = buildings.find((each) => each.code === code);
  if (!building) throw new Error(`no building ${code}; there are ${buildings.map((each) => each.code).join(', ')}`);
  const month = { buildingId: building.id, period };
  const money = new Intl.NumberFormat(lang);

  if (sheet !== undefined) {
    const file = readFileSync(sheet).toString('base64');
    const { accepted, unchanged, refused, findings } = await call(
      broker,
      'metering.importReadings',
      { ...month, file, name: basename(sheet) },
      clerk,
    );
    print(`${basename(sheet)}: ${accepted} accepted, ${unchanged} unchanged, ${refused} refused`);
    for (const finding of findings) print(`  ${placeOf(finding)}${sentence(lang, finding)}`);
  }

  const { id: runId } = await call(broker, 'billing.startRun', { ...month, wait: true }, clerk);
  const run = await call(broker, 'billing.getRun', { runId }, clerk);
  const totals = run.totals!;
  print(
    `preview ${runId}: ${totals.bills} bills, ${totals.charges} charges, ${money.format(totals.total)} đ (before: ${money.format(totals.previousTotal)} đ)`,
  );
  const { rows: parked } = await call(broker, 'billing.listParked', { runId }, clerk);
  for (const { unit, message } of parked) print(`  parked ${unit}: ${message}`);
  if (!approve) {
    print('not approved: nothing is posted; add --approve to post it and write the notices');
    return true;
  }
  if (totals.bills > 0) {
    await call(broker, 'billing.approveRun', { runId }, await as(approver ?? login));
    print(`posted: ${totals.bills} bills`);
  } else print('nothing new to post');
  mkdirSync(out, { recursive: true });
  const file = join(out, `notices-${code}-${period}.pdf`);
  writeFileSync(file, await call(broker, 'billing.noticesPdf', { ...month, lang }, clerk));
  print(`notices: ${file}`);
  return true;
}

function optionsOf(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const options = {
    building: text,
    period: text,
    sheet: text,
    out: { ...text, default: 'out' },
    user: { ...text, default: 'admin' },
    approver: text,
    lang: { ...text, default: 'vi' },
    approve: { type: 'boolean', default: false },
  } as const;
  const { values } = parseArgs({ args: [...args], options });
  const { building, period, lang } = values;
  if (!building || !period) throw new Error('bill needs --building CODE and --period YYYY-MM');
  if (!isPeriod(period)) throw new Refusal('platform.period.malformed', { field: '--period' });
  if (lang !== 'vi' && lang !== 'en') throw new Error('--lang is vi or en');
  return { ...values, building, period, lang: lang as Lang };
}

function placeOf({ at }: Finding): string {
  if (at?.row === undefined) return '';
  return `${at.sheet ? `${at.sheet}!` : ''}${at.column ?? ''}${at.row}: `;
}
