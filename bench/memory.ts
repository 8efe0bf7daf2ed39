// Resident memory of this process: its highest since start, and its highest while something is watched.
import { memoryUsage, resourceUsage } from 'node:process';

/** Highest since the process started. */
export const peakMegabytes = (): number => resourceUsage().maxRSS / 1024;

export function watchMemory(everyMs = 20): { peak: number; stop(): void } {
  const watched = { peak: memoryUsage.rss() / 1048576, stop: () => clearInterval(timer) };
  const timer = setInterval(() => {
    watched.peak = Math.max(watched.peak, memoryUsage.rss() / 1048576);
  }, everyMs);
  return watched;
}
