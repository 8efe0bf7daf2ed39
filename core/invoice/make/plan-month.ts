// What making a month's invoices would do: one invoice a supply that has none yet, and what is left out with the reason.
import type { Knex } from 'knex';
import { type DayText, type PeriodText, sumVnd } from '#kit';
import type { Ctx } from '#platform/context';
import { withSentences } from '#platform/i18n';
import { drawUp } from '../draw/draw-up.ts';
import type { NotInvoiced, Supply } from '../draw/supply.ts';
import type { InvoiceData, InvoicePlan, LeftOut } from '../invoice.contract.ts';
import { type Buyer, type House, readBuyers, readHouse, readUnits, symbolOn } from '../store/parties.ts';
import { monthSupplies } from './month-supplies.ts';

export interface Drawn {
  supply: Supply;
  data: InvoiceData;
}
export interface MonthPlan {
  drawn: Drawn[];
  answer: InvoicePlan;
}

export async function planMonth(
  ctx: Ctx,
  trx: Knex.Transaction,
  { buildingId, period, onDate }: { buildingId: number; period: PeriodText; onDate: DayText },
): Promise<MonthPlan> {
  const house = await readHouse(trx, buildingId);
  const symbol = await symbolOn(trx, ctx.meta.user!.companyId, onDate);
  const { supplies, notInvoiced } = await monthSupplies(ctx, trx, house, { buildingId, period });
  const standing = new Set(await standingKeys(trx, supplies));
  const open = supplies.filter(({ key }) => !standing.has(key));
  const parties = await readParties(trx, [...open, ...notInvoiced]);
  const drawn: Drawn[] = [];
  const left = [...notInvoiced];
  for (const supply of open) {
    const buyer = parties.buyers.get(supply.customerId)!;
    const refused = refusalOf(supply, buyer, onDate);
    if (refused) left.push(refused);
    else drawn.push({ supply, data: drawUp(supply, frameOf(house, symbol, onDate, supply, parties)) });
  }
  const lang = ctx.meta.lang ?? 'vi';
  return {
    drawn,
    answer: {
      ...{ basis: house.basis, period, onDate, symbol, standing: standing.size, rows: drawn.map(plannedOf) },
      leftOut: withSentences(
        lang,
        left.map((one) => leftOut(one, parties)),
      ) as LeftOut[],
      sum: {
        net: sumVnd(drawn.map(({ data }) => data.net)),
        vat: sumVnd(drawn.map(({ data }) => data.vat)),
        total: sumVnd(drawn.map(({ data }) => data.total)),
      },
    },
  };
}

export interface Parties {
  buyers: Map<number, Buyer>;
  units: Map<number, string>;
}
export async function readParties(
  trx: Knex.Transaction,
  of: readonly { unitId: number; customerId: number }[],
): Promise<Parties> {
  const buyers = await readBuyers(
    trx,
    of.map(({ customerId }) => customerId),
  );
  const units = await readUnits(
    trx,
    of.map(({ unitId }) => unitId),
  );
  return { buyers, units };
}

/** A buyer who named no address lives at the unit. */
export function frameOf(house: House, symbol: string, onDate: DayText, supply: Supply, { buyers, units }: Parties) {
  const { firm, ...buyer } = buyers.get(supply.customerId)!;
  const unit = units.get(supply.unitId)!;
  const address = buyer.address || [unit, house.building, house.buildingAddress].filter(Boolean).join(', ');
  const { seller, payment, providerTaxCode, building } = house;
  return { seller, buyer: { ...buyer, address }, symbol, onDate, unit, building, payment, providerTaxCode, reference: null };
}

/** Why this supply has to wait; null where nothing is in its way. */
export function refusalOf(supply: Supply, buyer: Buyer, onDate: DayText): NotInvoiced | null {
  const { unitId, customerId, source, fromDay, shares } = supply;
  const own = { net: sumVnd(shares.map(({ net }) => net)), vat: sumVnd(shares.map(({ vat }) => vat)) };
  const about = { unitId, customerId, source, service: null, amount: sumVnd([own.net, own.vat]), own };
  if (buyer.firm && !buyer.taxCode)
    return { ...about, code: 'invoice.leftOut.firmWithoutTaxCode', params: { buyer: buyer.name } };
  if (onDate < fromDay) return { ...about, code: 'invoice.leftOut.early', params: { source, from: fromDay, on: onDate } };
  return null;
}

async function standingKeys(trx: Knex.Transaction, supplies: readonly Supply[]): Promise<string[]> {
  const { rows } = await trx.raw(
    `select key from invoice where company_id = app_company() and state <> 'discarded' and key = any (?::text[])`,
    [supplies.map(({ key }) => key)],
  );
  return rows.map(({ key }: { key: string }) => key);
}

function plannedOf({ supply, data }: Drawn): InvoicePlan['rows'][number] {
  const { net, vat, total, buyer, unit, onDate } = data;
  const { key, source, dueOn } = supply;
  return {
    ...{ key, source, unit, customer: buyer.name, consumer: buyer.consumer, net, vat, total },
    dueOn,
    late: onDate > dueOn,
  };
}

function leftOut({ unitId, customerId, ...rest }: NotInvoiced, { buyers, units }: Parties): LeftOut {
  return { ...rest, unit: units.get(unitId) ?? '', customer: buyers.get(customerId)?.name ?? '' };
}
