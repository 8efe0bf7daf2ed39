// The progress of a run as server-sent events: `progress` while it goes on, `done` with the run when it has ended.
import type { Ctx } from '#platform/context';
import { openEventStream } from '#platform/event-stream';
import { inScope } from '#platform/scope';
import { listen } from './progress.ts';
import { resetCrashedRuns } from './run-lock.ts';
import { getRun, type Run } from './run-repository.ts';

const LOOK_EVERY_MS = 1000; // a run may be at work in another process: then only the database knows

export async function streamRun(ctx: Ctx, runId: number) {
  const read = (): Promise<Run> =>
    inScope(ctx, async (trx) => {
      const run = await getRun(trx, runId);
      await resetCrashedRuns(trx, run.buildingId);
      return getRun(trx, runId);
    });
  const first = await read();
  const events = openEventStream(ctx);
  const finish = (run: Run): void => {
    stop();
    events.send('done', run);
    events.close();
  };
  const stopListening = listen(runId, (progress) => {
    if (progress) events.send('progress', progress);
    else void look();
  });
  const timer = setInterval(() => void look(), LOOK_EVERY_MS);
  const stop = (): void => {
    clearInterval(timer);
    stopListening();
  };
  let looking = false;
  async function look(): Promise<void> {
    if (looking) return;
    looking = true;
    try {
      const run = await read();
      if (!atWork(run)) finish(run);
    } catch {
      stop(); // the database is gone or the session's right ended: the browser connects again and is told why
      events.close();
    } finally {
      looking = false;
    }
  }
  events.onClose(stop);
  if (!atWork(first)) finish(first);
  else if (first.progress) events.send('progress', first.progress);
  return events.stream;
}

const atWork = ({ status }: Run): boolean => status === 'previewing' || status === 'posting';
