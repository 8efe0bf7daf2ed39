// The shape of what a plugin adds to a grid; the drawing side trusts it, so a slip is refused when the plugin loads.
import { z } from 'zod';

const text = z.string().min(1).max(200);
const word = z.string().regex(/^[a-z][a-z0-9-]*:[\w.-]+$/, { error: 'namespace:key' }); // a key of a locale file
const formula = z.string().min(1);
const tone = z.enum(['error', 'warn', 'info', 'ok', 'muted', 'strong']);

const column = z.strictObject({
  field: text,
  type: z.enum(['text', 'number', 'money', 'percent', 'date', 'enum', 'bool', 'spark']),
  title: word,
  width: z.int().min(20).max(1000).optional(),
  flex: z.int().min(1).optional(),
  pin: z.enum(['left', 'right']).optional(),
  hide: z.boolean().optional(),
  edit: z.boolean().optional(),
  scale: z.int().min(0).max(6).optional(),
  unit: text.optional(),
  calc: formula.optional(),
  options: z.array(z.strictObject({ value: text, label: word, tone: tone.optional() })).optional(),
  rules: z.array(z.strictObject({ when: formula, message: word, level: z.enum(['error', 'warn']) })).optional(),
  look: z.enum(['chip', 'delta', 'link', 'code', 'short']).optional(),
  sum: z.boolean().optional(),
  filter: z.boolean().optional(),
});
const style = z.strictObject({ when: formula, columns: z.array(text), tone, message: word.optional() });
const action = z.strictObject({
  id: text,
  title: word,
  icon: z.string().regex(/^[a-z0-9_]+$/),
  primary: z.boolean().optional(),
  scope: z.enum(['page', 'row', 'selection']).optional(),
  permission: text.optional(),
});

/** Part of a ViewDef: what `grid` of a declaration may hold. */
export const gridSchema = z
  .strictObject({
    id: text,
    ns: text,
    title: word,
    rowKey: text,
    rowModel: z.enum(['client', 'paged']),
    columns: z.array(column).max(50),
    styles: z.array(style).max(100),
    actions: z.array(action).max(50),
    version: z.int().min(1),
  })
  .partial();
