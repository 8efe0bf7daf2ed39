// Jest globalTeardown of the database tests.
import { rmSync } from 'node:fs';
import { running } from './server.ts';

export default async function stopServer(): Promise<void> {
  await running.server?.stop();
  if (running.folder) rmSync(running.folder, { recursive: true, force: true });
}
