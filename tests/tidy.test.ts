// The house rules on the project itself. Each is a file in tests/tidy/; docs/concepts/architecture.md says why.
import { resolve } from 'node:path';
import { expect, test } from '@jest/globals';
import { arrows } from './tidy/arrows.ts';
import { bannedCalls } from './tidy/banned-calls.ts';
import { dependencies } from './tidy/dependencies.ts';
import { errorCodes } from './tidy/error-codes.ts';
import { staleErrorReference } from './tidy/error-reference.ts';
import { fileSizes, looseRatchet, sizeReport } from './tidy/file-sizes.ts';
import { links } from './tidy/links.ts';
import { localeParity } from './tidy/locale-parity.ts';
import { names } from './tidy/names.ts';
import { orphans } from './tidy/orphans.ts';
import { pluginNames } from './tidy/plugin-names.ts';
import { readProject } from './tidy/project.ts';
import { purposes } from './tidy/purposes.ts';
import { templates } from './tidy/templates.ts';
import { unusedWords } from './tidy/unused-words.ts';

const project = readProject(resolve(import.meta.dirname, '..'));

test.each([
  ['imports point one way', arrows],
  ['files stay small', fileSizes],
  ['the ratchet of long files holds no short one', looseRatchet],
  ['names say what a thing is', names],
  ['nothing calls what is banned', bannedCalls],
  ['templates hold nothing a browser draws its own way', templates],
  ['core and ui name no plugin', pluginNames],
  ['both languages say the same', localeParity],
  ['every error code has its words', errorCodes],
  ['every word is said somewhere', unusedWords],
  ['every file is imported', orphans],
  ['every relative link leads somewhere', links],
  ['every folder says what lives there', purposes],
  ['every package is used', dependencies],
  ['the reference of error codes is fresh', staleErrorReference],
])('%s', (_, rule) => {
  expect(rule(project)).toEqual([]);
});

test('the median source file has at most 100 lines, nine in ten at most 220', () => {
  const { files, median, ninetieth } = sizeReport(project);
  process.stdout.write(`${files} source files: median ${median} lines, 90th percentile ${ninetieth}\n`);
  expect(files).toBeGreaterThan(0);
  expect(median).toBeLessThanOrEqual(100);
  expect(ninetieth).toBeLessThanOrEqual(220);
});
