// The floor: COPY of the rows a run has written, taken out beforehand, into the same tables with the same keys and checks.

import { PassThrough, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Knex } from 'knex';
import type { ClientBase } from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import type { SessionUser } from '../core/platform/context.ts';
import { asPoster, withScope } from '../core/platform/scope.ts';
import { cpuBetween, cpuTimes } from './cpu.ts';

const TABLES = ['bill', 'charge', 'journal', 'posting'] as const;
/** The month the floor is measured in: one nothing else uses, so that keys do not meet. */
const FLOOR = '2026-05-01';

export interface Floor {
  ms: number;
  /** CPU of this process and of the server's sessions meanwhile. */
  cpu: string;
  bills: number;
  postings: number;
}

export async function copyFloor(admin: Knex, user: SessionUser, buildingId: number, period: string): Promise<Floor> {
  const scope = { userId: user.id, companyId: user.companyId, buildingIds: user.buildingIds };
  await withScope(scope, (trx) => trx.raw('select ensure_period(?)', [FLOOR]));
  await admin('period').insert({ building_id: buildingId, period: FLOOR });
  const [run] = await admin('run')
    .insert({ building_id: buildingId, period: FLOOR, seq: 1, status: 'discarded', created_by: user.id })
    .returning('id');
  const rows = new Map<string, Buffer[]>();
  for (const table of TABLES) rows.set(table, await takeOut(admin, table, buildingId, period, run.id));
  await admin.raw('checkpoint');
  const before = await cpuTimes(admin);
  const started = performance.now();
  const counts = new Map<string, number>();
  await withScope(scope, async (trx) => {
    await trx.raw('select lock_period(?)', [FLOOR]);
    await asPoster(trx, async () => {
      const client = (await trx.client.acquireConnection()) as ClientBase;
      for (const table of TABLES) {
        const stream = client.query(copyFrom(`copy ${table}_202605 from stdin`));
        await pipeline(Readable.from(rows.get(table)!), stream);
        counts.set(table, stream.rowCount);
      }
    });
  });
  const ms = performance.now() - started;
  const cpu = cpuBetween(before, await cpuTimes(admin));
  return { ms, cpu, bills: counts.get('bill')!, postings: counts.get('posting')! };
}

// text of COPY, with the floor's month and run instead of the posted ones
async function takeOut(admin: Knex, table: string, buildingId: number, period: string, runId: number): Promise<Buffer[]> {
  const { rows } = await admin.raw(
    `select string_agg(case when name = 'period' then quote_literal(?) || '::date' when name = 'run_id' then ?::text else quote_ident(name) end,
       ', ' order by n) as columns
     from (select attname as name, attnum as n from pg_attribute where attrelid = ?::regclass and attnum > 0 and not attisdropped) a`,
    [FLOOR, String(runId), table],
  );
  const client = (await admin.client.acquireConnection()) as ClientBase;
  try {
    const stream = client.query(
      copyTo(
        `copy (select ${rows[0].columns} from ${table} where building_id = ${buildingId} and period = '${period}-01') to stdout`,
      ),
    );
    const chunks: Buffer[] = [];
    await pipeline(stream, new PassThrough(), async (source) => {
      for await (const chunk of source) chunks.push(chunk as Buffer);
    });
    return chunks;
  } finally {
    await admin.client.releaseConnection(client);
  }
}
