// Actions that show invoices: list, paper, check, files.
import { z } from 'zod';
import { Refusal } from '#kit';
import { today } from '#platform/clock';
import type { Ctx } from '#platform/context';
import { day, id, listQuery, period } from '#platform/params';
import { inScope } from '#platform/scope';
import { action } from '#platform/service';
import { sourceOf } from './change/change-invoice.ts';
import { rootKey, standingShares } from './change/standing-shares.ts';
import { checkMonth } from './check/check-month.ts';
import { groupsOf } from './draw/supply.ts';
import { invoiceSheet } from './hand-over/invoice-sheet.ts';
import { invoiceXml } from './hand-over/invoice-xml.ts';
import { inOneUnit, withBooks } from './in-one-unit.ts';
import type { InvoiceView } from './invoice.contract.ts';
import { planMonth } from './make/plan-month.ts';
import { demandInvoice, eventsOf, getStored, listInvoices, relatedTo } from './store/invoice-view.ts';

const month = { buildingId: id, period };
export const states = z.enum(['draft', 'exported', 'issued', 'adjusted', 'replaced', 'discarded']);
const ids = z.preprocess(
  (value) => (typeof value === 'string' ? value.split(',').filter(Boolean) : value),
  z.array(id).max(20_000),
);
const file = z.object({ buildingId: id, period: period.optional(), ids: ids.optional(), lang: z.enum(['vi', 'en']).optional() });
const MINUTES_5 = 300_000;

export const readActions = {
  planMonth: action({
    rest: 'GET /buildings/:buildingId/invoices/plan',
    permission: 'invoices.write',
    summary: 'What making the month’s invoices would do, and what it leaves out',
    params: z.object({ ...month, onDate: day.optional() }),
    timeoutMs: MINUTES_5,
    handler: (ctx) =>
      withBooks(ctx, async (trx) => {
        const { onDate = today(), ...at } = ctx.params;
        if (onDate > today()) throw new Refusal('invoice.day.future', { day: onDate });
        return (await planMonth(ctx, trx, { ...at, onDate })).answer;
      }),
  }),
  listInvoices: action({
    rest: 'GET /buildings/:buildingId/invoices',
    permission: null,
    summary: 'Invoices, newest first',
    params: z.object({
      ...{ buildingId: id, period: period.optional(), state: states.optional(), search: z.string().trim().max(100).optional() },
      ...{ page: listQuery.page, pageSize: listQuery.pageSize },
    }),
    handler: (ctx) => inScope(ctx, (trx) => listInvoices(trx, ctx.params)),
  }),
  getInvoice: action({
    rest: 'GET /invoices/:invoiceId',
    permission: null,
    summary: 'An invoice with its trace',
    params: z.object({ invoiceId: id }),
    handler: (ctx) => inOneUnit(ctx, (trx) => viewOf(ctx, trx, ctx.params.invoiceId)),
  }),
  checkMonth: action({
    rest: 'GET /buildings/:buildingId/invoices/check',
    permission: null,
    summary: 'Revenue and output VAT of the ledger against the month’s invoices',
    params: z.object(month),
    timeoutMs: MINUTES_5,
    handler: (ctx) => withBooks(ctx, (trx) => checkMonth(ctx, trx, ctx.params)),
  }),
  exportXml: action({
    rest: 'GET /buildings/:buildingId/invoices.xml',
    permission: 'invoices.write',
    summary: 'Invoices for a provider, as XML',
    params: file,
    timeoutMs: MINUTES_5,
    handler: async (ctx) => answer(ctx, Buffer.from(invoiceXml(await written(ctx))), 'application/xml; charset=utf-8', 'xml'),
  }),
  exportSheet: action({
    rest: 'GET /buildings/:buildingId/invoices.xlsx',
    permission: 'invoices.write',
    summary: 'Invoices for a provider, as a workbook',
    params: file,
    timeoutMs: MINUTES_5,
    handler: async (ctx) => {
      const bytes = await invoiceSheet(await written(ctx), ctx.params.lang ?? ctx.meta.lang ?? 'vi');
      return answer(ctx, Buffer.from(bytes), 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'xlsx');
    },
  }),
};
type File = z.output<typeof file>;

/** Identity numbers are personal data: who may not write customers sees the last four digits. */
export async function viewOf(
  ctx: Ctx,
  trx: Parameters<Parameters<typeof inScope>[1]>[0],
  invoiceId: number,
): Promise<InvoiceView> {
  const { unitId, billIds, ...stored } = await demandInvoice(trx, invoiceId);
  const key = rootKey(stored.key);
  const source = await sourceOf(trx, key); // none where all of it was thrown away
  const standing = source ? await standingShares(ctx, trx, stored.buildingId, [source]) : new Map();
  const { buyer } = stored.data;
  const whole = ctx.meta.user!.permissions.includes('customers.write');
  const personalId = whole || buyer.personalId === null ? buyer.personalId : `••••${buyer.personalId.slice(-4)}`;
  return {
    ...stored,
    data: { ...stored.data, buyer: { ...buyer, personalId } },
    events: await eventsOf(trx, invoiceId),
    related: await relatedTo(trx, { unitId, billIds, ...stored }),
    difference: groupsOf(standing.get(key)?.difference ?? []),
  };
}

/** The named invoices, else the month's that have no number yet. */
function written(ctx: Ctx<File>) {
  const { buildingId, period: wanted, ids: named } = ctx.params;
  if (!named && !wanted) throw new Refusal('invoice.export.which', {});
  return inScope(ctx, async (trx) => {
    const query = trx('invoice').where({ building_id: buildingId });
    if (named) query.whereIn('id', named);
    else query.where({ period: `${wanted}-01` }).whereIn('state', ['draft', 'exported']);
    const found = await getStored(trx, await query.pluck('id'));
    if (found.length === 0) throw new Refusal('invoice.export.none', {}, 404);
    return found;
  });
}

function answer(ctx: Ctx<File>, bytes: Buffer, type: string, extension: string): Buffer {
  ctx.meta.$responseType = type;
  const name = `hoa-don-${ctx.params.period ?? 'chon'}.${extension}`;
  ctx.meta.$responseHeaders = { 'Content-Disposition': `attachment; filename="${name}"` };
  return bytes;
}
