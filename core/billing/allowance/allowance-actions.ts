// Allowances and their evidence: the report, its sheet, and what another number of people would change.
import { z } from 'zod';
import type { Plugin } from '#kit';
import { call } from '#platform/call';
import type { Ctx } from '#platform/context';
import { sentence } from '#platform/i18n';
import { id, period } from '#platform/params';
import { plugins } from '#platform/plugins';
import { inScope } from '#platform/scope';
import { action } from '#platform/service';
import { answerSheet } from '#platform/sheet/answer-sheet';
import type { Table } from '#platform/sheet/table-columns';
import { type TableValues, writeTable } from '#platform/sheet/write-table';
import { listBills } from '../bill/list-bills.ts';
import { type StoredCharge, storedCharges } from '../bill/stored-charges.ts';
import { listVatRates } from '../tariff/vat-rate-repository.ts';
import './allowance.contract.ts';
import type { AllowanceReport } from './allowance.contract.ts';
import { countsPeople, daysOf, type ProvenPeople, unprovenOf } from './allowance-report.ts';
import { whatIf } from './what-if.ts';

const Month = z.object({ buildingId: id, period });
const MINUTE = 60_000;

const sheet: Table = {
  word: (column) => `billing.allowance.${column}`,
  columns: [
    { id: 'unit', kind: 'text', width: 12 },
    { id: 'customer', kind: 'text', width: 28 },
    { id: 'service', kind: 'text', width: 14 },
    { id: 'members', kind: 'count', width: 12 },
    { id: 'proven', kind: 'count', width: 14 },
    { id: 'quota', kind: 'decimal', width: 13 },
    { id: 'provenQuota', kind: 'decimal', width: 16 },
    { id: 'total', kind: 'count', width: 15 },
    { id: 'provenTotal', kind: 'count', width: 18 },
    { id: 'cost', kind: 'count', width: 16 },
  ],
};

export const allowanceActions = {
  allowanceReport: action({
    rest: 'GET /buildings/:buildingId/allowance',
    permission: null,
    summary: 'Allowance granted without valid proof in a month, and what it cost',
    timeoutMs: MINUTE,
    params: Month,
    handler: reportOf,
  }),
  allowanceSheet: action({
    rest: 'GET /buildings/:buildingId/allowance.xlsx',
    permission: null,
    timeoutMs: MINUTE,
    params: Month.extend({ lang: z.enum(['vi', 'en']).optional() }),
    handler: async (ctx) => {
      const { lang = ctx.meta.lang ?? 'vi', period: month } = ctx.params;
      const { rows, cost } = await reportOf(ctx);
      const nameOf = new Map(plugins.list().map((plugin) => [plugin.id, plugin.name[lang]]));
      const lines: TableValues[] = rows.map(({ problem, ...row }) => ({
        ...row,
        service: nameOf.get(row.service) ?? row.service,
      }));
      const word = (column: string) => sentence(lang, { code: sheet.word(column), params: {} });
      const name = `${word('title')} ${month}`;
      return answerSheet(
        ctx,
        `allowance-${month}`,
        await writeTable(sheet, [...lines, { unit: word('sum'), cost }], { name, lang }),
      );
    },
  }),
  whatIfMembers: action({
    rest: 'POST /buildings/:buildingId/allowance/what-if',
    permission: null,
    summary: "A unit's last posted charges with another number of registered people, before and after",
    params: Month.extend({ unitId: id, members: z.number().int().min(0).max(100) }),
    handler: (ctx) => inScope(ctx, (trx) => whatIf(trx, ctx.params), { readOnly: true }),
  }),
};

async function reportOf(ctx: Ctx<z.output<typeof Month>>): Promise<AllowanceReport> {
  const { buildingId, period: month } = ctx.params;
  const { charges, rates } = await inScope(
    ctx,
    async (trx) => ({ charges: await storedCharges(trx, { buildingId, period: month }), rates: await listVatRates(trx) }),
    { readOnly: true },
  );
  const byId = new Map(plugins.list().map((plugin) => [plugin.id, plugin]));
  const tariffs = new Map<number, boolean>();
  const counting = charges.filter((charge) => {
    const plugin = byId.get(charge.service);
    if (!plugin || charge.detail.correction) return false;
    const known = tariffs.get(charge.tariff.id) ?? countsPeople(charge, plugin, rates);
    tariffs.set(charge.tariff.id, known);
    return known;
  });
  const people = await provenPeople(ctx, buildingId, counting);
  const found: NonNullable<Awaited<ReturnType<typeof unprovenOf>>>[] = [];
  for (const charge of counting) {
    const row = await unprovenOf(charge, byId.get(charge.service) as Plugin, rates, people);
    if (row) found.push(row);
  }
  const bills = await listBills(ctx, { buildingId, period: month, page: 1, pageSize: Number.MAX_SAFE_INTEGER });
  const billOf = new Map(bills.rows.map((bill) => [bill.id, bill]));
  const rows = found
    .map(({ billId, ...row }) => ({ ...row, unit: billOf.get(billId)!.unit, customer: billOf.get(billId)!.customer }))
    .sort((a, b) => (b.cost ?? 0) - (a.cost ?? 0) || (a.unit < b.unit ? -1 : 1));
  return { rows, total: rows.length, charges: counting.length, cost: rows.reduce((sum, { cost }) => sum + (cost ?? 0), 0) };
}

// readings of a building fall on a few days: as many calls as there are different ranges
async function provenPeople(ctx: Ctx, buildingId: number, charges: readonly StoredCharge[]): Promise<ProvenPeople> {
  const people = new Map<string, Map<number, { unitId: number; members: number | null; memberDays: number | null }>>();
  for (const range of new Set(charges.map(daysOf))) {
    const [from, to] = range.split('/') as [string, string];
    const rows = await call(ctx, 'customer.listMemberDays', { buildingId, from, to, proven: true });
    people.set(range, new Map(rows.map((row) => [row.unitId, row])));
  }
  return people;
}
