// Service `card`: registrations, actions by the plugin's declaration, history, and the hand-off to access controllers.
import { z } from 'zod';
import { daysBetween, Refusal } from '#kit';
import { today } from '#platform/clock';
import { day, id } from '#platform/params';
import { inScope, unitOfWork } from '#platform/scope';
import { action, defineService } from '#platform/service';
import { answers } from './answers.ts';
import type { ListedCard } from './card.contract.ts';
import './card-money.contract.ts';
import { actActions } from './act-actions.ts';
import { cardPlugin, rowOf } from './act-on-card.ts';
import { billingActions } from './billing-actions.ts';
import { deskActions } from './card-desk.ts';
import { findCard, listCards, listEvents } from './card-repository.ts';
import { cardsView } from './cards-view.ts';
import { debtsOf } from './debt-of.ts';
import { gateActions } from './gate-actions.ts';
import { paperActions } from './print/paper-actions.ts';
import { registerCard } from './register-card.ts';
import { sheetActions } from './sheet/sheet-actions.ts';
import { sweep } from './sweep.ts';
import { typedCode as code } from './typed-code.ts';

const text = z.string().trim().max(500).normalize('NFC');

export default defineService({
  name: 'card',
  actions: {
    ...answers,
    ...actActions,
    ...billingActions,
    ...deskActions,
    ...gateActions,
    ...paperActions,
    ...sheetActions,
    listCards: action({
      rest: 'GET /cards',
      permission: null,
      params: z.object({
        buildingId: id,
        service: code.optional(),
        state: code.optional(),
        unitId: id.optional(),
        page: z.coerce.number().int().min(1).max(1_000_000).default(1),
        pageSize: z.coerce.number().int().min(1).max(5000).default(200),
      }),
      handler: async (ctx) => {
        // where no gate asks, clerks still see what is true now: cards that ran out, debts that were paid
        if (ctx.params.page === 1) await sweep(ctx, ctx.params.buildingId, { waits: false });
        return unitOfWork(ctx, async (trx, unit) => {
          const { rows, total } = await listCards(trx, ctx.params);
          const debts = await debtsOf(ctx, trx, unit, ctx.params.buildingId, rows);
          return {
            rows: rows.map((card): ListedCard => {
              const daysLeft = card.validTo === null ? null : daysBetween(today(), card.validTo);
              return { ...rowOf(card), daysLeft, ...debts.get(card.id)! };
            }),
            total,
          };
        });
      },
    }),
    cardsView: action({
      rest: 'GET /views/cards',
      permission: null,
      summary: 'The grid of a card service',
      params: z.object({ service: code }),
      handler: async (ctx) => cardsView(cardPlugin(ctx.params.service), ctx.meta.user?.permissions ?? []),
    }),
    register: action({
      rest: 'POST /cards',
      permission: 'cards.write',
      summary: 'Takes in a registration form; the card begins in its plugin’s first state',
      params: z.object({
        buildingId: id,
        service: code,
        unitId: id,
        customerId: id,
        fields: z.record(z.string().max(40), z.unknown()),
        on: day.optional(),
        document: text.optional(),
      }),
      handler: (ctx) => registerCard(ctx, ctx.params),
    }),
    history: action({
      rest: 'GET /cards/:id/history',
      permission: null,
      params: z.object({ id }),
      handler: (ctx) =>
        inScope(
          ctx,
          async (trx) => {
            if (!(await findCard(trx, ctx.params.id))) throw new Refusal('card.card.unknown', { id: ctx.params.id }, 404);
            const rows = await listEvents(trx, ctx.params.id);
            return { rows, total: rows.length };
          },
          { readOnly: true },
        ),
    }),
  },
});
