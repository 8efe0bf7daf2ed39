// The only clock. Calendar days are those of Vietnam, wherever the server stands.
import { AsyncLocalStorage } from 'node:async_hooks';

const retold = new AsyncLocalStorage<number>();
let frozenAt: number | null = null;
const day = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh', year: 'numeric', month: '2-digit', day: '2-digit' });
const time = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Ho_Chi_Minh', hour: '2-digit', minute: '2-digit' });

export function now(): Date {
  return new Date(retold.getStore() ?? frozenAt ?? Date.now());
}

/** Today in Vietnam, `YYYY-MM-DD`. */
export function today(): string {
  return dayOf(now());
}

/** The day an instant falls on in Vietnam. */
export function dayOf(instant: Date): string {
  return day.format(instant);
}

/** The time an instant falls on in Vietnam, `HH:MM`. */
export function clockTime(instant: Date): string {
  return time.format(instant);
}

/** The current month in Vietnam, `YYYY-MM`. */
export function thisPeriod(): string {
  return today().slice(0, 7);
}

/** Runs `fn` as if it were that instant (ISO 8601): for loading what happened earlier, under its own day. Everybody else's clock goes on. */
export function atInstant<T>(instant: string, fn: () => T): T {
  return retold.run(Date.parse(instant), fn);
}

/** Tests only: stops the clock at an instant (ISO 8601), or lets it run again. */
export function freezeClock(instant: string | null): void {
  frozenAt = instant === null ? null : Date.parse(instant);
}
