// Prices one case without storing anything: the plugin's own service does it, with the calculation tree.
import type { Knex } from 'knex';
import { type Facts, type Plugin, Refusal, type TariffBody } from '#kit';
import { today } from '#platform/clock';
import type { Ctx } from '#platform/context';
import type { PriceResult } from '#platform/plugin-service';
import { plugins } from '#platform/plugins';
import type { PriceAnswer } from '../billing.contract.ts';
import { amountsByNature } from '../run/charge-detail.ts';
import { getTariff } from './tariff-repository.ts';
import { listVatRates } from './vat-rate-repository.ts';

export interface Case {
  service: string;
  tariff?: TariffBody | undefined;
  tariffId?: number | undefined;
  preset?: string | undefined;
  taxDate?: string | undefined;
  input: Facts;
}

export async function priceCase(ctx: Ctx, trx: Knex.Transaction, given: Case): Promise<PriceAnswer> {
  const plugin = plugins.get(given.service);
  const tariff = await bodyOf(trx, plugin, given);
  const unknown = Object.keys(given.input).filter((name) => !plugin.variables.some((variable) => variable.name === name));
  if (unknown.length > 0) {
    const known = plugin.variables.map(({ name }) => name).join(', ');
    throw new Refusal('billing.price.unknownInput', { names: unknown.join(', '), service: plugin.id, known });
  }
  const params = { tariff, vatRates: await listVatRates(trx), taxDate: given.taxDate ?? today(), facts: [given.input] };
  const [result] = await ctx.call<PriceResult[], typeof params>(`${plugin.id}.price`, params);
  if (!result) throw new Error(`${plugin.id}.price gave no answer`);
  if (!result.charge) {
    const { code, params: said, at } = result.problem;
    throw new Refusal(code, { ...said, service: plugin.id }, 422, at ? [result.problem] : []);
  }
  const { lines, vat, net, vatTotal, total, quota, tree } = result.charge;
  const byNature = amountsByNature({ lines, vat });
  return { lines, vat, net, vatTotal, total, ...(quota === undefined ? {} : { quota }), tree, byNature };
}

async function bodyOf(trx: Knex.Transaction, plugin: Plugin, { tariff, tariffId, preset }: Case): Promise<TariffBody> {
  if (tariff) return tariff;
  if (tariffId !== undefined) {
    const row = await getTariff(trx, tariffId);
    if (row.service !== plugin.id) throw new Refusal('billing.tariff.otherService', { id: tariffId, service: plugin.id });
    return row.body;
  }
  if (preset !== undefined) return presetOf(plugin, preset).body;
  throw new Refusal('billing.price.noTariff', { service: plugin.id });
}

export function presetOf(plugin: Plugin, id: string): Plugin['tariffs'][number] {
  const preset = plugin.tariffs.find((each) => each.id === id);
  if (!preset) throw new Refusal('billing.preset.unknown', { preset: id, service: plugin.id }, 404);
  return preset;
}
