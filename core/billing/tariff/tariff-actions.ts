// Actions of tariffs: copy, change, check, publish, try.
import { z } from 'zod';
import type { Facts, TariffBody } from '#kit';
import { day, flag, id } from '#platform/params';
import { plugins } from '#platform/plugins';
import { inScope } from '#platform/scope';
import { action } from '#platform/service';
import { checkExamples } from './check-examples.ts';
import { joinUnit } from './join-unit.ts';
import { priceCase } from './price-case.ts';
import { publishTariff } from './publish-tariff.ts';
import { adoptPreset, discardTariff, saveTariff } from './tariff-desk.ts';
import { getTariff, listTariffs } from './tariff-repository.ts';
import { listVatRates } from './vat-rate-repository.ts';

const service = z.string().min(1).max(60);
const body = z.custom<TariffBody>(
  (value) => typeof value === 'object' && value !== null && 'lines' in value,
  'billing.tariff.malformed',
);
const facts = z.record(z.string().max(60), z.union([z.string().max(40), z.number(), z.boolean()]));
const vnd = z.number().int().min(Number.MIN_SAFE_INTEGER).max(Number.MAX_SAFE_INTEGER);
const examples = z
  .array(
    z.object({
      name: z.string().trim().min(1).max(200),
      source: z.string().trim().max(500),
      taxDate: day,
      facts,
      expect: z.object({ lines: z.record(z.string().max(60), vnd), vat: vnd, total: vnd }),
    }),
  )
  .max(100);
const draft = z.object({ tariffId: id, revision: z.coerce.number().int().positive() });

export const tariffActions = {
  listTariffs: action({
    rest: 'GET /buildings/:buildingId/tariffs',
    permission: null,
    summary: 'Tariffs of a building',
    params: z.object({
      buildingId: id,
      service: service.optional(),
      status: z.enum(['draft', 'published', 'superseded']).optional(),
    }),
    handler: (ctx) =>
      inScope(ctx, async (trx) => {
        const rows = await listTariffs(trx, ctx.params);
        return { rows, total: rows.length };
      }),
  }),
  getTariff: action({
    rest: 'GET /tariffs/:tariffId',
    permission: null,
    params: z.object({ tariffId: id }),
    handler: (ctx) => inScope(ctx, (trx) => getTariff(trx, ctx.params.tariffId)),
  }),
  adoptPreset: action({
    rest: 'POST /buildings/:buildingId/tariffs',
    permission: 'tariffs.draft',
    summary: 'Copies a preset of a plugin, or a tariff of the building, into a draft',
    params: z.object({
      buildingId: id,
      service,
      preset: z.string().min(1).max(100).optional(),
      tariffId: id.optional(),
      unitClass: z.string().trim().min(1).max(40).optional(),
      validFrom: day.optional(),
      validTo: day.nullish(),
      publish: flag.optional(),
    }),
    handler: (ctx) => joinUnit(ctx, (trx, unit) => adoptPreset(ctx, trx, unit, ctx.params)),
  }),
  saveTariff: action({
    rest: 'PATCH /tariffs/:tariffId',
    permission: 'tariffs.draft',
    summary: 'Changes a draft; `revision` is the one the change was made to',
    params: draft.extend({
      name: z.string().trim().min(1).max(200).optional(),
      legalBasis: z.string().trim().min(1).max(500).optional(),
      validFrom: day.optional(),
      validTo: day.nullish(),
      body: body.optional(),
      examples: examples.optional(),
    }),
    handler: (ctx) => joinUnit(ctx, (trx, unit) => saveTariff(ctx, trx, unit, ctx.params)),
  }),
  discardTariff: action({
    rest: 'DELETE /tariffs/:tariffId',
    permission: 'tariffs.draft',
    summary: 'Throws a draft away',
    params: draft,
    handler: (ctx) => joinUnit(ctx, (trx, unit) => discardTariff(ctx, trx, unit, ctx.params)),
  }),
  checkTariff: action({
    rest: 'POST /tariffs/:tariffId/check',
    permission: null,
    summary: 'Prices the worked examples with a tariff, or with the changes given; stores nothing',
    params: z.object({ tariffId: id, body: body.optional(), examples: examples.optional() }),
    handler: (ctx) =>
      inScope(ctx, async (trx) => {
        const { tariffId, body: changed, examples: edited } = ctx.params;
        const tariff = await getTariff(trx, tariffId);
        const tried = { ...tariff, ...(changed ? { body: changed } : {}), ...(edited ? { examples: edited } : {}) };
        const rows = await checkExamples(plugins.get(tariff.service), tried, await listVatRates(trx), ctx.meta.lang ?? 'vi');
        return { rows, total: rows.length, holds: rows.every(({ holds }) => holds) };
      }),
  }),
  publishTariff: action({
    rest: 'POST /tariffs/:tariffId/publish',
    permission: 'tariffs.write',
    summary: 'Switches a draft on: its examples must hold, its laboratory report must be approved',
    params: z.object({ tariffId: id, replace: flag.optional() }),
    handler: (ctx) => joinUnit(ctx, (trx, unit) => publishTariff(ctx, trx, unit, ctx.params)),
  }),
  price: action({
    rest: 'POST /price',
    permission: null,
    summary: 'Prices one case without storing anything',
    params: z.object({
      service,
      tariff: body.optional(),
      tariffId: id.optional(),
      preset: z.string().optional(),
      taxDate: day.optional(),
      input: facts,
    }),
    handler: (ctx) =>
      inScope(ctx, (trx) => priceCase(ctx, trx, { ...ctx.params, input: ctx.params.input as Facts }), { readOnly: true }),
  }),
};
