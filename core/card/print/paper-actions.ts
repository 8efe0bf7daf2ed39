// Papers of a card as PDF.
import { z } from 'zod';
import type { Lang } from '#kit';
import type { Ctx } from '#platform/context';
import { id } from '#platform/params';
import { unitOfWork } from '#platform/scope';
import { action } from '#platform/service';
import { drawPaper } from './draw-paper.ts';
import type { PaperData } from './paper-data.ts';
import { paperOf } from './paper-of.ts';

const lang = z.enum(['vi', 'en']).optional();

async function print(
  ctx: Ctx<{ id: number; revision?: number | undefined; lang?: Lang | undefined }>,
  paper: PaperData['paper'],
): Promise<Buffer> {
  const said = ctx.params.lang ?? ctx.meta.lang ?? 'vi';
  const { id: cardId, revision } = ctx.params;
  const data = await unitOfWork(ctx, (trx, unit) => paperOf(ctx, trx, unit, { id: cardId, paper, revision, lang: said }));
  ctx.meta.$responseType = 'application/pdf';
  ctx.meta.$responseHeaders = { 'Content-Disposition': `inline; filename="card-${data.cardId}-${paper}.pdf"` };
  return Buffer.from(drawPaper(data, said));
}

export const paperActions = {
  registrationPdf: action({
    rest: 'GET /cards/:id/registration.pdf',
    permission: null,
    summary: 'The registration form to be signed',
    params: z.object({ id, lang }),
    handler: (ctx) => print(ctx, 'registration'),
  }),
  handoverPdf: action({
    rest: 'GET /cards/:id/handover.pdf',
    permission: null,
    summary: 'The note of the last hand-over, or of the event of `revision`',
    params: z.object({ id, lang, revision: z.coerce.number().int().positive().max(2_000_000_000).optional() }),
    handler: (ctx) => print(ctx, 'handover'),
  }),
};
