// The functions of a formula. A fixed list: a formula can call nothing else.
import { ceil, compare, type Decimal, floor, maxOf, minOf, mulDiv, ONE, roundTo, ZERO } from '../decimal.ts';
import { type CompiledTiers, runTiers, tiersTotal } from '../tiers.ts';
import { FormulaError } from './formula-error.ts';
import { type Lift, type Node, need } from './node.ts';
import { choiceNode } from './operators.ts';

/** A call as the compiler hands it over: `table` is set where the function's second argument names a tier table. */
export interface Call {
  name: string;
  start: number;
  args: readonly Node[];
  table?: CompiledTiers;
  lift: Lift;
}
interface FormulaFunction {
  least: number;
  most: number;
  build: (call: Call) => Node;
  modes: 'exact' | 'view' | 'both';
}

const number = (start: number, run: Node['run']): Node => ({ type: 'number', start, run });

function extreme(choose: (a: Decimal, b: Decimal) => Decimal) {
  return ({ args, start, lift }: Call): Node =>
    args.slice(1).reduce((a, b) => number(start, lift.two(a, need(b, 'number'), choose)), need(args[0]!, 'number'));
}
const whole =
  (apply: (a: Decimal) => Decimal) =>
  ({ args, start, lift }: Call): Node =>
    number(start, lift.one(need(args[0]!, 'number'), apply));

function placesOf(places: Decimal): number {
  const count = Number(places / ONE);
  if (places % ONE !== 0n || count > 12 || count < -12) throw new FormulaError('formula.badPlaces');
  return count;
}

function tiered({ args, start, lift, table }: Call): Node {
  const [quantity, scale] = args;
  const amount = (q: Decimal, s: Decimal): Decimal => {
    if (q < 0n || s < 0n) throw new FormulaError('formula.badQuantity', {}, start);
    return tiersTotal(runTiers(q, table!, s, 'none'));
  };
  need(quantity!, 'number');
  return number(
    start,
    scale ? lift.two(quantity!, need(scale, 'number'), amount) : lift.one(quantity!, (q: Decimal) => amount(q, ONE)),
  );
}

function prorate({ args, start }: Call): Node {
  const [amount, part, all] = args.map((arg) => need(arg, 'number'));
  return number(start, (slots) => {
    const [a, p, w] = [amount!.run(slots), part!.run(slots), all!.run(slots)] as (Decimal | null)[];
    return a === null || p === null || w === null ? null : mulDiv(a!, p!, w!);
  });
}

const FUNCTIONS = new Map<string, FormulaFunction>([
  ['min', { least: 1, most: 50, modes: 'both', build: extreme(minOf) }],
  ['max', { least: 1, most: 50, modes: 'both', build: extreme(maxOf) }],
  ['floor', { least: 1, most: 1, modes: 'both', build: whole(floor) }],
  ['ceil', { least: 1, most: 1, modes: 'both', build: whole(ceil) }],
  ['abs', { least: 1, most: 1, modes: 'both', build: whole((a) => (compare(a, ZERO) < 0 ? (-a as Decimal) : a)) }],
  [
    'round',
    {
      least: 1,
      most: 2,
      modes: 'both',
      build: ({ args: [a, places], start, lift }) =>
        number(
          start,
          places
            ? lift.two(need(a!, 'number'), need(places, 'number'), (x: Decimal, p: Decimal) => roundTo(x, placesOf(p)))
            : lift.one(need(a!, 'number'), (x: Decimal) => roundTo(x, 0)),
        ),
    },
  ],
  ['if', { least: 3, most: 3, modes: 'both', build: ({ args: [c, a, b] }) => choiceNode(c!, a!, b!) }],
  ['prorate', { least: 3, most: 3, modes: 'both', build: prorate }],
  ['tiered', { least: 1, most: 2, modes: 'exact', build: tiered }],
  [
    'has',
    {
      least: 1,
      most: 1,
      modes: 'view',
      build: ({ args: [a], start }) => ({ type: 'boolean', start, run: (slots) => a!.run(slots) !== null }),
    },
  ],
]);

/** Names no variable may take. */
export const RESERVED_NAMES: ReadonlySet<string> = new Set([
  ...FUNCTIONS.keys(),
  'and',
  'or',
  'not',
  'in',
  'true',
  'false',
  'null',
]);

/** The functions of a mode, for suggestions. */
export function functionNames(mode: 'exact' | 'view'): string[] {
  return [...FUNCTIONS].filter(([, f]) => f.modes === 'both' || f.modes === mode).map(([name]) => name);
}

/** Builds a call; wrong name or count of arguments is a FormulaError at the function's name. */
export function callNode(call: Call, mode: 'exact' | 'view'): Node {
  const found = FUNCTIONS.get(call.name);
  if (!found || (found.modes !== 'both' && found.modes !== mode)) {
    throw new FormulaError('formula.unknownFunction', { name: call.name, known: functionNames(mode).join(', ') }, call.start);
  }
  const count = call.args.length + (call.table ? 1 : 0);
  const extra = call.name === 'tiered' ? 1 : 0;
  if (call.args.length < found.least || call.args.length > found.most) {
    const params = { name: call.name, count, least: found.least + extra, most: found.most + extra };
    throw new FormulaError('formula.wrongArguments', params, call.start);
  }
  return found.build(call);
}
