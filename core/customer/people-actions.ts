// Actions of the screens of people: occupancies, registered people, customers.
import { z } from 'zod';
import { today } from '#platform/clock';
import type { Ctx } from '#platform/context';
import { day, id } from '#platform/params';
import { inScope } from '#platform/scope';
import { action } from '#platform/service';
import { addMember, changeMember, listMembers, removeMember } from './member-desk.ts';
import { listOccupancies } from './occupancy-repository.ts';
import { addCustomer, addOccupancy, changeCustomer, changeOccupancy } from './people-desk.ts';

const text = z.string().trim().min(1).max(200).normalize('NFC');
const code = z.string().trim().min(1).max(40).normalize('NFC');
const Customer = z.object({
  code,
  name: text,
  kind: z.enum(['person', 'firm']).optional(),
  taxCode: code.nullable().optional(),
  personalId: code.nullable().optional(),
  phone: code.nullable().optional(),
  email: z.email('customer.email.malformed').nullable().optional(),
});
const Member = z.object({
  name: text,
  personalId: code.nullable().optional(),
  documentRef: text.nullable().optional(),
  documentUntil: day.nullable().optional(),
  from: day,
  to: day.nullable().optional(),
});
const expiryNeedsDocument = ({ documentRef, documentUntil }: { documentRef?: string | null; documentUntil?: string | null }) =>
  !documentUntil || !!documentRef;
const listed = <T>(rows: T[]): { rows: T[]; total: number } => ({ rows, total: rows.length });
const write = 'customers.write';

export const peopleActions = {
  listOccupancies: action({
    rest: 'GET /buildings/:buildingId/occupancies',
    permission: null,
    summary: 'Who owns and who rents which unit, with days',
    params: z.object({ buildingId: id }),
    handler: (ctx) =>
      inScope(ctx, async (trx) => listed(hidden(ctx, await listOccupancies(trx, ctx.params.buildingId, today()))), {
        readOnly: true,
      }),
  }),
  addOccupancy: action({
    rest: 'POST /buildings/:buildingId/occupancies',
    permission: write,
    params: z.object({
      ...{ buildingId: id, unitId: id, customerId: id.optional(), customer: Customer.optional() },
      ...{ role: z.enum(['owner', 'tenant']), from: day, to: day.nullable().optional() },
    }),
    handler: (ctx) => addOccupancy(ctx, ctx.params),
  }),
  changeOccupancy: action({
    rest: 'PATCH /buildings/:buildingId/occupancies/:occupancyId',
    permission: write,
    summary: 'Other days: to is the last one, null until further notice',
    params: z.object({
      ...{ buildingId: id, occupancyId: id, from: day.optional(), to: day.nullable().optional(), reason: text.optional() },
    }),
    handler: (ctx) => changeOccupancy(ctx, ctx.params),
  }),
  listMembers: action({
    rest: 'GET /buildings/:buildingId/members',
    permission: null,
    summary: 'Registered people with their documents',
    params: z.object({ buildingId: id, unitId: id.optional() }),
    handler: (ctx) =>
      inScope(ctx, async (trx) => listed(hidden(ctx, await listMembers(trx, { ...ctx.params, on: today() }))), {
        readOnly: true,
      }),
  }),
  addMember: action({
    rest: 'POST /buildings/:buildingId/members',
    permission: write,
    params: z.object({ buildingId: id, unitId: id, ...Member.shape }).refine(expiryNeedsDocument, 'customer.member.expiryAlone'),
    handler: (ctx) => addMember(ctx, ctx.params),
  }),
  changeMember: action({
    rest: 'PATCH /buildings/:buildingId/members/:memberId',
    permission: write,
    params: z.object({ buildingId: id, memberId: id, ...Member.partial().shape }),
    handler: (ctx) => changeMember(ctx, ctx.params),
  }),
  removeMember: action({
    rest: 'DELETE /buildings/:buildingId/members/:memberId',
    permission: write,
    summary: 'Takes away a row that was entered by mistake',
    params: z.object({ buildingId: id, memberId: id, reason: text }),
    handler: (ctx) => removeMember(ctx, ctx.params),
  }),
  addCustomer: action({
    rest: 'POST /customers',
    permission: write,
    params: Customer,
    handler: (ctx) => addCustomer(ctx, ctx.params),
  }),
  changeCustomer: action({
    rest: 'PATCH /customers/:id',
    permission: write,
    params: Customer.partial().extend({ id }),
    handler: (ctx) => changeCustomer(ctx, ctx.params),
  }),
};

/** Identity numbers are personal data: who may not write customers sees the last four digits. */
export function hidden<T extends { personalId: string | null }>(ctx: Ctx, rows: T[]): T[] {
  if (ctx.meta.user!.permissions.includes(write)) return rows;
  return rows.map((row) => (row.personalId === null ? row : { ...row, personalId: `••••${row.personalId.slice(-4)}` }));
}
