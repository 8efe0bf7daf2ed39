// Cards in and out as .xlsx.
import { z } from 'zod';
import { day, flag, id } from '#platform/params';
import { inScope } from '#platform/scope';
import { action } from '#platform/service';
import { readUpload } from '#platform/upload';
import { cardPlugin } from '../act-on-card.ts';
import '../card-sheet.contract.ts';
import { listCards } from '../card-repository.ts';
import { typedCode as code } from '../typed-code.ts';
import { exportCards } from './export-cards.ts';
import { importCards, importRows } from './import-cards.ts';

const service = z.string().min(1).max(40);
const Card = z.object({
  number: code.optional(),
  unit: code,
  holder: code,
  fields: z.record(z.string().max(40), z.unknown()),
  validFrom: day.optional(),
  validTo: day.optional(),
  months: z.number().int().min(1).max(120).optional(),
  paidThrough: day.optional(),
  document: z.string().trim().max(200).optional(),
});
const ABSENT = {
  number: null,
  validFrom: null,
  validTo: null,
  months: null,
  paidThrough: null,
  document: null,
  id: null,
  state: null,
};
type Given<T> = { [K in keyof T]-?: Exclude<T[K], undefined> };
const given = <T extends object>(card: T): Given<T> =>
  Object.fromEntries(Object.entries(card).filter(([, value]) => value !== undefined)) as Given<T>;
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export const sheetActions = {
  exportSheet: action({
    rest: 'GET /buildings/:buildingId/cards.xlsx',
    permission: null,
    summary: 'All cards of a service as .xlsx',
    timeoutMs: 60_000,
    params: z.object({ buildingId: id, service, lang: z.enum(['vi', 'en']).optional() }),
    handler: async (ctx) => {
      const plugin = cardPlugin(ctx.params.service);
      const { buildingId, lang = ctx.meta.lang ?? 'vi' } = ctx.params;
      const cards = await inScope(
        ctx,
        async (trx) => {
          const { rows } = await listCards(trx, { buildingId, service: plugin.id, page: 1, pageSize: 100_000 });
          const codes = await trx('customer')
            .whereIn('id', [...new Set(rows.map(({ customerId }) => customerId))])
            .select('id', 'code');
          const codeOf = new Map(codes.map((row) => [row.id, row.code]));
          return rows.map((card) => ({ ...card, holder: codeOf.get(card.customerId)! }));
        },
        { readOnly: true },
      );
      ctx.meta.$responseType = XLSX;
      ctx.meta.$responseHeaders = { 'Content-Disposition': `attachment; filename="${plugin.id}.xlsx"` };
      return Buffer.from(await exportCards(plugin, cards, lang));
    },
  }),
  importCards: action({
    rest: 'POST /buildings/:buildingId/cards/list',
    permission: 'cards.write',
    summary: 'Registers, issues or takes over the cards of a list',
    timeoutMs: 300_000,
    params: z.object({ buildingId: id, service, cards: z.array(Card).min(1).max(5000) }),
    handler: (ctx) => {
      const { buildingId, cards } = ctx.params;
      const rows = cards.map((card, n) => ({
        ...ABSENT,
        ...given(card),
        sheet: '',
        row: n + 1,
        letters: {},
      }));
      return importRows(ctx, { buildingId, plugin: cardPlugin(ctx.params.service), dryRun: false, rows, findings: [] });
    },
  }),
  importSheet: action({
    rest: 'POST /buildings/:buildingId/cards/import',
    permission: 'cards.write',
    summary: 'Registers, issues or takes over the cards of a sheet',
    upload: true,
    timeoutMs: 300_000,
    params: z.object({ buildingId: id, service, dryRun: flag.default(false) }),
    handler: async (ctx) => importCards(ctx, ctx.params, (await readUpload(ctx)).content),
  }),
};
