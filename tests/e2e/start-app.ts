// The real application on a free port: its own database in a temporary folder, the sample building, one known password.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setEnv } from '../../core/platform/env.ts';
import { root } from '../../core/platform/paths.ts';

export const password = 'Kiem-thu-2026';
export interface RunningApp {
  address: string;
  stop(): Promise<void>;
}

export async function startApp(): Promise<RunningApp> {
  const port = await freePort();
  const data = mkdtempSync(join(tmpdir(), 'toanha-e2e-'));
  setEnv('TOANHA_DATA', data);
  setEnv('TOANHA_SAMPLE', '1');
  setEnv('TOANHA_ADMIN_PASSWORD', password);
  setEnv('PORT', String(port));
  setEnv('HOST', '127.0.0.1');
  const child = spawn(process.execPath, ['core/cli/main.ts', 'start'], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => said.push(text.toString()));
  const stop = async (): Promise<void> => {
    if (child.exitCode === null) await new Promise((done) => child.once('exit', done).kill('SIGTERM'));
    rmSync(data, { recursive: true, force: true });
  };
  try {
    await ready(child, said);
  } catch (error) {
    await stop();
    throw error;
  }
  return { address: `http://127.0.0.1:${port}`, stop };
}

// It prints its address once the sample is loaded and the screens are built.
async function ready(child: ChildProcess, said: string[]): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    if (said.join('').includes('Tòa Nhà: http')) return;
    if (child.exitCode !== null) break;
    await new Promise((done) => setTimeout(done, 500));
  }
  throw new Error(`the application did not start:\n${said.join('').slice(-3000)}`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
  const { port } = server.address() as { port: number };
  await new Promise((done) => server.close(done));
  return port;
}
