// What conditions of a rule may be: checked before json-rules-engine sees them, because people write them.
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { RuleConditions } from './contract.ts';
import type { Finding } from './findings.ts';
import { suggest } from './formula/suggest.ts';

export const DEPTH_MAX = 12;
export const NODES_MAX = 500;
export const ORDER_OPERATORS = ['lessThan', 'lessThanInclusive', 'greaterThan', 'greaterThanInclusive'] as const;
const SCALAR_OPERATORS = ['equal', 'notEqual', ...ORDER_OPERATORS];
const LIST_OPERATORS = ['in', 'notIn'];
const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

const scalar = { anyOf: [{ type: 'number' }, { type: 'boolean' }, { type: 'string', maxLength: 100 }] };
const leaf = (operators: readonly string[], value: object): object => ({
  type: 'object',
  additionalProperties: false,
  required: ['fact', 'operator', 'value'],
  properties: { fact: { type: 'string' }, operator: { enum: operators }, value },
});
const list = { type: 'array', maxItems: 20, items: { $ref: '#/$defs/condition' } };
const only = (key: string, schema: object): object => ({
  type: 'object',
  additionalProperties: false,
  required: [key],
  properties: { [key]: schema },
});
const group = [only('all', list), only('any', list), only('not', { $ref: '#/$defs/condition' })];
const SCHEMA = {
  $defs: {
    condition: {
      anyOf: [...group, leaf(SCALAR_OPERATORS, scalar), leaf(LIST_OPERATORS, { type: 'array', maxItems: 200, items: scalar })],
    },
  },
  anyOf: group,
};

let validate: ValidateFunction | undefined;

/** Problems of conditions as findings: unknown fact or operator, wrong shape, too deep, too many nodes, keys of the prototype. */
export function checkConditions(conditions: unknown, facts: readonly string[]): Finding[] {
  const bound = boundProblem(conditions);
  if (bound) return [bound];
  validate ??= new Ajv2020({ allErrors: false, strict: true }).compile(SCHEMA);
  if (!validate(conditions)) {
    const deepest = (validate.errors ?? []).reduce(
      (path, { instancePath }) => (instancePath.length > path.length ? instancePath : path),
      '',
    );
    return [{ code: 'plugin.rules.malformed', params: { path: deepest || '/' } }];
  }
  return factsOf(conditions as RuleConditions)
    .filter((fact) => !facts.includes(fact))
    .map((fact) => ({ code: 'plugin.rules.unknownFact', params: { fact, known: suggest(fact, facts) } }));
}

// A recursive schema cannot bound depth, so a walk without recursion comes first.
function boundProblem(conditions: unknown): Finding | undefined {
  const open: { value: unknown; depth: number }[] = [{ value: conditions, depth: 0 }];
  for (let nodes = 1; open.length > 0; nodes++) {
    const { value, depth } = open.pop()!;
    if (depth > DEPTH_MAX) return { code: 'plugin.rules.tooDeep', params: { max: DEPTH_MAX } };
    if (nodes > NODES_MAX) return { code: 'plugin.rules.tooManyNodes', params: { max: NODES_MAX } };
    if (typeof value !== 'object' || value === null) continue;
    const forbidden = Object.keys(value).find((key) => FORBIDDEN_KEYS.has(key));
    if (forbidden) return { code: 'plugin.rules.forbiddenKey', params: { key: forbidden } };
    if (Object.keys(value).length > NODES_MAX) return { code: 'plugin.rules.tooManyNodes', params: { max: NODES_MAX } };
    for (const child of Object.values(value)) open.push({ value: child, depth: depth + 1 });
  }
  return undefined;
}

/** Each comparison of the conditions, depth first. Only for conditions that passed the check. */
export function comparisonsOf(conditions: RuleConditions): { fact: string; operator: string; value: unknown }[] {
  const walk = (node: RuleConditions | { fact: string; operator: string; value: unknown }): ReturnType<typeof comparisonsOf> =>
    'fact' in node ? [node] : [...(node.all ?? []), ...(node.any ?? []), ...(node.not ? [node.not] : [])].flatMap(walk);
  return walk(conditions);
}

/** Facts the conditions ask for, once each. */
export const factsOf = (conditions: RuleConditions): string[] => [...new Set(comparisonsOf(conditions).map(({ fact }) => fact))];
