// Structured logs: one JSON object a line (readable text on a terminal), also for moleculer through `MoleculerLog`.
import { Loggers } from 'moleculer';
import { now } from './clock.ts';
import { readEnv } from './env.ts';

export type Level = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace';
const ORDER: Level[] = ['fatal', 'error', 'warn', 'info', 'debug', 'trace'];
type Fields = Record<string, unknown>;

/** Writes one line to stderr if the level is wanted; errors among the fields keep message and stack. */
export function log(level: Level, module: string, message: string, fields: Fields = {}): void {
  if (ORDER.indexOf(level) > ORDER.indexOf(readEnv().LOG_LEVEL)) return;
  const time = now().toISOString();
  if (process.stderr.isTTY) {
    const extra = Object.keys(fields).length > 0 ? ` ${JSON.stringify(fields, readable)}` : '';
    process.stderr.write(`${time.slice(11, 19)} ${level.padEnd(5)} ${module}: ${message}${extra}\n`);
  } else {
    process.stderr.write(`${JSON.stringify({ time, level, module, message, ...fields }, readable)}\n`);
  }
}

function readable(_key: string, value: unknown): unknown {
  if (value instanceof Error) return { ...value, name: value.name, message: value.message, stack: value.stack };
  return typeof value === 'bigint' ? String(value) : value;
}

/** Moleculer's own lines in the same form. */
export class MoleculerLog extends Loggers.Base<{ level?: Level }> {
  override getLogHandler(bindings: { mod: string }) {
    const module = bindings.mod || 'broker';
    const wanted = ORDER.indexOf(this.opts.level ?? 'info');
    return (level: Level, args: unknown[]) => {
      if (ORDER.indexOf(level) > wanted) return;
      const errors = args.filter((each) => each instanceof Error);
      const words = args
        .filter((each) => !(each instanceof Error))
        .map((each) => (typeof each === 'string' ? each : JSON.stringify(each, readable)));
      log(level, module, words.join(' ') || (errors[0]?.message ?? ''), errors.length > 0 ? { error: errors[0] } : {});
    };
  }
}
