// The server of this run, handed from globalSetup to globalTeardown (same process).
import type { Server } from '../../core/platform/postgres/launcher.ts';

interface Running {
  server: Server | null;
  folder: string;
}
const holder = globalThis as { toanhaTestServer?: Running };
holder.toanhaTestServer ??= { server: null, folder: '' };
export const running: Running = holder.toanhaTestServer;
