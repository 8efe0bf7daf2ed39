// A sheet as the answer of an action: its type and the file's name.
import type { Ctx } from '../context.ts';
import { XLSX } from './write-table.ts';

export function answerSheet(ctx: Ctx, name: string, bytes: Uint8Array): Buffer {
  ctx.meta.$responseType = XLSX;
  ctx.meta.$responseHeaders = { 'Content-Disposition': `attachment; filename="${name}.xlsx"` };
  return Buffer.from(bytes);
}
