// Service `customer`: people and firms, who owns or rents what, and who is registered where.
import { z } from 'zod';
import { daysBetween, Refusal } from '#kit';
import { today } from '#platform/clock';
import { day, id } from '#platform/params';
import { inScope } from '#platform/scope';
import { action, defineService } from '#platform/service';
import { answers } from './answers.ts';
import './customer.contract.ts';
import './customer-view.contract.ts';
import './payment.contract.ts';
import './people.contract.ts';
import { listCustomers } from './customer-repository.ts';
import { viewCustomer } from './customer-view.ts';
import { listMemberDays } from './member-repository.ts';
import { listPayers } from './payer-repository.ts';
import { paymentActions } from './payment-actions.ts';
import { peopleActions } from './people-actions.ts';
import { importPeople } from './people-import.ts';
import { peopleSheetActions } from './sheet/people-sheet-actions.ts';

const text = z.string().trim().min(1).max(200).normalize('NFC');
const code = z.string().trim().min(1).max(40).normalize('NFC');
const valid = { from: day, to: day.optional() };
const rightWayRound = ({ from, to }: { from: string; to?: string }) => to === undefined || to >= from;
const Customer = z.object({
  code,
  name: text,
  kind: z.enum(['person', 'firm']).optional(),
  taxCode: code.optional(),
  personalId: code.optional(),
  phone: code.optional(),
  email: z.email().optional(),
});
const Occupancy = z
  .object({ unit: code, customer: code, role: z.enum(['owner', 'tenant']), ...valid })
  .refine(rightWayRound, 'customer.range.backwards');
const Member = z
  .object({
    unit: code,
    name: text,
    personalId: code.optional(),
    documentRef: text.optional(),
    documentUntil: day.optional(),
    ...valid,
  })
  .refine(rightWayRound, 'customer.range.backwards')
  .refine(({ documentRef, documentUntil }) => !documentUntil || documentRef, 'customer.member.expiryAlone');

export default defineService({
  name: 'customer',
  actions: {
    ...answers,
    ...paymentActions,
    ...peopleActions,
    ...peopleSheetActions,
    listPayers: action({
      permission: null,
      params: z.object({ buildingId: id, on: day }),
      handler: (ctx) => inScope(ctx, (trx) => listPayers(trx, ctx.params.buildingId, ctx.params.on), { readOnly: true }),
    }),
    listMemberDays: action({
      permission: null,
      params: z.object({ buildingId: id, from: day, to: day, proven: z.boolean().default(false) }),
      handler: async (ctx) => {
        const { buildingId, from, to, proven } = ctx.params;
        if (to < from || daysBetween(from, to) > 366) throw new Refusal('customer.range.backwards', { from, to });
        return inScope(ctx, (trx) => listMemberDays(trx, buildingId, from, to, proven), { readOnly: true });
      },
    }),
    listCustomers: action({
      rest: 'GET /customers',
      permission: null,
      params: z.object({
        search: z.string().max(100).optional(),
        page: z.coerce.number().int().min(1).max(1_000_000).default(1),
        pageSize: z.coerce.number().int().min(1).max(1000).default(200),
      }),
      handler: (ctx) => inScope(ctx, (trx) => listCustomers(trx, ctx.params), { readOnly: true }),
    }),
    getCustomer: action({
      rest: 'GET /customers/:id',
      permission: null,
      summary: 'A customer with his units and the people registered there',
      params: z.object({ id }),
      handler: (ctx) => {
        const whole = ctx.meta.user!.permissions.includes('customers.write');
        return inScope(ctx, (trx) => viewCustomer(trx, { id: ctx.params.id, on: today(), whole }), { readOnly: true });
      },
    }),
    importPeople: action({
      rest: 'POST /buildings/:buildingId/people',
      permission: 'customers.write',
      params: z.object({
        buildingId: id,
        customers: z.array(Customer).max(100_000).default([]),
        occupancies: z.array(Occupancy).max(100_000).default([]),
        members: z.array(Member).max(200_000).default([]),
      }),
      timeoutMs: 120_000,
      summary: 'Takes over customers, occupancies and registered people; all or nothing',
      handler: (ctx) =>
        inScope(ctx, async (trx) => {
          const { buildingId, ...people } = ctx.params;
          const findings = await importPeople(trx, buildingId, people).catch(refuseOverlap);
          if (findings.length > 0) throw new Refusal('customer.import.refused', { problems: findings.length }, 422, findings);
          const { customers, occupancies, members } = people;
          return { customers: customers.length, occupancies: occupancies.length, members: members.length, findings };
        }),
    }),
  },
});

// Exclusion and unique constraints are the only ones the input can break; which rows clash only the database knows.
function refuseOverlap(error: { code?: string; detail?: string; constraint?: string }): never {
  if (error.code === '23P01') throw new Refusal('customer.occupancy.overlap', { detail: error.detail ?? '' }, 409);
  if (error.code === '21000') throw new Refusal('customer.customer.twice', {}, 422);
  throw error;
}
