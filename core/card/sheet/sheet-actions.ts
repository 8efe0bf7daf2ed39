// Cards in and out as .xlsx.
import { z } from 'zod';
import { flag, id } from '#platform/params';
import { inScope } from '#platform/scope';
import { action } from '#platform/service';
import { readUpload } from '#platform/upload';
import { cardPlugin } from '../act-on-card.ts';
import '../card-sheet.contract.ts';
import { listCards } from '../card-repository.ts';
import { exportCards } from './export-cards.ts';
import { importCards } from './import-cards.ts';

const service = z.string().min(1).max(40);
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
