// How far the runs of this process are; told to whoever listens.
import { EventEmitter } from 'node:events';
import type { RunProgress } from '../billing.contract.ts';

const current = new Map<number, RunProgress>();
const listeners = new EventEmitter();
listeners.setMaxListeners(0); // one per open screen

export const progressOf = (runId: number): RunProgress | null => current.get(runId) ?? null;

export function report(runId: number, progress: RunProgress): void {
  current.set(runId, progress);
  listeners.emit(String(runId), progress);
}

/** The run has ended, well or not. */
export function reportEnd(runId: number): void {
  current.delete(runId);
  listeners.emit(String(runId), null);
}

/** Calls `listener` with each step and with null at the end; answers how to stop listening. */
export function listen(runId: number, listener: (progress: RunProgress | null) => void): () => void {
  listeners.on(String(runId), listener);
  return () => void listeners.off(String(runId), listener);
}
