// The operators of a formula, each with its types.
import { add, type Decimal, div, mod, mul, negate, sub } from '../decimal.ts';
import { FormulaError } from './formula-error.ts';
import { type Lift, type Node, type NodeValue, need } from './node.ts';

const ARITHMETIC = new Map<string, (a: Decimal, b: Decimal) => Decimal>([
  ['+', add],
  ['-', sub],
  ['*', mul],
  ['/', div],
  ['%', mod],
]);
const ORDER = new Map<string, (a: Decimal | string, b: Decimal | string) => boolean>([
  ['<', (a, b) => a < b],
  ['<=', (a, b) => a <= b],
  ['>', (a, b) => a > b],
  ['>=', (a, b) => a >= b],
]);

export function unaryNode(operator: string, a: Node, lift: Lift): Node {
  if (operator === 'not') return { type: 'boolean', start: a.start, run: lift.one(need(a, 'boolean'), (x: boolean) => !x) };
  need(a, 'number');
  if (operator === '+') return a;
  if (operator === '-') return { type: 'number', start: a.start, run: lift.one(a, negate) };
  throw new FormulaError('formula.notAllowed', { what: operator }, a.start);
}

export function binaryNode(operator: string, a: Node, b: Node, lift: Lift): Node {
  const { start } = a;
  const arithmetic = ARITHMETIC.get(operator);
  if (arithmetic) return { type: 'number', start, run: lift.two(need(a, 'number'), need(b, 'number'), arithmetic) };
  if (operator === 'and' || operator === 'or') return logicNode(operator, need(a, 'boolean'), need(b, 'boolean'));
  const order = ORDER.get(operator);
  if (order && a.type !== 'text') need(a, 'number');
  need(b, a.type);
  if (order) return { type: 'boolean', start, run: lift.two(a, b, order) };
  if (operator === '==') return { type: 'boolean', start, run: lift.two(a, b, (x: NodeValue, y: NodeValue) => x === y) };
  if (operator === '!=') return { type: 'boolean', start, run: lift.two(a, b, (x: NodeValue, y: NodeValue) => x !== y) };
  throw new FormulaError('formula.notAllowed', { what: operator }, start);
}

// Lazy; an empty operand leaves the result empty unless the other one decides it. Exact mode never has one.
function logicNode(operator: 'and' | 'or', a: Node, b: Node): Node {
  const decisive = operator === 'or';
  const run: Node['run'] = (slots) => {
    const left = a.run(slots);
    if (left === decisive) return decisive;
    const right = b.run(slots);
    return right === decisive ? decisive : left === null ? null : right;
  };
  return { type: 'boolean', start: a.start, run };
}

/** `c ? a : b` and `if(c, a, b)`: only the chosen side runs. */
export function choiceNode(condition: Node, yes: Node, no: Node): Node {
  need(condition, 'boolean');
  need(no, yes.type);
  const run: Node['run'] = (slots) => {
    const chosen = condition.run(slots);
    return chosen === null ? null : (chosen ? yes : no).run(slots);
  };
  return { type: yes.type, start: condition.start, run };
}
