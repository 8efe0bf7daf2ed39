// Charges of the last posted months that a tariff of this class would have priced, with the inputs they keep.
import type { Knex } from 'knex';
import type { Facts } from '#kit';
import type { ChargeDetail } from '../run/charge-detail.ts';
import type { TariffRow } from '../tariff/tariff.contract.ts';

export interface PostedCharge {
  period: string;
  unitId: number;
  /** Which of the unit's charges of the service it is, and how it is called: a card by its number. */
  subject: string;
  caption: string | null;
  billId: number;
  quantity: string | null;
  posted: number;
  facts: Facts;
  /** Of a payer who shared the period with another. */
  stay: ChargeDetail['stay'] | null;
  taxDate: string;
}
type Priced = Pick<TariffRow, 'buildingId' | 'service' | 'unitClass'>;

// A class's own tariff prices its units; the one for any class prices those no other was made for. What puts an earlier month right is
// a difference, not a price.
const CHARGES = `
  from charge c join unit u on u.id = c.unit_id join tariff t on t.id = c.tariff_id
  where c.building_id = ? and c.service = ? and not starts_with(c.subject, 'fix:') and (u.tariff_class = ? or (? = '*' and t.unit_class = '*'))
    and c.period in (select distinct period from run where building_id = ? and status = 'posted' order by period desc limit ?)`;
const bindings = ({ buildingId, service, unitClass }: Priced, months: number) => [
  ...[buildingId, service, unitClass, unitClass],
  ...[buildingId, months],
];

export async function postedCharges(trx: Knex.Transaction, tariff: Priced, months: number): Promise<PostedCharge[]> {
  const { rows } = await trx.raw(
    `select distinct on (c.period, c.unit_id, c.subject) to_char(c.period, 'YYYY-MM') as period, c.unit_id as "unitId", c.subject, c.detail->'card'->>'number' as caption, c.bill_id as "billId",
       c.quantity, (sum(c.total) over (partition by c.period, c.unit_id, c.subject))::bigint as posted,
       c.detail->'facts' as facts, c.detail->'stay' as stay, c.detail->>'taxDate' as "taxDate"
     ${CHARGES} order by c.period, c.unit_id, c.subject, c.revision desc`,
    bindings(tariff, months),
  );
  return rows;
}

export async function hasPostedCharges(trx: Knex.Transaction, tariff: Priced, months: number): Promise<boolean> {
  const { rows } = await trx.raw(`select exists (select ${CHARGES}) as found`, bindings(tariff, months));
  return rows[0].found;
}
