// A building's rules for one service's cards; what it has not said is the plugin's or ours.
import type { Knex } from 'knex';
import type { CardPlugin } from '#kit';
import type { CardSetting } from './card-money.contract.ts';

const COLUMNS = {
  charges: 'charges',
  firstMonth: 'first_month',
  lastMonth: 'last_month',
  oneOff: 'one_off',
  lateRenewal: 'late_renewal',
} as const;

export const settingDefaults = (plugin: CardPlugin): CardSetting => ({
  charges: plugin.charges ?? 'month',
  firstMonth: 'full',
  lastMonth: 'full',
  oneOff: 'atOnce',
  lateRenewal: 'today',
});

export async function settingOf(trx: Knex.Transaction, buildingId: number, plugin: CardPlugin): Promise<CardSetting> {
  const found = await trx('card_setting').where({ building_id: buildingId, service: plugin.id }).first(COLUMNS);
  return found ?? settingDefaults(plugin);
}

/** Of every service that has said something, by service. */
export async function settingsOf(trx: Knex.Transaction, buildingId: number): Promise<Map<string, CardSetting>> {
  const rows = await trx('card_setting').where({ building_id: buildingId }).select('service', COLUMNS);
  return new Map(rows.map(({ service, ...setting }) => [service, setting]));
}

export async function saveSetting(
  trx: Knex.Transaction,
  buildingId: number,
  service: string,
  setting: CardSetting,
): Promise<void> {
  const row = Object.fromEntries(Object.entries(COLUMNS).map(([name, column]) => [column, setting[name as keyof CardSetting]]));
  await trx('card_setting')
    .insert({ building_id: buildingId, service, ...row })
    .onConflict(['building_id', 'service'])
    .merge();
}
