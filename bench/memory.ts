// The highest resident memory of this process while something is watched.
import { memoryUsage } from 'node:process';

export function watchMemory(everyMs = 20): { peak: number; stop(): void } {
  const watched = { peak: memoryUsage.rss() / 1048576, stop: () => clearInterval(timer) };
  const timer = setInterval(() => {
    watched.peak = Math.max(watched.peak, memoryUsage.rss() / 1048576);
  }, everyMs);
  return watched;
}
