// The shape of a declaration; what its names and formulas mean is checked afterwards.
import { z } from 'zod';
import { isDecimalText } from './decimal.ts';
import type { Finding } from './findings.ts';
import { gridSchema } from './grid-schema.ts';
import { isDay } from './period.ts';

const text = z.string().trim().min(1).max(500);
const decimal = z.custom<string>(isDecimalText, { params: { expected: 'decimal' } });
const day = z.custom<string>(isDay, { params: { expected: 'YYYY-MM-DD' } });
const formula = z.string().min(1);
const localized = z.strictObject({ vi: text, en: text });
const id = z
  .string()
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/)
  .max(40);
const conditions = z.looseObject({});

const variable = z.strictObject({
  name: text,
  unit: z.string().max(20),
  source: z.enum([
    'consumption',
    'days',
    'daysInMonth',
    'daysInPreviousMonth',
    'members',
    'memberDays',
    'households',
    'area',
    'allowance',
    'request',
    'registration',
    'card',
    'input',
  ]),
  register: text.optional(),
  request: text.optional(),
  weigh: z.enum(['quantity', 'area']).optional(),
  type: z.enum(['number', 'flag']).optional(),
  decimals: z.int().min(0).max(6).optional(),
  default: z.union([decimal, z.enum(['true', 'false'])]).optional(),
  label: localized,
});
const lineCommon = {
  code: text,
  vat: z.enum(['standard', 'water', 'full', 'none']),
  nature: z.enum(['own', 'passThrough', 'deposit', 'compensation']),
  label: localized,
  when: formula.optional(),
};
const line = z.discriminatedUnion('kind', [
  z.strictObject({
    ...lineCommon,
    kind: z.literal('tiers'),
    quantity: formula,
    table: text,
    limitScale: formula.optional(),
    limitRounding: z.enum(['none', 'whole']).optional(),
  }),
  z.strictObject({
    ...lineCommon,
    kind: z.literal('amount'),
    amount: formula,
    quantity: formula.optional(),
    unitPrice: formula.optional(),
  }),
]);

/** A tariff body as people send it. */
export const tariffBodySchema = z.strictObject({
  parameters: z.record(z.string(), decimal),
  tables: z.record(z.string(), z.array(z.strictObject({ upTo: decimal.nullable(), price: decimal })).max(100)),
  lines: z.array(line).min(1).max(50),
  priceChange: z.enum(['split', 'start', 'end']).optional(),
});

const tariff = z.strictObject({
  id,
  name: localized,
  legalBasis: text,
  validFrom: day,
  validTo: day.nullable(),
  unitClass: text,
  enabled: z.boolean(),
  body: tariffBodySchema,
});
const account = z.string().regex(/^[1-9]\d{2,7}$/);
const codes = z.strictObject({
  receivable: account,
  revenue: account,
  vat: account.optional(),
  payable: account.optional(),
  deposit: account.optional(),
});
const example = z.strictObject({
  name: text,
  source: text,
  preset: id.optional(),
  tariff: tariffBodySchema.optional(),
  taxDate: day,
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  expect: z.strictObject({ lines: z.record(z.string(), z.int()), vat: z.int(), total: z.int() }),
});
const settings = z.looseObject({ type: z.literal('object'), properties: z.record(z.string(), z.unknown()) });
const action = z.strictObject({
  id: text,
  from: z.array(text).min(1),
  to: text,
  label: localized,
  guard: conditions.optional(),
  fee: formula.optional(),
  deposit: formula.optional(),
  permission: text.optional(),
  billing: z.enum(['start', 'stop', 'keep']).optional(),
  effect: z.enum(['number', 'transfer', 'renew', 'end', 'freeze', 'unfreeze']).optional(),
  demands: z.array(z.enum(['reason', 'document'])).optional(),
  automatic: z.boolean().optional(),
  refusal: text.optional(),
});

const common = {
  id,
  version: z.string().regex(/^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/),
  kit: z.literal(1),
  name: localized,
  icon: z.string().regex(/^[a-z0-9_]+$/),
  measure: z.strictObject({ unit: text, decimals: z.int().min(0).max(6) }),
  variables: z.array(variable).max(100),
  tariffs: z.array(tariff).min(1).max(100),
  accounts: z.strictObject({ tt99: codes, tt133: codes }),
  notice: z.strictObject({ order: z.int(), showTiers: z.boolean() }).optional(),
  settings: settings.optional(),
  permissions: z.array(z.strictObject({ id: text, label: localized })).optional(),
  requests: z.array(z.strictObject({ id, label: localized, block: text.optional(), quantity: localized.optional() })).optional(),
  examples: z.array(example).min(1).max(500),
};
const allowance = z.strictObject({
  name: text,
  priority: z.int().min(1).max(1000).optional(),
  conditions,
  quota: formula,
  label: localized,
});
const anomaly = z.strictObject({
  code: text,
  priority: z.int().min(1).max(1000).optional(),
  conditions,
  tone: z.enum(['error', 'warn', 'info', 'muted']),
  hold: z.boolean(),
});
const machine = { states: z.array(text).min(1), actions: z.array(action), registration: settings, grid: gridSchema.optional() };

export const pluginSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    ...common,
    kind: z.literal('meter'),
    registers: z.array(text).min(1).optional(),
    allowance: z.array(allowance).optional(),
    anomaly: z.array(anomaly),
    grid: gridSchema.optional(),
    monotone: z.boolean().optional(),
  }),
  z.strictObject({
    ...common,
    ...machine,
    kind: z.literal('card'),
    opens: z.array(text).optional(),
    stateNames: z.record(z.string(), localized).optional(),
    charges: z.enum(['month', 'term']).optional(),
    ordinalBy: z.array(text).optional(),
  }),
  z.strictObject({ ...common, kind: z.literal('flat'), grid: gridSchema.optional() }),
  z.strictObject({ ...common, ...machine, kind: z.literal('job') }),
]);

/** Every problem of shape as `plugin.malformed {field, expected}`; empty where the value fits. */
export function shapeFindings(schema: z.ZodType, value: unknown): Finding[] {
  const parsed = schema.safeParse(value);
  if (parsed.success) return [];
  return parsed.error.issues.map((issue): Finding => {
    const field = issue.path.join('.');
    if (issue.code === 'unrecognized_keys') {
      return { code: 'plugin.unknownField', params: { field: [...issue.path, issue.keys[0]].join('.') }, at: { field } };
    }
    return { code: 'plugin.malformed', params: { field: field || '/', expected: expectedOf(issue) }, at: { field } };
  });
}

function expectedOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.expected;
    case 'invalid_value':
      return issue.values.join(' | ');
    case 'invalid_format':
      return issue.pattern ?? issue.format;
    case 'too_small':
      return `≥ ${issue.minimum}`;
    case 'too_big':
      return `≤ ${issue.maximum}`;
    case 'custom':
      return String(issue.params?.expected ?? issue.code);
    default:
      return issue.code;
  }
}
