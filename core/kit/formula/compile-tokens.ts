// Postfix tokens → one typed closure. Anything not listed here is refused.
import { decimalOf } from '../decimal.ts';
import type { CompiledTiers } from '../tiers.ts';
import { FormulaError } from './formula-error.ts';
import { callNode } from './functions.ts';
import type { Lexeme } from './lexemes.ts';
import type { Lift, Node, NodeType, NodeValue } from './node.ts';
import { binaryNode, choiceNode, unaryNode } from './operators.ts';
import { suggest } from './suggest.ts';
import { parseFormula, type Token } from './tokens.ts';

/** What names mean here: a slot for a value, a word for itself, a tier table. */
export interface NameScope {
  mode: 'exact' | 'view';
  lift: Lift;
  slotOf(name: string): { type: NodeType; slot: number } | undefined;
  isWord?(name: string): boolean;
  tableOf?(name: string): CompiledTiers | undefined;
  known(): readonly string[];
}
/** The closure, and the value names it uses in order of appearance. */
export interface CompiledTokens {
  node: Node;
  names: readonly string[];
}
interface NameEntry {
  lexeme: Lexeme;
}
type Entry = Node | NameEntry;

/** Compiles a formula's text in a scope; throws FormulaError with the offset. */
export function compileText(source: string, scope: NameScope): CompiledTokens {
  const { lexemes, tokens } = parseFormula(source);
  const names = new Set<string>();
  const node = compileList(tokens, lexemes, scope, names);
  return { node, names: [...new Set(lexemes.map(({ text }) => text))].filter((name) => names.has(name)) };
}

function compileList(tokens: readonly Token[], lexemes: readonly Lexeme[], scope: NameScope, names: Set<string>): Node {
  const stack: Entry[] = [];
  const refuse = (what: string): never => {
    throw new FormulaError('formula.notAllowed', { what }, lexemes[0]?.start);
  };
  const pop = (): Entry => stack.pop() ?? refuse('stack');
  const popNode = (): Node => nodeOf(pop(), scope, names);
  for (const { type, value } of tokens) {
    switch (type) {
      case 'INUMBER':
        stack.push(literalNode(lexemes[value as number] ?? refuse(type)));
        break;
      case 'IVAR':
        stack.push({ lexeme: lexemes[Number(String(value).slice(1))] ?? refuse(type) });
        break;
      case 'IOP1':
        stack.push(unaryNode(value as string, popNode(), scope.lift));
        break;
      case 'IOP2': {
        const right = popNode();
        stack.push(binaryNode(value as string, popNode(), right, scope.lift));
        break;
      }
      case 'IOP3': {
        const no = popNode();
        const yes = popNode();
        stack.push(choiceNode(popNode(), yes, no));
        break;
      }
      case 'IEXPR':
        stack.push(compileList(value as Token[], lexemes, scope, names));
        break;
      case 'IFUNCALL': {
        const args = Array.from({ length: value as number }, pop).reverse();
        stack.push(callOf(pop(), args, scope, names));
        break;
      }
      default:
        refuse(type);
    }
  }
  const result = popNode();
  return stack.length === 0 ? result : refuse('list');
}

function literalNode({ text, start }: Lexeme): Node {
  const value = decimalOf(text);
  return { type: 'number', start, run: () => value };
}

function nodeOf(entry: Entry, scope: NameScope, names: Set<string>): Node {
  if (!('lexeme' in entry)) return entry;
  const { text, start } = entry.lexeme;
  if (text === 'true' || text === 'false') return { type: 'boolean', start, run: () => text === 'true' };
  const found = scope.slotOf(text);
  if (!found && scope.isWord?.(text)) return { type: 'text', start, run: () => text };
  if (!found)
    throw new FormulaError('formula.unknownName', { name: text.slice(0, 60), known: suggest(text, scope.known()) }, start);
  names.add(text);
  const { slot, type } = found;
  const run: Node['run'] = (slots) => {
    const value: NodeValue | undefined = slots[slot];
    if (value === undefined) throw new FormulaError('formula.missingValue', { name: text }, start);
    return value;
  };
  return { type, start, run };
}

function callOf(callee: Entry, entries: readonly Entry[], scope: NameScope, names: Set<string>): Node {
  if (!('lexeme' in callee)) throw new FormulaError('formula.notAllowed', { what: '()' }, callee.start);
  const { text: name, start } = callee.lexeme;
  const rest = [...entries];
  let table: CompiledTiers | undefined;
  if (name === 'tiered' && scope.mode === 'exact') {
    const second = rest.splice(1, 1)[0];
    const tableName = second && 'lexeme' in second ? second.lexeme : undefined;
    table = tableName && scope.tableOf?.(tableName.text);
    if (!table)
      throw new FormulaError(
        'formula.unknownName',
        { name: tableName?.text ?? 'tiered(…)', known: '' },
        tableName?.start ?? start,
      );
  }
  return callNode(
    { name, start, args: rest.map((entry) => nodeOf(entry, scope, names)), lift: scope.lift, ...(table && { table }) },
    scope.mode,
  );
}
