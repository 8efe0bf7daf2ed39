// Notices as the PDF an action answers, with the name a browser saves it under.
import type { Ctx, Lang } from '#platform/context';
import type { NoticeData } from '../notice/notice-data.ts';
import { renderNotices } from '../notice/render-notices.ts';

export async function pdfAnswer(ctx: Ctx, notices: readonly NoticeData[], lang: Lang | undefined, what: string): Promise<Buffer> {
  const pdf = await renderNotices(notices, lang ?? ctx.meta.lang ?? 'vi');
  const name = `notice-${what.replace(/[^A-Za-z0-9.-]/g, '_')}.pdf`;
  ctx.meta.$responseType = 'application/pdf';
  ctx.meta.$responseHeaders = { 'Content-Disposition': `inline; filename="${name}"` };
  return Buffer.from(pdf);
}
