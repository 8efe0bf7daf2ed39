// First look at a formula, before any parser sees it: size, characters, literals, depth. Linear in the text.
import { FormulaError } from './formula-error.ts';

export interface Lexeme {
  kind: 'name' | 'number' | 'operator';
  text: string;
  start: number;
}

export const LENGTH_MAX = 2000;
export const LEXEMES_MAX = 500;
export const DEPTH_MAX = 60;

const LEXEME =
  /\s+|(?<name>[\p{Lu}\p{Ll}_][\p{Lu}\p{Ll}\d_]*)|(?<number>\d[\p{Lu}\p{Ll}\d_.]*)|(?<operator>[=!<>]=|[-+*/%()<>?:,])/uy;
const LITERAL = /^\d{1,15}(\.\d{1,12})?$/;

/** Cuts a formula into lexemes or throws FormulaError at the offending character. */
export function lexemesOf(source: string): Lexeme[] {
  if (source.length > LENGTH_MAX) throw new FormulaError('formula.tooLong', { length: source.length, max: LENGTH_MAX });
  if (source.trim() === '') throw new FormulaError('formula.empty', {}, 0);
  const lexemes: Lexeme[] = [];
  for (let start = 0; start < source.length; start = LEXEME.lastIndex) {
    LEXEME.lastIndex = start;
    const groups = LEXEME.exec(source)?.groups;
    if (!groups) throw new FormulaError('formula.badCharacter', { character: characterAt(source, start) }, start);
    const kind = groups.name ? 'name' : groups.number ? 'number' : groups.operator ? 'operator' : undefined;
    if (!kind) continue;
    const text = groups[kind]!;
    if (kind === 'number' && !LITERAL.test(text))
      throw new FormulaError('formula.badLiteral', { literal: text.slice(0, 40) }, start);
    lexemes.push({ kind, text, start });
    if (lexemes.length > LEXEMES_MAX) throw new FormulaError('formula.tooManyTokens', { max: LEXEMES_MAX }, start);
  }
  checkDepth(lexemes);
  return lexemes;
}

// Control characters and lone surrogates must not travel into a message.
function characterAt(source: string, start: number): string {
  const character = String.fromCodePoint(source.codePointAt(start)!);
  return /^[\p{C}]$/u.test(character) ? `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}` : character;
}

// The parser recurses on brackets, `?` and runs of prefix operators: bound all three so that it cannot exhaust the stack.
function checkDepth(lexemes: readonly Lexeme[]): void {
  let brackets = 0;
  let questions = 0;
  let prefixes = 0;
  for (const { text, start } of lexemes) {
    if (text === '(') brackets++;
    if (text === ')') brackets--;
    if (text === '?') questions++;
    prefixes = text === '-' || text === '+' || text === 'not' ? prefixes + 1 : 0;
    if (brackets + questions + prefixes > DEPTH_MAX) throw new FormulaError('formula.tooDeep', { max: DEPTH_MAX }, start);
  }
}
