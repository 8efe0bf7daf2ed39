// Actions of the registry: meters listed, hung, verified, their lives, photos, sheets and each building's limits.
import { z } from 'zod';
import { call } from '#platform/call';
import { today } from '#platform/clock';
import type { Ctx } from '#platform/context';
import { withSentences } from '#platform/i18n';
import { inUnit } from '#platform/in-unit';
import { day, flag, id, period } from '#platform/params';
import { plugins } from '#platform/plugins';
import { inScope } from '#platform/scope';
import { action } from '#platform/service';
import { readUpload } from '#platform/upload';
import { Meter } from '../meter-params.ts';
import { type SettingsToSave, saveSettings, settingsOf, storedSettings } from '../settings-store.ts';
import { exportMeters } from './export-meters.ts';
import { hangAndAudit, importMeterSheet } from './import-sheet.ts';
import { listMeters } from './list-meters.ts';
import { meterHistory, meterOf } from './meter-history.ts';
import { photosOf, readPhoto, storePhoto } from './photo-store.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const service = z.string().min(1).max(40);
const Building = z.object({ buildingId: id });
const percent = z.object({ percent: z.number().min(1).max(10_000).multipleOf(0.1), hold: z.boolean() }).nullable();
const months = z.object({ months: z.number().int().min(1).max(24), hold: z.boolean() }).nullable();
const Rule = z.object({
  code: z.string().min(1).max(80),
  priority: z.number().int().min(1).max(1000).optional(),
  // what it may hold is checked by the rules' own schema
  conditions: z.record(z.string(), z.unknown()) as unknown as z.ZodType<
    SettingsToSave['rules'] extends (infer R)[] | undefined ? (R extends { conditions: infer C } ? C : never) : never
  >,
  tone: z.enum(['error', 'warn', 'info', 'muted']),
  hold: z.boolean(),
});

export const registryActions = {
  listMeters: action({
    rest: 'GET /buildings/:buildingId/meters',
    permission: null,
    summary: 'Meters with where they hang; down=1 lists those taken down too',
    params: Building.extend({ service: service.optional(), down: flag.optional() }),
    handler: (ctx) =>
      inScope(ctx, async (trx) => {
        const rows = await listMeters(trx, ctx.params, today());
        return { rows, total: rows.length };
      }),
  }),
  meterHistory: action({
    rest: 'GET /buildings/:buildingId/meters/:meterId/history',
    permission: null,
    summary: 'A meter’s life: where it hung, its readings with who and how, corrections, photos',
    params: Building.extend({ meterId: id }),
    handler: (ctx) => inScope(ctx, (trx) => meterHistory(trx, ctx.params)),
  }),
  verifyMeter: action({
    rest: 'PATCH /buildings/:buildingId/meters/:meterId',
    permission: 'meters.write',
    summary: 'Says when a meter was verified and until when that holds',
    params: Building.extend({ meterId: id, verifiedOn: day.nullable(), verifiedUntil: day.nullable() }).refine(
      ({ verifiedOn, verifiedUntil }) => verifiedOn === null || verifiedUntil === null || verifiedOn <= verifiedUntil,
      'metering.meter.verifiedOrder',
    ),
    handler: verifyMeter,
  }),
  hangMeters: action({
    rest: 'POST /buildings/:buildingId/meters/hang',
    permission: 'meters.write',
    summary: 'Hangs meters; what cannot be comes back as findings at its place in the list',
    timeoutMs: 120_000,
    params: Building.extend({ meters: z.array(Meter).min(1).max(20_000), dryRun: flag.default(false) }),
    handler: async (ctx) => {
      const { buildingId, meters, dryRun } = ctx.params;
      const done = await hangAndAudit(ctx, { buildingId, dryRun, from: 'list', meters: () => meters });
      return { ...done, findings: withSentences(ctx.meta.lang ?? 'vi', done.findings) };
    },
  }),
  exportMeterSheet: action({
    rest: 'GET /buildings/:buildingId/meters.xlsx',
    permission: null,
    summary: 'All meters as .xlsx, or none with blank=1; the sheet can be filled in and read again',
    timeoutMs: 60_000,
    params: Building.extend({ service: service.optional(), lang: z.enum(['vi', 'en']).optional(), blank: flag.default(false) }),
    handler: async (ctx) => {
      const lang = ctx.params.lang ?? ctx.meta.lang ?? 'vi';
      const meters = ctx.params.blank ? [] : await inScope(ctx, (trx) => listMeters(trx, ctx.params, today()));
      const nameOf = new Map(plugins.list().map((plugin) => [plugin.id, plugin.name[lang]]));
      const bytes = await exportMeters(meters, { lang, serviceName: (of) => nameOf.get(of) ?? of });
      ctx.meta.$responseType = XLSX;
      ctx.meta.$responseHeaders = { 'Content-Disposition': 'attachment; filename="meters.xlsx"' };
      return Buffer.from(bytes);
    },
  }),
  importMeterSheet: action({
    rest: 'POST /buildings/:buildingId/meters/import',
    permission: 'meters.write',
    upload: true,
    summary: 'Reads an .xlsx of meters; bad rows come back as findings at their cell',
    timeoutMs: 180_000,
    params: Building.extend({ dryRun: flag.default(false) }),
    handler: async (ctx) => importMeterSheet(ctx, (await readUpload(ctx)).content),
  }),
  attachPhoto: action({
    rest: 'POST /buildings/:buildingId/mountings/:mountingId/photos',
    permission: 'readings.write',
    upload: true,
    summary: 'Keeps a JPEG or PNG of a dial or of a hand-over record, at most 5 MB',
    params: Building.extend({ mountingId: id, period, kind: z.enum(['reading', 'handover']).default('reading') }),
    handler: async (ctx) => {
      const file = await readUpload(ctx);
      return inScope(ctx, (trx) => storePhoto(trx, { ...ctx.params, userId: ctx.meta.user!.id }, file));
    },
  }),
  listPhotos: action({
    rest: 'GET /buildings/:buildingId/mountings/:mountingId/photos',
    permission: null,
    params: Building.extend({ mountingId: id, period: period.optional() }),
    handler: (ctx) =>
      inScope(ctx, async (trx) => {
        const { buildingId, mountingId, period: month } = ctx.params;
        const rows = await photosOf(trx, { buildingId, mountingIds: [mountingId], period: month });
        return { rows, total: rows.length };
      }),
  }),
  readPhoto: action({
    rest: 'GET /buildings/:buildingId/photos/:photoId',
    permission: null,
    params: Building.extend({ photoId: id }),
    handler: async (ctx) => {
      const { mediaType, bytes } = await inScope(ctx, (trx) => readPhoto(trx, ctx.params.buildingId, ctx.params.photoId));
      ctx.meta.$responseType = mediaType;
      ctx.meta.$responseHeaders = { 'Cache-Control': 'private, max-age=86400, immutable', 'X-Content-Type-Options': 'nosniff' };
      return bytes;
    },
  }),
  getSettings: action({
    rest: 'GET /buildings/:buildingId/metering-settings',
    permission: null,
    params: Building,
    handler: settings,
  }),
  saveSettings: action({
    rest: 'PUT /buildings/:buildingId/metering-settings/:service',
    permission: 'settings.write',
    summary: 'Limits of estimates and warnings, and the anomaly rules of a service: thresholds, whole rules, or the plugin’s own',
    params: Building.extend({
      service,
      revision: z.number().int().min(0),
      estimatesMax: z.number().int().min(0).max(24),
      warnDays: z.number().int().min(0).max(730),
      thresholds: z
        .object({ high: percent, raised: percent, low: percent, zero: months, estimates: months })
        .nullable()
        .optional(),
      rules: z.array(Rule).max(30).optional(),
    }),
    handler: saveAndAudit,
  }),
};

async function verifyMeter(
  ctx: Ctx<{ buildingId: number; meterId: number; verifiedOn: string | null; verifiedUntil: string | null }>,
) {
  const { buildingId, meterId, verifiedOn, verifiedUntil } = ctx.params;
  return inUnit(ctx, async (trx, unit) => {
    await meterOf(trx, ctx.params);
    await trx('meter')
      .where({ building_id: buildingId, id: meterId })
      .update({ verified_on: verifiedOn, verified_until: verifiedUntil });
    const entry = {
      buildingId,
      action: 'metering.verifyMeter',
      subjectKind: 'meter',
      subjectId: meterId,
      detail: { verifiedOn, verifiedUntil },
    };
    await call(ctx, 'audit.append', { entries: [entry] }, { unitOfWork: unit });
    return meterOf(trx, ctx.params);
  });
}

async function settings(ctx: Ctx<{ buildingId: number }>) {
  const stored = await inScope(ctx, (trx) => storedSettings(trx, ctx.params.buildingId));
  const rows = plugins.list().flatMap((plugin) => (plugin.kind === 'meter' ? [settingsOf(plugin, stored)] : []));
  return { rows, total: rows.length };
}

async function saveAndAudit(ctx: Ctx<SettingsToSave>) {
  const { buildingId, service: of, ...detail } = ctx.params;
  const plugin = plugins.get(of);
  return inUnit(ctx, async (trx, unit) => {
    await saveSettings(trx, ctx.params);
    const entry = {
      buildingId,
      action: 'metering.saveSettings',
      subjectKind: 'building',
      subjectId: buildingId,
      detail: { service: of, ...detail },
    };
    await call(ctx, 'audit.append', { entries: [entry] }, { unitOfWork: unit });
    return settingsOf(plugin, await storedSettings(trx, buildingId));
  });
}
