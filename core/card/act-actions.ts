// Actions of acting: on one card, on many.
import { z } from 'zod';
import { day, flag, id } from '#platform/params';
import { action } from '#platform/service';
import { actOnCard } from './act-on-card.ts';
import { amendCard } from './amend-card.ts';
import { bulkAct } from './bulk-act.ts';
import { typedCode as code } from './typed-code.ts';

const text = z.string().trim().max(500).normalize('NFC');
const revision = z.coerce.number().int().positive().max(2_000_000_000);
const asked = {
  action: code,
  on: day.optional(),
  reason: text.optional(),
  document: text.optional(),
  validTo: day.optional(),
  months: z.coerce.number().int().min(1).max(120).optional(),
  quantity: z.coerce.number().int().min(1).max(1000).optional(),
  customerId: id.optional(),
  unitId: id.optional(),
  depositBy: z.enum(['cash', 'bank', 'damage', 'debt']).optional(),
  dryRun: flag.default(false),
};

export const actActions = {
  amend: action({
    rest: 'POST /cards/:id/form',
    permission: 'cards.write',
    summary: 'Puts right what the registration form says; bills from now on go by it',
    params: z.object({
      ...{ id, revision, reason: text.optional(), document: text.optional() },
      fields: z.record(z.string().max(40), z.unknown()),
    }),
    handler: (ctx) => amendCard(ctx, ctx.params),
  }),
  act: action({
    rest: 'POST /cards/:id/actions/:action',
    permission: 'cards.write',
    summary: 'Does one of the actions the plugin declares; with dryRun nothing is stored',
    params: z.object({ id, revision, number: code.optional(), ...asked }),
    handler: (ctx) => actOnCard(ctx, ctx.params),
  }),
  bulk: action({
    rest: 'POST /buildings/:buildingId/cards/bulk',
    permission: 'cards.write',
    summary: 'Does one action on many cards; with dryRun it is the preview',
    timeoutMs: 300_000,
    params: z.object({
      buildingId: id,
      cards: z
        .array(z.object({ id, revision, number: code.optional() }))
        .min(1)
        .max(1000),
      ...asked,
    }),
    handler: (ctx) => bulkAct(ctx, ctx.params),
  }),
};
