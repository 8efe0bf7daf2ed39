// What a list of report rows may be asked: free text over unit and payer, or `{"side":"more","period":"2026-10","text":"…"}`.
import { z } from 'zod';
import { Refusal } from '#kit';
import { period } from '#platform/params';

const Filter = z.object({
  text: z.string().max(200).default(''),
  side: z.enum(['', 'more', 'less', 'same', 'outlier', 'unpriced']).default(''),
  period: z.union([z.literal(''), period]).default(''),
});
export interface ReportQuery extends z.infer<typeof Filter> {
  /** SQL, made of known columns only. */
  order: string;
  limit: number;
  offset: number;
}
const SORTABLE: Record<string, string> = {
  ...{ period: 'period', unit: 'unit', payer: 'payer', quantity: 'quantity', posted: 'posted', draft: 'draft', delta: 'delta' },
  size: 'abs(delta)',
  deltaTenths: 'case when posted = 0 then null else delta::numeric / posted end',
};
export interface Asked {
  filter?: string | undefined;
  sort?: string | undefined;
  page: number;
  pageSize: number;
}

export function parseReportQuery({ filter = '', sort = '', page, pageSize }: Asked): ReportQuery {
  const parts = sort.split(',').filter(Boolean).map(orderOf);
  const bounds = { order: [...parts, 'period', 'unit', 'subject'].join(', '), limit: pageSize, offset: (page - 1) * pageSize };
  const given = filter.trim();
  if (!given.startsWith('{')) return { ...bounds, text: given, side: '', period: '' };
  try {
    return { ...bounds, ...Filter.parse(JSON.parse(given)) };
  } catch (cause) {
    throw Object.assign(new Refusal('laboratory.list.badFilter', { filter: given.slice(0, 100) }), { cause }); // no JSON, or unknown values
  }
}

function orderOf(part: string): string {
  const name = part.replace(/^-/, '');
  const column = Object.hasOwn(SORTABLE, name) ? SORTABLE[name] : undefined; // `constructor` is no column
  if (!column) throw new Refusal('billing.list.unknownSort', { sort: part, known: Object.keys(SORTABLE).join(', ') });
  return `${column} ${part.startsWith('-') ? 'desc' : 'asc'} nulls last`;
}
