// A draft is switched on: its examples hold, nobody else's days are taken, and a second person has approved what it would have done.
import type { Knex } from 'knex';
import { Refusal } from '#kit';
import type { ParamsOf } from '#platform/actions';
import type { Ctx } from '#platform/context';
import { plugins } from '#platform/plugins';
import { refuseUnapproved } from '../laboratory/refuse-unapproved.ts';
import { recordTariff } from './audit-tariff.ts';
import { checkExamples, refuseFailing } from './check-examples.ts';
import type { TariffRow } from './tariff.contract.ts';
import { getTariff, lockRivals, switchOn } from './tariff-repository.ts';
import { listVatRates } from './vat-rate-repository.ts';

export async function publishTariff(
  ctx: Ctx,
  trx: Knex.Transaction,
  unitOfWork: string,
  { tariffId, replace = false }: ParamsOf<'billing.publishTariff'>,
): Promise<TariffRow> {
  await trx('tariff').where({ id: tariffId }).forUpdate().select('id'); // the draft that is checked is the one that is switched on
  const tariff = await getTariff(trx, tariffId);
  if (tariff.status !== 'draft') throw new Refusal('billing.tariff.published', { name: tariff.name }, 409);
  refuseFailing(await checkExamples(plugins.get(tariff.service), tariff, await listVatRates(trx), ctx.meta.lang ?? 'vi'));
  const rivals = await lockRivals(trx, tariff);
  const later = rivals.find(({ validFrom }) => validFrom >= tariff.validFrom);
  if (later && !replace)
    throw new Refusal('tariff.range.taken', { name: later.name, from: later.validFrom, to: later.validTo }, 409);
  await refuseUnapproved(ctx, trx, tariff);
  await switchOn(trx, tariff).catch((error: { constraint?: string }) => {
    // somebody published for the same days between our look and our write
    if (error.constraint === 'tariff_one_at_a_time') throw new Refusal('tariff.range.race', { name: tariff.name }, 409);
    throw error;
  });
  const published = await getTariff(trx, tariffId);
  const ended = rivals.map(({ id, name }) => ({ id, name }));
  await recordTariff(ctx, unitOfWork, 'billing.tariff.published', published, { ended });
  return published;
}
