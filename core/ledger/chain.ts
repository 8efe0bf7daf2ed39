// The hash chain of a company's journals: a link per batch, each over the link before it and everything the batch says.
import type { Knex } from 'knex';
import { firstDay, type PeriodText } from '#kit';

export interface Batch {
  companyId: number;
  buildingId: number;
  period: PeriodText;
  runId?: number;
  journalId?: number;
}

/** Appends the batch's link. The lock lives until commit, so links follow one another; call it last. */
export async function sealBatch(
  trx: Knex.Transaction,
  { companyId, buildingId, period, runId, journalId }: Batch,
): Promise<void> {
  await trx.raw(`select pg_advisory_xact_lock(hashtextextended('chain ' || ?::text, 7294))`, [companyId]);
  const batch = { companyId, buildingId, month: firstDay(period), runId: runId ?? null, journalId: journalId ?? null };
  await trx.raw(
    `insert into chain_link (company_id, seq, building_id, period, run_id, journal_id, journals, hash)
     select :companyId, coalesce(last.seq, 0) + 1, :buildingId, :month, :runId::bigint, :journalId::bigint,
       (select count(*) from journal j where j.period = :month and j.building_id = :buildingId
         and (j.run_id = :runId::bigint or j.id = :journalId::bigint)),
       sha256(coalesce(last.hash, ''::bytea) || journal_digest(:buildingId, :month, :runId::bigint, :journalId::bigint))
     from (select 1) one left join lateral
       (select seq, hash from chain_link where company_id = :companyId order by seq desc limit 1) last on true`,
    batch,
  );
}
