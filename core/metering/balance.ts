// Master less sub-meters of each group in a month, and each unit's part where the building passes the loss on.
import type { Knex } from 'knex';
import { add, type DecimalText, decimalOf, type Finding, textOf } from '#kit';
import type { Dial } from './dial.ts';
import { loadDials } from './dial-repository.ts';
import { type Group, listGroups } from './group-repository.ts';
import type { Balance, LossOfUnit } from './loss.contract.ts';
import type { ConsumptionRow } from './metering.contract.ts';
import { lossPercent, shareLoss } from './share-loss.ts';
import { masterConsumptions, unitConsumptions } from './unit-consumption.ts';

interface Asked {
  buildingId: number;
  period: string;
  service?: string | undefined;
}
interface Weighed extends Omit<Balance, 'units'> {
  group: Group;
  units: { row: ConsumptionRow; shares: Record<string, DecimalText> | null }[];
}

export async function listLossShares(trx: Knex.Transaction, asked: Asked): Promise<LossOfUnit[]> {
  const groups = (await listGroups(trx, asked)).filter(({ policy, unitIds }) => policy !== 'absorb' && unitIds.length > 0);
  return (await weigh(trx, asked, groups)).flatMap(({ group, units, ...balance }) =>
    units.map(({ row, shares }): LossOfUnit => {
      const { unitId, service } = row;
      const { code, policy, master, subs, loss, findings } = balance;
      if (findings.length > 0) return { unitId, service, share: null, problem: findings[0]! };
      if (policy === 'absorb' || shares === null) return { unitId, service, share: null, problem: null };
      return {
        unitId,
        service,
        share: { group: code, policy, master: master!, subs: subs!, loss: loss!, shares },
        problem: null,
      };
    }),
  );
}

export async function listBalances(trx: Knex.Transaction, asked: Asked, codes: ReadonlyMap<number, string>): Promise<Balance[]> {
  const groups = await listGroups(trx, asked);
  return (await weigh(trx, asked, groups)).map(({ group: _, units, ...balance }) => ({
    ...balance,
    units: units.map(({ row, shares }) => ({
      unitId: row.unitId,
      unit: codes.get(row.unitId) ?? '',
      consumption: row.state === 'ready' ? total(Object.values(row.registers)) : null,
      share: shares === null ? null : total(Object.values(shares)),
    })),
  }));
}

async function weigh(trx: Knex.Transaction, { buildingId, period }: Asked, groups: readonly Group[]): Promise<Weighed[]> {
  if (groups.length === 0) return [];
  const units = [...new Set(groups.flatMap(({ unitIds }) => unitIds))];
  const ids = groups.flatMap(({ masterIds }) => masterIds);
  const subDials = await loadDials(trx, { buildingId, period, units });
  const masterDials = ids.length === 0 ? [] : await loadDials(trx, { buildingId, period, ids });
  const used = Map.groupBy(unitConsumptions(subDials, period), ({ service, unitId }) => `${service} ${unitId}`);
  const masters = Map.groupBy(masterDials, ({ groupId }) => groupId);
  return groups.map((group) => {
    const rows = group.unitIds.flatMap((unitId) => used.get(`${group.service} ${unitId}`) ?? []);
    return weighGroup(group, masters.get(group.id) ?? [], rows, period);
  });
}

function weighGroup(group: Group, dials: readonly Dial[], rows: readonly ConsumptionRow[], period: string): Weighed {
  const masters = masterConsumptions(dials);
  const missing =
    rows.filter(({ state }) => state === 'missing').length + masters.filter(({ state }) => state === 'missing').length;
  const held = rows.filter(({ state }) => state === 'held').length + masters.filter(({ state }) => state === 'held').length;
  const { id: groupId, code, name, service, policy } = group;
  const told = {
    ...{ group, groupId, code, name, service, policy, missing, held },
    masters: masters.map(({ serial, consumption }) => ({ serial, consumption })),
  };
  const unknown = { master: null, subs: null, loss: null, percent: null, units: rows.map((row) => ({ row, shares: null })) };
  const problem = (reason: string, params: Finding['params'] = {}): Finding => ({
    code: `metering.loss.${reason}`,
    params: { group: name, service, period, ...params },
  });
  if (masters.length === 0) return { ...told, ...unknown, findings: [problem('noMaster')] };
  if (missing + held > 0) return { ...told, ...unknown, findings: [problem('incomplete', { missing, held })] };
  const master = total(masters.map(({ consumption }) => consumption!));
  // what an absorbed loss would be by use, for the report's figures alone
  const shared = shareLoss(policy === 'absorb' ? 'proportional' : policy, master, rows);
  const subs = total(rows.flatMap(({ registers }) => Object.values(registers)));
  const sums = { master, subs, loss: shared.loss, percent: lossPercent(shared.loss, master) };
  if (policy === 'absorb') return { ...told, ...sums, units: unknown.units, findings: [] };
  if ('problem' in shared)
    return { ...told, ...sums, units: unknown.units, findings: [problem(shared.problem, { loss: shared.loss })] };
  return { ...told, ...sums, units: rows.map((row) => ({ row, shares: shared.shares.get(row.unitId) ?? null })), findings: [] };
}

const total = (texts: readonly DecimalText[]): DecimalText =>
  textOf(texts.reduce((sum, text) => add(sum, decimalOf(text)), decimalOf(0)));
