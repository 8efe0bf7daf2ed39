// The words in braces a plan's texts may use, and how they are filled in.

export const WORDS = ['customer', 'unit', 'building', 'company', 'total', 'oldest', 'late', 'previous', 'deadline'] as const;
export type PlanWord = (typeof WORDS)[number];

const BRACES = /\{\s*([^{}]*?)\s*\}/g;

/** Words in braces nobody can fill in. */
export const unknownWords = (text: string): string[] =>
  [...text.matchAll(BRACES)].map(([, word]) => word!).filter((word) => !(WORDS as readonly string[]).includes(word));

export const fillWords = (text: string, values: Readonly<Record<PlanWord, string>>): string =>
  text.replace(BRACES, (whole, word: string) => values[word as PlanWord] ?? whole);
