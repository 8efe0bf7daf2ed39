// Notices as one PDF, drawn in a worker thread so that the broker keeps answering.
import type { Lang } from '#kit';
import type { NoticeData } from './notice-data.ts';

export interface RenderOptions {
  timeoutMs?: number;
}

/**
 * Draws the notices, in order, into one PDF. Refuses `billing.notice.none` (empty list), `billing.notice.tooMany` and
 * `billing.notice.timeout`; a crash of the worker rejects with its error.
 */
export declare function renderNotices(notices: readonly NoticeData[], lang: Lang, options?: RenderOptions): Promise<Uint8Array>;
