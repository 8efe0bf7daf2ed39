// Where things lie on disk.
import { join, resolve } from 'node:path';
import { readEnv } from './env.ts';

/** The checkout's root. */
export const root = resolve(import.meta.dirname, '../..');

/** Folder of everything that is not source: database, passwords, server log. */
export function dataFolder(): string {
  return readEnv().TOANHA_DATA ?? join(root, '.data');
}
