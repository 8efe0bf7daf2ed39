import { expect, test } from '@jest/globals';
import { unstorableText } from './unstorable-text.ts';

test.each([
  ['a NUL, by its path', { changes: [{ note: 'fine' }, { note: 'a\0b' }] }, 'changes.1.note'],
  ['half a surrogate pair', { name: 'x\ud800' }, 'name'],
  ['a key with a NUL, by what holds it', { input: { 'a\0': 1 } }, 'input'],
  ['nothing in plain text, emoji and Vietnamese', { name: 'Nguyễn 🏠', n: 1, no: null, list: [true] }, null],
])('finds %s', (_name, params, path) => {
  expect(unstorableText(params)).toBe(path);
});

test('does not fall over a body nested 100,000 deep', () => {
  expect(unstorableText({ deep: JSON.parse('['.repeat(100_000) + ']'.repeat(100_000)) })).toBeNull();
});
