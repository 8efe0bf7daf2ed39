// Source text without its comments, and the string literals in it: good enough for house rules, no compiler needed.

const TOKEN = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`/g;

/** Comments become blanks; line numbers stay. */
export function withoutComments(text: string): string {
  return text.replace(TOKEN, (token) => (token.startsWith('/') ? token.replace(/[^\n]/g, ' ') : token));
}
/** Comments and the insides of quoted strings become blanks; templates stay, since they hold code. */
export function withoutWords(text: string): string {
  return text.replace(TOKEN, (token) => {
    if (token.startsWith('/')) return token.replace(/[^\n]/g, ' ');
    return token.startsWith('`') ? token : token[0]! + ' '.repeat(token.length - 2) + token[0]!;
  });
}
export interface Literal {
  text: string;
  line: number;
  /** A template: `text` is what stands before the first `${`. */
  open: boolean;
}
export function literalsOf(text: string): Literal[] {
  return [...text.matchAll(TOKEN)].flatMap(({ 0: token, index }) => {
    if (token.startsWith('/')) return [];
    const inner = token.slice(1, -1);
    const head = token.startsWith('`') ? inner.indexOf('${') : -1;
    return [{ text: head < 0 ? inner : inner.slice(0, head), line: lineAt(text, index), open: head >= 0 }];
  });
}
export const lineAt = (text: string, index: number): number => text.slice(0, index).split('\n').length;
