// Tariffs are copied from a preset or a version before, edited as drafts and published once; from then on they stay as they are.
import type { Knex } from 'knex';
import { Refusal } from '#kit';
import type { ParamsOf } from '#platform/actions';
import type { Ctx } from '#platform/context';
import { plugins } from '#platform/plugins';
import { recordTariff } from './audit-tariff.ts';
import { changedPaths } from './changed-paths.ts';
import { presetOf } from './price-case.ts';
import { publishTariff } from './publish-tariff.ts';
import { refuseUnfit } from './refuse-unfit.ts';
import type { TariffRow } from './tariff.contract.ts';
import { getTariff, insertTariff, type NewTariff, updateDraft } from './tariff-repository.ts';
import { listVatRates } from './vat-rate-repository.ts';

export async function adoptPreset(
  ctx: Ctx,
  trx: Knex.Transaction,
  unitOfWork: string,
  params: ParamsOf<'billing.adoptPreset'>,
): Promise<TariffRow> {
  const { buildingId, validFrom, validTo, publish, unitClass } = params;
  if (publish && !ctx.meta.user!.permissions.includes('tariffs.write'))
    throw new Refusal('access.permission.missing', { permission: 'tariffs.write' }, 403);
  const source = await sourceOf(trx, params, ctx.meta.lang ?? 'vi');
  const draft = {
    ...source,
    buildingId,
    unitClass: unitClass ?? source.unitClass,
    validFrom: validFrom ?? source.validFrom,
    validTo: validTo === undefined ? source.validTo : validTo,
  };
  refuseEmptyRange(draft);
  const made = await insertTariff(trx, draft, ctx.meta.user!.id);
  const from = params.tariffId === undefined ? { preset: made.preset } : { tariff: params.tariffId };
  await recordTariff(ctx, unitOfWork, 'billing.tariff.drafted', made, from);
  return publish ? publishTariff(ctx, trx, unitOfWork, { tariffId: made.id }) : made;
}

async function sourceOf(
  trx: Knex.Transaction,
  { buildingId, service, preset, tariffId }: ParamsOf<'billing.adoptPreset'>,
  lang: 'vi' | 'en',
): Promise<NewTariff> {
  if (tariffId !== undefined) {
    const tariff = await getTariff(trx, tariffId);
    if (tariff.service !== service) throw new Refusal('billing.tariff.otherService', { id: tariffId, service });
    return tariff;
  }
  if (preset === undefined) throw new Refusal('tariff.source.missing', { service });
  const found = presetOf(plugins.get(service), preset);
  if (!found.enabled) throw new Refusal('billing.preset.notInForce', { preset, service });
  const { legalBasis, validFrom, validTo, unitClass, body } = found;
  return {
    ...{ buildingId, service, preset, legalBasis, validFrom, validTo, unitClass, body },
    name: found.name[lang],
    examples: [],
  };
}

export async function saveTariff(
  ctx: Ctx,
  trx: Knex.Transaction,
  unitOfWork: string,
  { tariffId, revision, ...change }: ParamsOf<'billing.saveTariff'>,
): Promise<TariffRow> {
  const tariff = await draftAt(trx, tariffId, revision);
  if (change.body) refuseUnfit(plugins.get(tariff.service), change.body, await listVatRates(trx), ctx.meta.lang ?? 'vi');
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  const next: TariffRow = { ...tariff, ...given };
  refuseEmptyRange(next);
  if (!(await updateDraft(trx, next, ctx.meta.user!.id))) throw await staleOf(trx, tariffId);
  const saved = await getTariff(trx, tariffId);
  await recordTariff(ctx, unitOfWork, 'billing.tariff.saved', saved, { changes: changedPaths(draftOf(tariff), draftOf(saved)) });
  return saved;
}

export async function discardTariff(
  ctx: Ctx,
  trx: Knex.Transaction,
  unitOfWork: string,
  { tariffId, revision }: ParamsOf<'billing.discardTariff'>,
): Promise<{ discarded: number }> {
  const tariff = await draftAt(trx, tariffId, revision);
  const approved = trx('laboratory_approval as a')
    .join('laboratory_report as r', 'r.id', 'a.report_id')
    .where('r.tariff_id', tariffId);
  if (await approved.first()) throw new Refusal('tariff.draft.approved', { name: tariff.name }, 409);
  const discarded = await trx('tariff').where({ id: tariffId, revision, status: 'draft' }).delete();
  if (discarded === 0) throw await staleOf(trx, tariffId);
  await recordTariff(ctx, unitOfWork, 'billing.tariff.discarded', tariff, { was: draftOf(tariff) });
  return { discarded };
}

/** The draft as the caller saw it; somebody else's change in between is told by name. */
async function draftAt(trx: Knex.Transaction, tariffId: number, revision: number): Promise<TariffRow> {
  const tariff = await getTariff(trx, tariffId);
  if (tariff.status !== 'draft') throw new Refusal('billing.tariff.published', { name: tariff.name }, 409);
  if (tariff.revision !== revision) throw stale(tariff);
  return tariff;
}
const staleOf = async (trx: Knex.Transaction, tariffId: number): Promise<Refusal> => stale(await getTariff(trx, tariffId));
const stale = ({ name, changedBy, revision }: TariffRow): Refusal =>
  new Refusal('tariff.draft.stale', { name, by: changedBy ?? '', revision }, 409);

function refuseEmptyRange({ validFrom: from, validTo: to }: Pick<TariffRow, 'validFrom' | 'validTo'>): void {
  if (to !== null && to < from) throw new Refusal('billing.tariff.emptyRange', { from, to });
}

const draftOf = ({ name, legalBasis, validFrom, validTo, body, examples }: TariffRow): object => ({
  ...{ name, legalBasis, validFrom, validTo, body },
  examples: Object.fromEntries(examples.map((example) => [example.name, example])),
});
