// Adjusting and replacing what a provider has numbered, and discarding what it has not (Circular 91/2026/TT-BTC, art. 10).
import type { Knex } from 'knex';
import { type DayText, type PeriodText, Refusal, vnd } from '#kit';
import { today } from '#platform/clock';
import type { Ctx } from '#platform/context';
import { billSupplies } from '../draw/bill-supplies.ts';
import { drawUp, type Frame } from '../draw/draw-up.ts';
import { monthOf, type Supply } from '../draw/supply.ts';
import type { InvoiceLine, InvoiceReference, InvoiceShare } from '../invoice.contract.ts';
import { billsOfMonth } from '../make/bills-of-month.ts';
import { frameOf, readParties } from '../make/plan-month.ts';
import { demandInvoice, type Stored } from '../store/invoice-view.ts';
import { readHouse, symbolOn } from '../store/parties.ts';
import { readFirstPayments } from '../store/read-books.ts';
import { lockInvoices, moveState, writeInvoices } from '../store/write-invoices.ts';
import { rootKey, type Source, standingShares } from './standing-shares.ts';

interface Change {
  invoiceId: number;
  reason: string;
  onDate?: DayText | undefined;
}

/** Answers the new invoice's id. */
export async function adjustInvoice(ctx: Ctx, trx: Knex.Transaction, given: Change): Promise<number> {
  const { about, onDate, reference } = await begin(trx, given, ['issued', 'adjusted']);
  const key = rootKey(about.key);
  const standing = (await standingShares(ctx, trx, about.buildingId, [(await sourceOf(trx, key))!])).get(key)!;
  if (standing.difference.length === 0) throw new Refusal('invoice.adjust.nothing', { source: about.source }, 409);
  const supply: Supply = {
    ...{ key: `${key}/adjust/${await nextOf(trx, key, 'adjust')}`, billIds: about.billIds, unitId: about.unitId },
    ...{ customerId: about.customerId, period: standing.period, fromDay: onDate, dueOn: onDate, source: about.source },
    ...{ lines: standing.difference.map((share) => adjustingLine(share, about.period)), listed: [], shares: standing.difference },
  };
  const id = await write(ctx, trx, about, supply, await frame(ctx, trx, about, supply, onDate, reference), 'adjusting');
  await moveState(trx, ctx.meta.user!, [about.id], 'adjusted', { kind: 'adjusted', detail: { by: id, reason: given.reason } });
  return id;
}

/** As the books and the buyer's data are now. */
export async function replaceInvoice(ctx: Ctx, trx: Knex.Transaction, given: Change): Promise<number> {
  const { about, onDate, reference } = await begin(trx, given, ['issued']);
  const key = rootKey(about.key);
  const fresh = key.startsWith('bill:') ? await supplyNow(ctx, trx, about) : storedSupply(about);
  if (!fresh) throw new Refusal('invoice.replace.nothing', { source: about.source }, 409);
  const supply = { ...fresh, key: `${key}/replace/${await nextOf(trx, key, 'replace')}`, fromDay: onDate, dueOn: onDate };
  const id = await write(ctx, trx, about, supply, await frame(ctx, trx, about, supply, onDate, reference), 'replacing');
  await moveState(trx, ctx.meta.user!, [about.id], 'replaced', { kind: 'replaced', detail: { by: id, reason: given.reason } });
  return id;
}

/** A draft, or one the provider never numbered; what it adjusted or replaced stands again. */
export async function discardInvoice(ctx: Ctx, trx: Knex.Transaction, { invoiceId, reason }: Change): Promise<void> {
  const user = ctx.meta.user!;
  await lockInvoices(trx, (await demandInvoice(trx, invoiceId)).buildingId);
  const about = await demandInvoice(trx, invoiceId);
  if (about.number !== null) throw new Refusal('invoice.discard.numbered', { symbol: about.symbol, number: about.number }, 409);
  if (about.state !== 'draft' && about.state !== 'exported') throw new Refusal('invoice.discard.state', { id: about.id }, 409);
  await moveState(trx, user, [about.id], 'discarded', { kind: 'discarded', detail: { reason } });
  if (about.refersTo === null) return;
  const others = await trx('invoice')
    .where({ refers_to: about.refersTo, kind: 'adjusting' })
    .whereNot({ state: 'discarded' })
    .first('id');
  await moveState(trx, user, [about.refersTo], others ? 'adjusted' : 'issued', { kind: 'restored', detail: { by: about.id } });
}

async function begin(trx: Knex.Transaction, given: Change, states: readonly string[]) {
  await lockInvoices(trx, (await demandInvoice(trx, given.invoiceId)).buildingId);
  const about = await demandInvoice(trx, given.invoiceId);
  if (about.number === null || about.signedOn === null) throw new Refusal('invoice.change.notIssued', { id: about.id }, 409);
  if (about.kind === 'adjusting')
    throw new Refusal('invoice.change.adjusting', { symbol: about.symbol, number: about.number }, 409);
  if (!states.includes(about.state))
    throw new Refusal('invoice.change.already', { symbol: about.symbol, number: about.number }, 409);
  const onDate = given.onDate ?? today();
  if (onDate > today()) throw new Refusal('invoice.day.future', { day: onDate });
  if (onDate < about.signedOn) throw new Refusal('invoice.change.before', { day: onDate, signed: about.signedOn });
  const { symbol, number, signedOn } = about;
  return { about, onDate, reference: { symbol, number, signedOn, reason: given.reason } };
}

/** The first invoice of a key: its month is the bill's, whatever month an adjusting one belongs to. */
export async function sourceOf(trx: Knex.Transaction, key: string): Promise<Source | undefined> {
  return trx('invoice')
    .where({ key, kind: 'original' })
    .whereNot({ state: 'discarded' })
    .first('key', { billIds: 'bill_ids' }, trx.raw(`to_char(period, 'YYYY-MM') as period`));
}

async function nextOf(trx: Knex.Transaction, key: string, kind: string): Promise<number> {
  const [row] = await trx('invoice').whereRaw(`key like ? || '/' || ? || '/%'`, [key, kind]).count('* as count');
  return Number(row!.count) + 1;
}

async function frame(
  ctx: Ctx,
  trx: Knex.Transaction,
  about: Stored,
  supply: Supply,
  onDate: DayText,
  reference: InvoiceReference,
): Promise<Frame> {
  const house = await readHouse(trx, about.buildingId);
  const symbol = await symbolOn(trx, ctx.meta.user!.companyId, onDate);
  return { ...frameOf(house, symbol, onDate, supply, await readParties(trx, [supply])), reference };
}

async function write(ctx: Ctx, trx: Knex.Transaction, about: Stored, supply: Supply, to: Frame, kind: 'adjusting' | 'replacing') {
  const made = [{ supply, data: drawUp(supply, to) }];
  const [id] = await writeInvoices(trx, ctx.meta.user!, about.buildingId, made, { kind, refersTo: about.id });
  if (id === undefined) throw new Error(`invoice ${supply.key} stands already`);
  return id;
}

async function supplyNow(ctx: Ctx, trx: Knex.Transaction, { buildingId, period, billIds }: Stored): Promise<Supply | undefined> {
  const { charges, reduced } = await billsOfMonth(ctx, trx, { buildingId, period, billIds });
  const { lists } = await readHouse(trx, buildingId);
  const paidOn = await readFirstPayments(trx, { buildingId, period });
  return billSupplies(charges, { lists, reduced, paidOn }).supplies[0];
}

/** A fee or payment says what it said; only the buyer's data are taken anew. */
function storedSupply({ data, key, billIds, unitId, customerId, period, onDate, dueOn, source }: Stored): Supply {
  const { lines, shares } = data;
  return {
    key,
    billIds,
    unitId,
    customerId,
    period,
    fromDay: onDate,
    dueOn,
    source,
    lines,
    listed: data.attached?.lines ?? [],
    shares,
  };
}

function adjustingLine({ service, name, rate, net, vat }: InvoiceShare, period: PeriodText): InvoiceLine {
  const down = vnd(net + vat) < 0;
  return {
    ...{ service, rate, net, unit: null, quantity: null, unitPrice: null },
    name: {
      vi: `Điều chỉnh ${down ? 'giảm' : 'tăng'}: ${name.vi}, kỳ ${monthOf(period)}`,
      en: `${down ? 'Reduced' : 'Raised'}: ${name.en}, ${monthOf(period)}`,
    },
  };
}
