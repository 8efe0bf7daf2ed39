// A document on paper.
import { z } from 'zod';
import { id } from '#platform/params';
import { inScope } from '#platform/scope';
import { action } from '#platform/service';
import { getDocument } from '../money/document-view.ts';
import { drawVoucher } from './draw-voucher.ts';
import { reasonOf } from './reason-of.ts';
import { statementActions } from './statement-actions.ts';
import type { VoucherData } from './voucher-data.ts';

export const documentActions = {
  ...statementActions,
  printDocument: action({
    rest: 'GET /receipts/:documentId/print.pdf',
    permission: null,
    summary: 'A receipt (01-TT), voucher (02-TT) or adjustment as PDF',
    params: z.object({ documentId: id, lang: z.enum(['vi', 'en']).optional() }),
    handler: async (ctx) => {
      const data = await inScope(ctx, async (trx): Promise<VoucherData> => {
        const document = await getDocument(trx, ctx.params.documentId);
        const company = await trx('company').where({ id: ctx.meta.user!.companyId }).first('name', 'address', 'regime');
        const { number, onDate, party, address, amount, postings, by, reference, voided } = document;
        const lang = ctx.params.lang ?? ctx.meta.lang ?? 'vi';
        const reason = reasonOf(document, lang);
        return {
          company,
          series: number.slice(0, 2) as VoucherData['series'],
          number,
          onDate,
          party,
          address,
          reason,
          amount,
          postings,
          by,
          reference,
          voided,
        };
      });
      ctx.meta.$responseType = 'application/pdf';
      ctx.meta.$responseHeaders = { 'Content-Disposition': `inline; filename="${data.number.replace('/', '-')}.pdf"` };
      return Buffer.from(drawVoucher(data, ctx.params.lang ?? ctx.meta.lang ?? 'vi'));
    },
  }),
};
