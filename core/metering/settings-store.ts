// What a building sets for its readings: limits of estimates, warnings, and its own anomaly rules.
import type { Knex } from 'knex';
import { ANOMALY_FACTS, type AnomalyRule, checkConditions, type Finding, type Plugin, Refusal } from '#kit';
import { rulesOf, thresholdsOf } from './anomaly-thresholds.ts';
import type { MeteringSettings, Thresholds } from './registry.contract.ts';

interface Stored {
  service: string;
  estimatesMax: number;
  warnDays: number;
  anomaly: AnomalyRule[] | null;
  revision: number;
}
const DEFAULTS = { estimatesMax: 3, warnDays: 60, anomaly: null, revision: 0 };

export async function storedSettings(trx: Knex.Transaction, buildingId: number): Promise<Map<string, Stored>> {
  const rows: Stored[] = await trx('metering_setting')
    .where({ building_id: buildingId })
    .select('service', 'anomaly', 'revision', { estimatesMax: 'estimates_max', warnDays: 'warn_days' });
  return new Map(rows.map((row) => [row.service, row]));
}

/** Of one service, whether it was ever set or not. */
export const settingsOf = (plugin: Plugin, stored: ReadonlyMap<string, Stored>): MeteringSettings => {
  const { anomaly, ...own } = stored.get(plugin.id) ?? DEFAULTS;
  const rules = anomaly ?? (plugin.kind === 'meter' ? plugin.anomaly : []);
  return { ...own, service: plugin.id, own: anomaly !== null, rules, thresholds: thresholdsOf(rules) };
};

export interface SettingsToSave {
  buildingId: number;
  service: string;
  revision: number;
  estimatesMax: number;
  warnDays: number;
  thresholds?: Thresholds | null | undefined;
  rules?: AnomalyRule[] | undefined;
}

/** Refuses rules nobody could run, with their findings, and a change of somebody else in between. */
export async function saveSettings(
  trx: Knex.Transaction,
  { buildingId, service, revision, estimatesMax, warnDays, thresholds, rules }: SettingsToSave,
): Promise<void> {
  const anomaly = rules ?? (thresholds ? rulesOf(thresholds) : null);
  const findings = (anomaly ?? []).flatMap(({ code, conditions }, row): Finding[] =>
    checkConditions(conditions, ANOMALY_FACTS).map((finding) => ({
      ...finding,
      params: { ...finding.params, rule: code },
      at: { row, field: 'rules' },
    })),
  );
  if (findings.length > 0) throw new Refusal('metering.settings.badRules', { problems: findings.length }, 422, findings);
  const row = { estimates_max: estimatesMax, warn_days: warnDays, anomaly: anomaly === null ? null : JSON.stringify(anomaly) };
  const saved =
    revision === 0
      ? await trx('metering_setting')
          .insert({ building_id: buildingId, service, ...row })
          .onConflict(['building_id', 'service'])
          .ignore()
          .returning('revision')
      : await trx('metering_setting')
          .where({ building_id: buildingId, service, revision })
          .update({ ...row, revision: revision + 1 })
          .returning('revision');
  if (saved.length !== 1) throw new Refusal('metering.settings.stale', { service }, 409);
}
