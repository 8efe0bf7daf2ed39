// Charges as they were stored, with the tariffs they were priced with.
import type { Knex } from 'knex';
import { firstDay } from '#kit';
import type { ChargeView, TariffRow } from '../billing.contract.ts';
import { type ChargeDetail, linesOf, plainDecimal } from '../run/charge-detail.ts';
import { tariffsOf } from '../tariff/tariff-repository.ts';

export interface StoredCharge {
  billId: number;
  unitId: number;
  service: string;
  revision: number;
  pluginVersion: string;
  measure: string;
  quantity: string | null;
  net: number;
  vat: number;
  total: number;
  detail: ChargeDetail;
  tariff: TariffRow;
  before: TariffRow | null;
}

/** All charges of a building's month, or of some of its bills. */
export async function storedCharges(
  trx: Knex.Transaction,
  { buildingId, period, billIds }: { buildingId: number; period: string; billIds?: readonly number[] },
): Promise<StoredCharge[]> {
  const query = trx('charge')
    .where({ building_id: buildingId, period: firstDay(period) })
    .orderBy(['bill_id', 'service', 'subject', 'revision'])
    .select('service', 'revision', 'measure', 'quantity', 'net', 'vat', 'total', 'detail')
    .select({ billId: 'bill_id', unitId: 'unit_id', tariffId: 'tariff_id', pluginVersion: 'plugin_version' });
  if (billIds) {
    const units = trx('bill')
      .whereIn('id', [...billIds])
      .where({ period: firstDay(period) })
      .select('unit_id');
    query.whereIn('bill_id', [...billIds]).whereRaw('unit_id = any (array(?))', [units]); // the key begins with the unit
  }
  const rows: (Omit<StoredCharge, 'tariff' | 'before'> & { tariffId: number })[] = await query;
  const ids = new Set(rows.flatMap(({ tariffId, detail }) => (detail.split ? [tariffId, detail.split.tariffId] : [tariffId])));
  const tariffs = await tariffsOf(trx, [...ids]);
  return rows.map(({ tariffId, ...row }) => ({
    ...row,
    quantity: plainDecimal(row.quantity),
    tariff: tariffs.get(tariffId)!,
    before: row.detail.split ? tariffs.get(row.detail.split.tariffId)! : null,
  }));
}

export function chargeView({ detail, tariff, before, ...charge }: StoredCharge): ChargeView {
  return {
    service: charge.service,
    measure: charge.measure,
    quantity: charge.quantity,
    net: charge.net,
    vat: charge.vat,
    total: charge.total,
    tariffId: tariff.id,
    tariff: tariff.name,
    legalBasis: tariff.legalBasis,
    from: detail.from,
    to: detail.to,
    quota: detail.quota ?? null,
    facts: detail.facts,
    readings: detail.readings,
    card: detail.card ?? null,
    correction: correctionView(detail),
    loss: detail.loss ?? null,
    lines: linesOf(detail, tariff.body, before?.body ?? null),
    vatGroups: detail.vat,
  };
}

function correctionView({ correction }: ChargeDetail): ChargeView['correction'] {
  if (!correction) return null;
  const { period, was, now, changes } = correction;
  return { period, was: was.quantity, now: now.quantity, changes };
}
