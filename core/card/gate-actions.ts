// Actions of gates: what doors have to do, what they have done, and where they disagree with the cards.
import { z } from 'zod';
import { today } from '#platform/clock';
import { id } from '#platform/params';
import { inScope } from '#platform/scope';
import { action } from '#platform/service';
import { cardPlugin } from './act-on-card.ts';
import { acknowledge, compareGate, listOutbox } from './outbox.ts';
import { sweep } from './sweep.ts';
import { typedCode as code } from './typed-code.ts';

const gateState = z.object({ number: code, open: z.boolean() });

export const gateActions = {
  outbox: action({
    rest: 'GET /buildings/:buildingId/card-outbox',
    permission: 'cards.gate',
    summary: 'What access controllers have to do, since a cursor',
    params: z.object({
      buildingId: id,
      since: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(0),
      limit: z.coerce.number().int().min(1).max(5000).default(500),
    }),
    handler: async (ctx) => {
      // whoever asks gets what is true now: what ran out overnight needs no job to be shut
      await sweep(ctx, ctx.params.buildingId);
      return inScope(
        ctx,
        async (trx) => {
          const { buildingId, since, limit } = ctx.params;
          const rows = await listOutbox(trx, buildingId, since, limit);
          return { rows, next: rows.at(-1)?.seq ?? since };
        },
        { readOnly: true },
      );
    },
  }),
  acknowledge: action({
    rest: 'POST /buildings/:buildingId/card-outbox/ack',
    permission: 'cards.gate',
    params: z.object({ buildingId: id, reader: code, seq: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER) }),
    handler: (ctx) =>
      inScope(ctx, async (trx) => {
        const { buildingId, reader, seq } = ctx.params;
        return { reader, seq: await acknowledge(trx, buildingId, reader, seq) };
      }),
  }),
  compareGate: action({
    rest: 'POST /buildings/:buildingId/card-gate-report',
    permission: 'cards.gate',
    summary: 'Takes the states a gate has and answers where cards say otherwise',
    params: z.object({ buildingId: id, service: code, gate: z.array(gateState).max(50_000) }),
    handler: (ctx) =>
      inScope(
        ctx,
        async (trx) => {
          const { buildingId, service, gate } = ctx.params;
          const rows = await compareGate(trx, {
            buildingId,
            service,
            gate,
            on: today(),
            opens: cardPlugin(service).opens ?? [],
          });
          return { rows, total: rows.length };
        },
        { readOnly: true },
      ),
  }),
  sweep: action({
    rest: 'POST /buildings/:buildingId/cards/sweep',
    permission: 'cards.gate',
    summary: 'Does what cards do by themselves: run out, open again once a debt is paid',
    params: z.object({ buildingId: id }),
    handler: async (ctx) => ({ moved: await sweep(ctx, ctx.params.buildingId) }),
  }),
};
