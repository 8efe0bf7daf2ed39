// Actions of tariffs: adopt, change, publish, try.
import { z } from 'zod';
import type { Facts, TariffBody } from '#kit';
import { day, flag, id } from '#platform/params';
import { inScope } from '#platform/scope';
import { action } from '#platform/service';
import { priceCase } from './price-case.ts';
import { adoptPreset, publishTariff, saveTariff } from './tariff-desk.ts';
import { listTariffs } from './tariff-repository.ts';

const service = z.string().min(1).max(60);
const body = z.custom<TariffBody>(
  (value) => typeof value === 'object' && value !== null && 'lines' in value,
  'billing.tariff.malformed',
);
const facts = z.record(z.string().max(60), z.union([z.string().max(40), z.number(), z.boolean()]));

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
  adoptPreset: action({
    rest: 'POST /buildings/:buildingId/tariffs',
    permission: 'tariffs.write',
    summary: 'Copies a preset of a plugin into the building',
    params: z.object({
      buildingId: id,
      service,
      preset: z.string().min(1).max(100),
      unitClass: z.string().min(1).max(40).optional(),
      validFrom: day.optional(),
      validTo: day.nullish(),
      publish: flag.optional(),
    }),
    handler: (ctx) => inScope(ctx, (trx) => adoptPreset(trx, { ...ctx.params, lang: ctx.meta.lang ?? 'vi' })),
  }),
  saveTariff: action({
    rest: 'PATCH /tariffs/:tariffId',
    permission: 'tariffs.write',
    summary: 'Changes a draft',
    params: z.object({
      tariffId: id,
      name: z.string().min(1).max(200).optional(),
      legalBasis: z.string().max(500).optional(),
      validFrom: day.optional(),
      validTo: day.nullish(),
      body: body.optional(),
    }),
    handler: (ctx) => inScope(ctx, (trx) => saveTariff(trx, ctx.params)),
  }),
  publishTariff: action({
    rest: 'POST /tariffs/:tariffId/publish',
    permission: 'tariffs.write',
    summary: 'Switches a draft on; its examples must hold',
    params: z.object({ tariffId: id }),
    handler: (ctx) => inScope(ctx, (trx) => publishTariff(trx, ctx.params.tariffId)),
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
