// Service `invoice`: tax invoices as data, made from bills, payments and fees, handed to a provider and numbered by it.
import { z } from 'zod';
import { id } from '#platform/params';
import { inScope } from '#platform/scope';
import { action, defineService } from '#platform/service';
import { readActions } from './read-actions.ts';
import { changeBuyer, changeSettings, readBuyer, readSettings } from './settings/invoice-settings.ts';
import { writeActions } from './write-actions.ts';

const text = z.string().trim().max(300);
const optional = text.nullish();

export default defineService({
  name: 'invoice',
  actions: {
    ...readActions,
    ...writeActions,
    getSettings: action({
      rest: 'GET /invoice-settings',
      permission: null,
      summary: 'Seller, symbols, and each building’s rule for invoices',
      params: z.object({}),
      handler: (ctx) => inScope(ctx, (trx) => readSettings(trx)),
    }),
    changeSettings: action({
      rest: 'PATCH /invoice-settings',
      permission: 'settings.write',
      params: z.object({
        ...{ taxCode: text.optional(), address: text.optional(), phone: text.optional(), providerTaxCode: optional },
        payment: text.min(1).optional(),
        symbols: z
          .array(z.object({ year: z.coerce.number().int().min(2020).max(2199), symbol: z.string().max(40) }))
          .max(50)
          .optional(),
        building: z
          .object({ buildingId: id, basis: z.enum(['bill', 'payment']), lists: z.array(z.string().max(40)).max(50) })
          .optional(),
      }),
      handler: (ctx) =>
        inScope(ctx, async (trx) => {
          await changeSettings(trx, ctx.meta.user!, ctx.params as Parameters<typeof changeSettings>[2]);
          return readSettings(trx);
        }),
    }),
    getBuyer: action({
      rest: 'GET /customers/:customerId/invoice-buyer',
      permission: 'customers.write',
      summary: 'What a customer wants on his invoices',
      params: z.object({ customerId: id }),
      handler: (ctx) => inScope(ctx, (trx) => readBuyer(trx, ctx.params.customerId)),
    }),
    changeBuyer: action({
      rest: 'PATCH /customers/:customerId/invoice-buyer',
      permission: 'customers.write',
      params: z.object({
        customerId: id,
        name: optional,
        address: optional,
        taxCode: optional,
        personalId: optional,
        email: optional,
      }),
      handler: (ctx) =>
        inScope(ctx, async (trx) => {
          await changeBuyer(trx, ctx.meta.user!, ctx.params as Parameters<typeof changeBuyer>[2]);
          return readBuyer(trx, ctx.params.customerId);
        }),
    }),
  },
});
