// Zod pieces that many actions share: ids, periods, dates and list queries; path and query values arrive as text.
import { z } from 'zod';

export const id = z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER);
/** `YYYY-MM` of the years 2000–2199: the months the books can hold */
export const period = z.string().regex(/^(20|21)\d\d-(0[1-9]|1[0-2])$/, 'platform.period.malformed');
/** `YYYY-MM-DD`, a real day of the years 1900–2199 */
export const day = z.iso.date('platform.date.malformed').regex(/^(19|20|21)/, 'platform.date.malformed');
/** Decimal as text: `"4200.5"` */
export const decimalText = z.string().regex(/^-?\d{1,15}(\.\d{1,12})?$/, 'platform.number.malformed');
export const flag = z.union([
  z.boolean(),
  z.enum(['0', '1', 'true', 'false']).transform((text) => text === '1' || text === 'true'),
]);

/** `?filter=<json or text>&sort=-total,unit&page=1&pageSize=200` */
export const listQuery = {
  filter: z.string().max(2000).optional(),
  sort: z.string().max(200).optional(),
  page: z.coerce.number().int().min(1).default(1),
  pageSize: z.coerce.number().int().min(1).max(5000).default(200),
};
