// COPY of rows into a table on a knex transaction: text format, 64 KiB batches, back-pressure.
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import type { Knex } from 'knex';
import type { ClientBase } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

export type CopyValue = string | number | bigint | boolean | null | undefined | object;
export type CopyRow = readonly CopyValue[];
const BATCH_BYTES = 64 * 1024;

/**
 * Copies rows (values in the order of `columns`; objects become json) and answers their number. A row may also be the line that
 * `encodeRow` would make, by callers that join what many rows share only once. `table` may be `schema.name`.
 */
export async function copyRows(
  trx: Knex.Transaction,
  table: string,
  columns: readonly string[],
  rows: Iterable<CopyRow | string> | AsyncIterable<CopyRow | string>,
): Promise<number> {
  const writer = await openCopy(trx, table, columns);
  try {
    if (Symbol.iterator in rows) {
      for (const row of rows) {
        const full = writer.write(row); // awaiting each row would cost as much as encoding it
        if (full) await full;
      }
    } else for await (const row of rows) await writer.write(row);
  } catch (error) {
    await writer.abort(error as Error); // else the connection would wait for more rows for ever
    throw error;
  }
  return writer.end();
}

export interface CopyWriter {
  /** Resolves at once unless the socket is full. */
  write(row: CopyRow | string): Promise<void> | void;
  /** Answers the number of rows once the database has them all. */
  end(): Promise<number>;
  /** Ends the COPY as failed; the transaction can only be rolled back then. */
  abort(reason: Error): Promise<void>;
}

/** An open COPY for producers that push; end with `end` or `abort`. The transaction takes no other statement until then. */
export async function openCopy(trx: Knex.Transaction, table: string, columns: readonly string[]): Promise<CopyWriter> {
  const client = (await trx.client.acquireConnection()) as ClientBase;
  const names = columns.map(quoted).join(', ');
  const stream = client.query(copyFrom(`copy ${table.split('.').map(quoted).join('.')} (${names}) from stdin`));
  const done = finished(stream);
  let failed = false;
  done.catch(() => (failed = true)); // thrown again by whoever writes or ends
  let batch = '';
  let count = 0;
  const flush = async (): Promise<void> => {
    if (failed) await done;
    const chunk = batch;
    batch = '';
    if (!stream.write(chunk)) await Promise.race([once(stream, 'drain'), done]);
  };
  return {
    write(row) {
      count++;
      batch += typeof row === 'string' ? row : encodeRow(row);
      if (batch.length >= BATCH_BYTES) return flush();
    },
    async end() {
      if (!failed) stream.end(batch);
      await done;
      return count;
    },
    async abort(reason) {
      if (!failed) stream.destroy(reason);
      await done.catch(() => {}); // the reason itself, told by the caller
    },
  };
}

/** One line of COPY's text format. */
export function encodeRow(row: CopyRow): string {
  let line = '';
  for (let i = 0; i < row.length; i++) line += (i === 0 ? '' : '\t') + encodeValue(row[i]);
  return `${line}\n`;
}

const SPECIAL = /[\\\t\n\r]/;
const ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

function encodeValue(value: CopyValue): string {
  if (value === null || value === undefined) return '\\N';
  if (typeof value === 'number' && Number.isSafeInteger(value)) return `${value}`; // most of what is copied
  if (typeof value === 'number' && !Number.isFinite(value)) throw new RangeError(`${value} is no number for the database`);
  if (typeof value === 'boolean') return value ? 't' : 'f';
  return copyText(typeof value === 'object' ? JSON.stringify(value) : String(value));
}

/** A text as COPY wants it. */
export function copyText(text: string): string {
  return SPECIAL.test(text) ? text.replace(/[\\\t\n\r]/g, (character) => ESCAPES[character]!) : text;
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
