// What months that were put right have been charged so far: their charge, or the last correction of it.
import type { Knex } from 'knex';
import { firstDay } from '#kit';
import type { TariffRow } from '../billing.contract.ts';
import { tariffsOf } from '../tariff/tariff-repository.ts';
import type { ChargeDetail } from './charge-detail.ts';
import type { Consumption } from './read-month.ts';

/** The charge of an earlier month that a correction is of. */
export const CORRECTION = 'fix:';
export const correctionOf = (period: string): string => `${CORRECTION}${period}`;

export interface ChargedBefore {
  unitId: number;
  service: string;
  /** The month it was charged for. */
  period: string;
  customerId: number;
  customerCode: string;
  customer: string;
  /** Of the month's own charge; a correction charges with the same. */
  tariff: TariffRow;
  before: TariffRow | null;
  detail: ChargeDetail;
  /** The month whose bill holds the last correction; null where there was none. */
  correctedIn: string | null;
}
type MonthOf = Pick<Consumption, 'unitId' | 'service'> & { period: string };

const CHARGED = `
  with asked as (select * from unnest(:units::bigint[], :services::text[], :months::date[]) a(unit_id, service, month)),
  own as (
    select a.unit_id, a.service, a.month, c.tariff_id, c.detail, b.customer_id
    from asked a join charge c on c.building_id = :buildingId and c.unit_id = a.unit_id and c.service = a.service and c.period = a.month
      and c.subject = '' and c.revision = 0
    join bill b on b.id = c.bill_id and b.period = c.period)
  select own.unit_id as "unitId", own.service, to_char(own.month, 'YYYY-MM') as period, own.tariff_id as "tariffId",
    own.customer_id as "customerId", customer.code as "customerCode", customer.name as customer, coalesce(later.detail, own.detail) as detail,
    to_char(later.period, 'YYYY-MM') as "correctedIn"
  from own join customer on customer.id = own.customer_id
  left join lateral (
    select c.detail, c.period from charge c where c.building_id = :buildingId and c.unit_id = own.unit_id and c.service = own.service
      and c.subject = '${CORRECTION}' || to_char(own.month, 'YYYY-MM') and c.period > own.month
    order by c.period desc, c.revision desc limit 1) later on true`;

export async function chargedBefore(
  trx: Knex.Transaction,
  buildingId: number,
  months: readonly MonthOf[],
): Promise<ChargedBefore[]> {
  if (months.length === 0) return [];
  const { rows } = await trx.raw(CHARGED, {
    buildingId,
    units: `{${months.map(({ unitId }) => unitId).join(',')}}`,
    services: months.map(({ service }) => service),
    months: `{${months.map(({ period }) => firstDay(period)).join(',')}}`,
  });
  const charged = rows as (Omit<ChargedBefore, 'tariff' | 'before'> & { tariffId: number })[];
  const ids = charged.flatMap(({ tariffId, detail }) => (detail.split ? [tariffId, detail.split.tariffId] : [tariffId]));
  const tariffs = await tariffsOf(trx, [...new Set(ids)]);
  return charged.map(({ tariffId, ...row }) => ({
    ...row,
    tariff: tariffs.get(tariffId)!,
    before: row.detail.split ? tariffs.get(row.detail.split.tariffId)! : null,
  }));
}
