// A server of ours that died (killed, out of memory) is started again; the pool finds it at the same port.
import { setTimeout as sleep } from 'node:timers/promises';
import { log } from '../log.ts';

export interface Kept {
  /** Ends the watch; waits for a start under way. */
  end(): Promise<void>;
}
const LOOK_EVERY_MS = 500;
const PATIENCE_MS = 30_000;

/** Looks at `isUp` twice a second and calls `start` when it is not; after a failed start it waits longer each time, 30 s at most. */
export function keepRunning(isUp: () => boolean, start: () => Promise<void>): Kept {
  let ended = false;
  let starting: Promise<void> | null = null;
  const timer = setInterval(() => {
    if (!isUp()) starting ??= again().finally(() => (starting = null));
  }, LOOK_EVERY_MS).unref();

  async function again(): Promise<void> {
    log('error', 'postgres', 'the server died: starting it again');
    for (let wait = LOOK_EVERY_MS; !ended; wait = Math.min(2 * wait, PATIENCE_MS)) {
      try {
        await start();
        return log('warn', 'postgres', 'the server is up again');
      } catch (error) {
        // processes of the dead one may still hold its memory, or the disk be full: only time or a person can mend it
        log('error', 'postgres', 'the server does not start', { error: (error as Error).message, again: `${wait} ms` });
        await sleep(wait, undefined, { ref: false });
      }
    }
  }
  return {
    end: async () => {
      ended = true;
      clearInterval(timer);
      await starting;
    },
  };
}
