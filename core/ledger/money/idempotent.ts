// A command that moves money runs once per key: the key's row is taken first, so a second caller waits and reads the first result.
import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { Refusal } from '#kit';
import type { Ctx } from '#platform/context';
import { inScope } from '#platform/scope';

/** Runs `fn` in the caller's scope under `meta.idempotencyKey`; the same key and input answers the stored result. */
export function idempotent<T extends object>(ctx: Ctx, action: string, fn: (trx: Knex.Transaction) => Promise<T>): Promise<T> {
  const key = ctx.meta.idempotencyKey?.trim();
  if (!key) throw new Refusal('ledger.key.missing', {}, 400);
  const inputHash = createHash('sha256')
    .update(`${action} ${canonical(ctx.params)}`)
    .digest('hex');
  const companyId = ctx.meta.user!.companyId;
  return inScope(ctx, async (trx) => {
    const row = { company_id: companyId, key, action, input_hash: inputHash };
    const mine = await trx('idempotency').insert(row).onConflict(['company_id', 'key']).ignore().returning('key');
    if (mine.length === 0) {
      const first = await trx('idempotency').where({ company_id: companyId, key }).first('input_hash', 'result');
      if (first.input_hash !== inputHash) throw new Refusal('ledger.key.reused', { key }, 409);
      return first.result as T;
    }
    const result = await fn(trx);
    await trx('idempotency')
      .where({ company_id: companyId, key })
      .update({ result: JSON.stringify(result) });
    return result;
  });
}

/** JSON with sorted keys: the order in which a caller writes his fields changes nothing. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner) =>
    inner && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
