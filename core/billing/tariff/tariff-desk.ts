// Tariffs are copied from a preset, edited as drafts and published once; from then on they stay as they are.
import type { Knex } from 'knex';
import { type Example, type Plugin, preparePricer, Refusal, type VatRate } from '#kit';
import type { ParamsOf } from '#platform/actions';
import { plugins } from '#platform/plugins';
import type { TariffRow } from '../billing.contract.ts';
import { presetOf } from './price-case.ts';
import { getTariff, insertTariff, rangeOf, switchOn } from './tariff-repository.ts';
import { listVatRates } from './vat-rate-repository.ts';

export async function adoptPreset(
  trx: Knex.Transaction,
  {
    buildingId,
    service,
    preset,
    validFrom,
    validTo,
    publish,
    unitClass,
    lang,
  }: ParamsOf<'billing.adoptPreset'> & { lang: 'vi' | 'en' },
): Promise<TariffRow> {
  const found = presetOf(plugins.get(service), preset);
  if (!found.enabled) throw new Refusal('billing.preset.notInForce', { preset, service });
  const from = validFrom ?? found.validFrom;
  const to = validTo === undefined ? found.validTo : validTo;
  if (to !== null && to < from) throw new Refusal('billing.tariff.emptyRange', { from, to });
  const draft = await insertTariff(trx, {
    buildingId,
    service,
    unitClass: unitClass ?? found.unitClass,
    name: found.name[lang],
    legalBasis: found.legalBasis,
    preset,
    validFrom: from,
    validTo: to,
    body: found.body,
  });
  return publish ? publishTariff(trx, draft.id) : draft;
}

export async function saveTariff(
  trx: Knex.Transaction,
  { tariffId, name, legalBasis, validFrom, validTo, body }: ParamsOf<'billing.saveTariff'>,
): Promise<TariffRow> {
  const tariff = await getTariff(trx, tariffId);
  if (tariff.status !== 'draft') throw new Refusal('billing.tariff.published', { name: tariff.name }, 409);
  if (body) preparePricer(plugins.get(tariff.service), body, await listVatRates(trx)); // refuses a body that does not fit
  const from = validFrom ?? tariff.validFrom;
  const to = validTo === undefined ? tariff.validTo : validTo;
  if (to !== null && to < from) throw new Refusal('billing.tariff.emptyRange', { from, to });
  await trx('tariff')
    .where({ id: tariffId })
    .update({
      name: name ?? tariff.name,
      legal_basis: legalBasis ?? tariff.legalBasis,
      valid: rangeOf(from, to),
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
  return getTariff(trx, tariffId);
}

/** A body still equal to its preset must give the plugin's worked examples; an edited one must at least price them. */
export async function publishTariff(trx: Knex.Transaction, tariffId: number): Promise<TariffRow> {
  const tariff = await getTariff(trx, tariffId);
  if (tariff.status !== 'draft') throw new Refusal('billing.tariff.published', { name: tariff.name }, 409);
  await checkExamples(plugins.get(tariff.service), tariff, await listVatRates(trx));
  await switchOn(trx, tariff);
  return getTariff(trx, tariffId);
}

async function checkExamples(plugin: Plugin, tariff: TariffRow, vatRates: VatRate[]): Promise<void> {
  const pricer = preparePricer(plugin, tariff.body, vatRates);
  const examples = plugin.examples.filter(({ preset }) => preset !== undefined && preset === tariff.preset);
  const preset = plugin.tariffs.find(({ id }) => id === tariff.preset);
  const unchanged = preset !== undefined && sameJson(preset.body, tariff.body);
  const quotas = pricer.needsQuota ? await pricer.quotas(examples.map(({ facts }) => facts)) : [];
  examples.forEach((example, index) => {
    const decided = quotas[index];
    if (decided?.problem) throw new Refusal(decided.problem.code, decided.problem.params);
    const { total, vatTotal } = pricer.price(example.facts, { taxDate: example.taxDate, quota: decided?.quota ?? null });
    if (unchanged && (total !== example.expect.total || vatTotal !== example.expect.vat)) throw failed(example, total);
  });
}

const failed = ({ name, expect }: Example, total: number) =>
  new Refusal('billing.tariff.exampleFails', { example: name, expected: expect.total, found: total });

// jsonb gives keys back in its own order
function sameJson(a: unknown, b: unknown): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, each]) => each !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => [key, sorted(each)]),
  );
}
