// Actions of VAT rates: the dated table, and the company's own rates.
import { z } from 'zod';
import { Refusal } from '#kit';
import { call } from '#platform/call';
import type { Ctx } from '#platform/context';
import { day, decimalText, id } from '#platform/params';
import { inScope } from '#platform/scope';
import { action } from '#platform/service';
import { joinUnit } from './join-unit.ts';
import type { VatRateRow } from './tariff.contract.ts';
import { insertVatRate, listVatRateRows } from './vat-rate-repository.ts';

export const vatRateActions = {
  listVatRates: action({
    rest: 'GET /vat-rates',
    permission: null,
    summary: 'Dated VAT rates that hold for the company',
    handler: (ctx) =>
      inScope(ctx, async (trx) => {
        const rows = await listVatRateRows(trx);
        return { rows, total: rows.length };
      }),
  }),
  addVatRate: action({
    rest: 'POST /vat-rates',
    permission: 'tariffs.write',
    summary: 'A rate of the company for days no month has been posted for',
    params: z.object({
      class: z.enum(['standard', 'water', 'full']),
      from: day,
      to: day.nullish(),
      rate: decimalText,
      basis: z.string().trim().min(1).max(300),
    }),
    handler: (ctx) =>
      joinUnit(ctx, async (trx, unit) => {
        const { class: vatClass, from, to = null, rate, basis } = ctx.params;
        if (to !== null && to < from) throw new Refusal('tariff.vat.emptyRange', { from, to });
        if (!/^0(\.\d{1,4})?$/.test(rate)) throw new Refusal('tariff.vat.badRate', { rate });
        const row = await insertVatRate(trx, { class: vatClass, from, to, rate, basis }, ctx.meta.user!.id).catch(told(from));
        await record(ctx, unit, 'billing.vat.added', row);
        return row;
      }),
  }),
  removeVatRate: action({
    rest: 'DELETE /vat-rates/:vatRateId',
    permission: 'tariffs.write',
    summary: 'Takes a rate of the company back',
    params: z.object({ vatRateId: id }),
    handler: (ctx) =>
      joinUnit(ctx, async (trx, unit) => {
        const { vatRateId } = ctx.params;
        const row = (await listVatRateRows(trx)).find((each) => each.id === vatRateId);
        if (!row) throw new Refusal('tariff.vat.unknown', { id: vatRateId }, 404);
        const removed = await trx('company_vat_rate').where({ id: vatRateId }).delete().then(undefined, told(row.from));
        await record(ctx, unit, 'billing.vat.removed', row);
        return { removed };
      }),
  }),
};

// the schema knows both rules; here they become sentences
function told(from: string): (error: { code?: string; detail?: string }) => never {
  return (error) => {
    if (error.code === 'TN023') throw new Refusal('tariff.vat.posted', { from, posted: error.detail ?? '' }, 409);
    if (error.code === '23P01') throw new Refusal('tariff.vat.overlap', { from }, 409);
    throw error;
  };
}

async function record(ctx: Ctx, unit: string, name: string, { id: rateId, ...detail }: VatRateRow): Promise<void> {
  const entry = { action: name, subjectKind: 'vatRate', subjectId: rateId!, detail };
  await call(ctx, 'audit.append', { entries: [entry] }, { unitOfWork: unit });
}
