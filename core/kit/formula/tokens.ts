// expr-eval as a parser only: its postfix tokens, never its evaluation (toJSFunction would run any code).
import { Parser } from 'expr-eval-fork';
import { FormulaError } from './formula-error.ts';
import { type Lexeme, lexemesOf } from './lexemes.ts';

export interface Token {
  type: string;
  value: unknown;
}
export interface ParsedFormula {
  lexemes: readonly Lexeme[];
  tokens: readonly Token[];
}

const parser = new Parser({
  allowMemberAccess: false,
  operators: {
    assignment: false,
    array: false,
    fndef: false,
    factorial: false,
    concatenate: false,
    in: false,
    power: false,
    random: false,
  },
} as ConstructorParameters<typeof Parser>[0]);
parser.functions = {};
parser.consts = Object.create(null);
for (const operator of Object.keys(parser.unaryOps)) if (!['-', '+', 'not'].includes(operator)) delete parser.unaryOps[operator];

const KEYWORDS = new Set(['and', 'or', 'not']);
const CACHE_MAX = 2000;
const cache = new Map<string, ParsedFormula>();

/**
 * Postfix tokens of a formula. The parser never sees the author's names or numbers: each is replaced by the index of its lexeme
 * (`n3`, `5`), which keeps `__proto__` out of it, literals exact (its lexer reads doubles), and the place of each known.
 */
export function parseFormula(source: string): ParsedFormula {
  const known = cache.get(source);
  if (known) return known;
  const lexemes = lexemesOf(source);
  const parsed = { lexemes, tokens: tokensOf(source, lexemes) };
  if (cache.size >= CACHE_MAX) cache.clear();
  cache.set(source, parsed);
  return parsed;
}

function tokensOf(source: string, lexemes: readonly Lexeme[]): readonly Token[] {
  const ends: number[] = [];
  let rewritten = '';
  lexemes.forEach(({ kind, text }, index) => {
    rewritten += `${kind === 'number' ? index : kind === 'name' && !KEYWORDS.has(text) ? `n${index}` : text} `;
    ends.push(rewritten.length);
  });
  try {
    return (parser.parse(rewritten) as unknown as { tokens: Token[] }).tokens;
  } catch (error) {
    // The parser has no other way to say that it cannot read a text; its English message is only used for the column.
    const column = Number(/\[1:(\d+)\]/.exec((error as Error).message)?.[1] ?? Number.POSITIVE_INFINITY);
    const at = lexemes[ends.findIndex((end) => end >= column)];
    throw new FormulaError('formula.syntax', { near: at?.text ?? '' }, at?.start ?? source.trimEnd().length);
  }
}
