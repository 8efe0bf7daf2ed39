// Actions the card screens and the customer page read.
import { z } from 'zod';
import { Refusal } from '#kit';
import { id } from '#platform/params';
import { inScope } from '#platform/scope';
import { action } from '#platform/service';
import { rowOf } from './act-on-card.ts';
import './card-desk.contract.ts';
import { findCards, listCustomerCards, namesInLife } from './card-desk-repository.ts';
import { findCard } from './card-repository.ts';

export const deskActions = {
  getCard: action({
    rest: 'GET /cards/:id',
    permission: null,
    summary: 'One card, with the names of everybody in its life',
    params: z.object({ id }),
    handler: (ctx) =>
      inScope(
        ctx,
        async (trx) => {
          const card = await findCard(trx, ctx.params.id);
          if (!card) throw new Refusal('card.card.unknown', { id: ctx.params.id }, 404);
          return { ...rowOf(card), ...(await namesInLife(trx, card.id)) };
        },
        { readOnly: true },
      ),
  }),
  listCustomerCards: action({
    rest: 'GET /customers/:customerId/cards',
    permission: null,
    summary: 'Cards the customer holds or ever held',
    params: z.object({ customerId: id }),
    handler: (ctx) =>
      inScope(
        ctx,
        async (trx) => {
          const rows = await listCustomerCards(trx, ctx.params.customerId);
          return { rows, total: rows.length };
        },
        { readOnly: true },
      ),
  }),
  findCards: action({
    rest: 'GET /buildings/:buildingId/cards',
    permission: null,
    summary: 'Cards by the beginning of the number or by anything on their form',
    params: z.object({
      buildingId: id,
      search: z.string().trim().min(1).max(100).normalize('NFC'),
      limit: z.coerce.number().int().min(1).max(100).default(20),
    }),
    handler: (ctx) =>
      inScope(
        ctx,
        async (trx) => {
          const rows = await findCards(trx, ctx.params);
          return { rows, total: rows.length };
        },
        { readOnly: true },
      ),
  }),
};
