// The file of a multipart upload, whole in memory: uploads are small (gateway: 10 MB) and readers of .xlsx need all of it.
import { buffer } from 'node:stream/consumers';
import { Refusal } from '#kit';
import type { Ctx } from './context.ts';

export interface Upload {
  filename: string;
  content: Buffer;
}

/** Reads the uploaded file; refuses a call without one. For actions declared with `upload: true`. */
export async function readUpload(ctx: Ctx): Promise<Upload> {
  const stream = (ctx as { stream?: NodeJS.ReadableStream | null }).stream;
  if (!stream) throw new Refusal('api.upload.missing', {}, 400);
  const { $filename } = ctx.params as { $filename?: string };
  return { filename: ($filename ?? '').normalize('NFC'), content: await buffer(stream) };
}
