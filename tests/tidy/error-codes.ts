// Every code a refusal or finding carries has its sentence in Vietnamese and English.
import { lineAt, withoutComments } from './code-text.ts';
import { codeOf, isTest, type Project, type Rule } from './project.ts';
import { sentenceOf, wordsOf } from './words.ts';

const CODE =
  /\b(?:new \w*(?:Refusal|Error)|refuse|finding|problem)\(\s*'([a-z][\w-]*(?:\.[\w-]+)+)'|\bcode:\s*'([a-z][\w-]*(?:\.[\w-]+)+)'/g;

export interface UsedCode {
  code: string;
  path: string;
  line: number;
}
export function usedCodes(project: Project): UsedCode[] {
  return codeOf(project)
    .filter(({ path }) => /^(core|plugins)\//.test(path) && !isTest(path))
    .flatMap(({ path, text }) => {
      const code = withoutComments(text);
      return [...code.matchAll(CODE)].map((match) => ({ code: (match[1] ?? match[2])!, path, line: lineAt(code, match.index) }));
    });
}

export const errorCodes: Rule = (project) => {
  const words = wordsOf(project);
  return usedCodes(project).flatMap(({ code, path, line }) =>
    ['vi', 'en']
      .filter((lang) => sentenceOf(words, lang, code) === undefined)
      .map((lang) => `${path}:${line} ${code} has no words in ${lang}`),
  );
};
