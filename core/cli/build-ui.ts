// Builds the ui when ui/dist is missing or older than its sources.
import { spawn } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { childEnv } from '../platform/env.ts';
import { log } from '../platform/log.ts';
import { root } from '../platform/paths.ts';

const SOURCES = [
  'ui/src',
  'ui/public',
  'core/kit',
  'angular.json',
  'ui/tsconfig.json',
  'ui/tsconfig.app.json',
  'package-lock.json',
];

/** Resolves at once where nothing changed; rejects with the builder's words where it fails. */
export async function buildUi(): Promise<void> {
  const built = statSync(join(root, 'ui/dist/browser/index.html'), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (built > Math.max(...SOURCES.map((source) => newest(join(root, source))))) return;
  log('info', 'ui', built === 0 ? 'building the ui, about half a minute' : 'the ui changed: building it again');
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const child = spawn(process.execPath, [join(root, 'node_modules/@angular/cli/bin/ng.js'), 'build', 'ui'], {
    cwd: root,
    env: childEnv({ NG_CLI_ANALYTICS: 'false', CI: '1' }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text));
  child.once('error', reject);
  child.once('exit', (code) =>
    code === 0 ? resolve() : reject(new Error(`the ui could not be built (${code}):\n${output.slice(-4000)}`)),
  );
  return promise;
}

function newest(path: string): number {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return 0;
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}
