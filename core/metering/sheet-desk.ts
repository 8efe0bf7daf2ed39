// An uploaded sheet: read apart, matched, saved or only tried, and audited.
import { call } from '#platform/call';
import { today } from '#platform/clock';
import type { Ctx } from '#platform/context';
import { withSentences } from '#platform/i18n';
import { plugins } from '#platform/plugins';
import type { Upload } from '#platform/upload';
import { placeOf } from './dial.ts';
import { groupNames } from './group-repository.ts';
import { importReadings } from './import-readings.ts';
import { inUnit, lockOf, whileNotPosting } from './in-unit.ts';
import { auditSave, userOf } from './reading-desk.ts';
import { settingsOf, storedSettings } from './settings-store.ts';
import { readSheet } from './sheet/read-sheet.ts';

export async function importSheet(
  ctx: Ctx<{ buildingId: number; period: string; dryRun: boolean }>,
  { filename, content }: Upload,
) {
  const { buildingId, period, dryRun } = ctx.params;
  const sheet = await readSheet(content, period);
  const { rows: listed } = await call(ctx, 'building.listUnits', { buildingId });
  const units = listed.map(({ id, code }): [string, string] => [placeOf({ unitId: id, groupId: null }), code]);
  const { saved, findings, rows } = await inUnit(ctx, async (trx, unit) => {
    await whileNotPosting(trx, ctx.params);
    const isLocked = await lockOf(ctx, { buildingId, period }, unit);
    const groups = [...(await groupNames(trx, buildingId))].map(([groupId, { code }]): [string, string] => {
      return [placeOf({ unitId: null, groupId }), code];
    });
    const settings = await storedSettings(trx, buildingId);
    const places = new Map([...units, ...groups]);
    const task = {
      buildingId,
      period,
      today: today(),
      user: userOf(ctx),
      isLocked,
      pluginOf: plugins.get,
      rulesOf: (service: string) => settingsOf(plugins.get(service), settings).rules,
      plugins: plugins.list(),
    };
    const done = await importReadings(trx, { ...task, sheet, fileName: filename, places, dryRun });
    if (!dryRun) await auditSave(ctx, unit, done.saved, { by: 'sheet', file: filename, findings: done.findings.length });
    return done;
  });
  const told = withSentences(ctx.meta.lang ?? 'vi', findings);
  return { accepted: saved.written.length, unchanged: saved.unchanged, refused: findings.length, findings: told, rows };
}
