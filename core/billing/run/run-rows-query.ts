// What a list of run rows may be asked: free text over unit and payer, or `{"service":"…","change":"…","text":"…"}`.
import { z } from 'zod';
import { Refusal } from '#kit';

const Filter = z.object({
  text: z.string().max(200).default(''),
  service: z.string().max(60).default(''),
  change: z.enum(['', 'new', 'gone', 'changed', 'same']).default(''),
});
export interface ParsedRows extends z.infer<typeof Filter> {
  sort: string;
  page: number;
  pageSize: number;
}

export function parseRowsQuery(query: {
  filter?: string | undefined;
  sort?: string | undefined;
  page: number;
  pageSize: number;
}): ParsedRows {
  const given = query.filter?.trim() ?? '';
  const page = { sort: query.sort ?? '', page: query.page, pageSize: query.pageSize };
  if (!given.startsWith('{')) return { ...page, text: given, service: '', change: '' };
  try {
    return { ...page, ...Filter.parse(JSON.parse(given)) };
  } catch (cause) {
    throw Object.assign(new Refusal('billing.list.badFilter', { filter: given.slice(0, 100) }), { cause }); // no JSON, or unknown values
  }
}
