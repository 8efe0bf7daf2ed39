// Service `metering`: meters, where they hang, their readings by hand and by sheet, and what each unit used.
import { z } from 'zod';
import { today } from '#platform/clock';
import { withSentences } from '#platform/i18n';
import { day, decimalText, flag, id, period } from '#platform/params';
import { plugins } from '#platform/plugins';
import { inScope } from '#platform/scope';
import { action, defineService } from '#platform/service';
import { readUpload } from '#platform/upload';
import { answers } from './answers.ts';
import './metering.contract.ts';
import './move.contract.ts';
import { closeForMove, listOfUnit } from './close-for-move.ts';
import { correctAndAudit } from './correction-desk.ts';
import { countReadings } from './count-readings.ts';
import { listCorrected } from './list-corrected.ts';
import { lossActions } from './loss-actions.ts';
import { importMeters } from './meter-import.ts';
import { Meter } from './meter-params.ts';
import { readConsumption } from './read-consumption.ts';
import { listReadings, saveAndList } from './reading-desk.ts';
import { readingTemplate } from './reading-template.ts';
import { readingsView } from './readings-view.ts';
import { refuseMeter } from './refuse-meter.ts';
import { registryActions } from './registry/registry-actions.ts';
import { replaceAndAudit } from './replace-desk.ts';
import { importSheet } from './sheet-desk.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const service = z.string().min(1).max(40);
const text = z.string().trim().min(1).max(500).normalize('NFC');
const Change = z.object({
  id,
  revision: z.number().int().min(0),
  value: decimalText.nullable().optional(),
  readOn: day.optional(),
  note: z.string().max(500).normalize('NFC').nullable().optional(),
  rollover: z.boolean().optional(),
  estimate: z.boolean().optional(),
  faulty: z.boolean().optional(),
  accept: z.object({ reason: text }).optional(),
});
const Month = z.object({ buildingId: id, period });

export default defineService({
  name: 'metering',
  actions: {
    ...answers,
    ...lossActions,
    ...registryActions,
    readConsumption: action({
      permission: null,
      params: Month.extend({ units: z.array(id).max(100_000) }),
      timeoutMs: 600_000,
      handler: (ctx) => inScope(ctx, (trx) => readConsumption(trx, ctx.params)),
    }),
    listReadings: action({
      rest: 'GET /buildings/:buildingId/readings',
      permission: null,
      params: Month.extend({ service }),
      summary: 'The reading grid of a service in a month',
      handler: listReadings,
    }),
    saveReadings: action({
      rest: 'PATCH /buildings/:buildingId/readings',
      permission: 'readings.write',
      params: Month.extend({
        service,
        changes: z.array(Change).min(1).max(20_000),
        channel: z.enum(['grid', 'photo', 'api']).default('api'),
      }),
      timeoutMs: 120_000,
      summary: 'Saves readings; what cannot be stored comes back as findings at its row',
      handler: saveAndList,
    }),
    importReadings: action({
      rest: 'POST /buildings/:buildingId/readings/import',
      permission: 'readings.write',
      upload: true,
      params: Month.extend({ dryRun: flag.default(false), file: z.base64().max(14_000_000).optional(), name: text.optional() }),
      timeoutMs: 180_000,
      summary: 'Reads an .xlsx sheet; bad rows come back as findings at their cell',
      handler: async (ctx) => {
        const { file, name } = ctx.params;
        const upload = file ? { filename: name ?? '', content: Buffer.from(file, 'base64') } : await readUpload(ctx);
        return importSheet(ctx, upload);
      },
    }),
    readingTemplate: action({
      permission: null,
      params: Month.extend({ lang: z.enum(['vi', 'en']).optional() }),
      handler: async (ctx) => {
        const { name, bytes } = await readingTemplate(ctx);
        return { name, base64: Buffer.from(bytes).toString('base64') };
      },
    }),
    downloadTemplate: action({
      rest: 'GET /buildings/:buildingId/readings/template.xlsx',
      permission: null,
      params: Month.extend({ lang: z.enum(['vi', 'en']).optional() }),
      summary: 'The sheet of a month with its meters and previous readings',
      handler: async (ctx) => {
        const { name, bytes } = await readingTemplate(ctx);
        ctx.meta.$responseType = XLSX;
        ctx.meta.$responseHeaders = { 'Content-Disposition': `attachment; filename="${name}"` };
        return Buffer.from(bytes);
      },
    }),
    closeForMove: action({
      permission: null,
      params: Month.extend({
        ...{ unitId: id, on: day, reason: text },
        readings: z.array(z.object({ mountingId: id, value: decimalText })).max(50),
      }),
      handler: (ctx) => closeForMove(ctx, today()),
    }),
    listOfUnit: action({
      rest: 'GET /buildings/:buildingId/units/:unitId/dials',
      permission: null,
      summary: 'What hangs in a unit and is to be read in a month',
      params: Month.extend({ unitId: id }),
      handler: async (ctx) => {
        const rows = await listOfUnit(ctx);
        return { rows, total: rows.length };
      },
    }),
    readingsView: action({
      rest: 'GET /views/readings',
      permission: null,
      params: z.object({ service }),
      handler: async (ctx) => readingsView(plugins.get(ctx.params.service), ctx.meta.user?.permissions ?? []),
    }),
    listCorrected: action({
      permission: null,
      params: Month,
      timeoutMs: 120_000,
      handler: (ctx) => inScope(ctx, (trx) => listCorrected(trx, ctx.params)),
    }),
    correctReading: action({
      rest: 'POST /buildings/:buildingId/mountings/:mountingId/correct',
      permission: 'readings.accept',
      params: Month.extend({
        mountingId: id,
        value: decimalText.optional(),
        rollover: z.boolean().optional(),
        faulty: z.boolean().optional(),
        multiplier: decimalText.refine((given) => Number(given) > 0, 'metering.correction.multiplier').optional(),
        reason: text,
        document: text.optional(),
      }).refine(
        ({ value, faulty, multiplier }) =>
          [value !== undefined, faulty === true, multiplier !== undefined].filter(Boolean).length === 1,
        'metering.correction.oneOf',
      ),
      summary: 'Puts a billed reading right; the next run posts the difference',
      handler: correctAndAudit,
    }),
    countReadings: action({
      permission: null,
      params: z.object({ buildingId: id, periods: z.array(period).max(120) }),
      handler: (ctx) => inScope(ctx, (trx) => countReadings(trx, ctx.params.buildingId, ctx.params.periods)),
    }),
    importMeters: action({
      rest: 'POST /buildings/:buildingId/meters',
      permission: 'meters.write',
      params: z.object({ buildingId: id, meters: z.array(Meter).min(1).max(100_000) }),
      timeoutMs: 120_000,
      handler: (ctx) => inScope(ctx, (trx) => importMeters(trx, ctx.params.buildingId, ctx.params.meters).catch(refuseMeter)),
    }),
    replaceMeter: action({
      rest: 'POST /buildings/:buildingId/mountings/:mountingId/replace',
      permission: 'meters.write',
      params: Month.extend({
        mountingId: id,
        on: day,
        readingEnd: decimalText,
        reason: text,
        document: text.optional(),
        faulty: z.boolean().optional(),
        rollover: z.boolean().optional(),
        next: Meter.pick({ serial: true, digits: true, decimals: true, multiplier: true, readingStart: true })
          .extend({ verifiedOn: day.optional(), verifiedUntil: day.optional() })
          .optional(),
      }),
      summary: 'Takes a meter down with its closing reading and hangs another',
      handler: async (ctx) => {
        const { mountingId, findings } = await replaceAndAudit(ctx, today());
        return { mountingId, findings: withSentences(ctx.meta.lang ?? 'vi', findings) };
      },
    }),
  },
});
