// What compiling yields: a typed closure over the values of the names.
import type { Decimal } from '../decimal.ts';
import { FormulaError } from './formula-error.ts';

export type NodeType = 'number' | 'boolean' | 'text';
export type NodeValue = Decimal | boolean | string | null;
/** Values by slot; `undefined` is a name without a value. */
export type Slots = readonly (NodeValue | undefined)[];
export interface Node {
  type: NodeType;
  start: number;
  run: (slots: Slots) => NodeValue;
}

/** How operands reach an operator: in exact mode they always have a value, in view mode an empty one makes the result empty. */
export interface Lift {
  one<A extends NodeValue>(a: Node, apply: (a: A) => NodeValue): Node['run'];
  two<A extends NodeValue, B extends NodeValue>(a: Node, b: Node, apply: (a: A, b: B) => NodeValue): Node['run'];
}

export const exactLift: Lift = {
  one: (a, apply) => {
    const runA = a.run;
    return (slots) => apply(runA(slots) as never);
  },
  two: (a, b, apply) => {
    const runA = a.run;
    const runB = b.run;
    return (slots) => apply(runA(slots) as never, runB(slots) as never);
  },
};

export const nullLift: Lift = {
  one: (a, apply) => (slots) => {
    const value = a.run(slots);
    return value === null ? null : apply(value as never);
  },
  two: (a, b, apply) => (slots) => {
    const left = a.run(slots);
    if (left === null) return null;
    const right = b.run(slots);
    return right === null ? null : apply(left as never, right as never);
  },
};

/** A node of the wanted type, else `formula.wrongType` at its place. */
export function need(node: Node, type: NodeType): Node {
  if (node.type !== type) throw new FormulaError('formula.wrongType', { expected: type, actual: node.type }, node.start);
  return node;
}
