// Bills by their number: 202611-0017 or its beginning; a short number alone among the last twelve months.
import { addMonths, firstDay } from '#kit';
import { thisPeriod } from '#platform/clock';
import type { Search } from '#platform/questions';
import type { SearchHit } from '#platform/questions.contract';
import type { Work } from '#platform/scope';
import { billNumber } from './list-bills.ts';

const BACK = 12;

export const searchBills =
  ({ text, most }: Search): Work<SearchHit[]> =>
  async (trx) => {
    const whole = /^(20\d\d)-?(0[1-9]|1[0-2])[-/ ]?(\d{1,6})$/.exec(text);
    const short = /^\d{1,5}$/.test(text) ? Number(text) : null;
    if (!whole && !short) return [];
    const now = thisPeriod();
    const period = whole ? `${whole[1]}-${whole[2]}` : null;
    const { rows } = await trx.raw(
      `select b.id, b.number, to_char(b.period, 'YYYY-MM') as period, b.building_id as "buildingId", u.code as unit, c.name as customer
       from bill b join unit u on u.id = b.unit_id join customer c on c.id = b.customer_id
       where b.period between :from and :to and b.number = :number order by b.period desc, b.building_id limit :most`,
      {
        from: firstDay(period ?? addMonths(now, -BACK)),
        to: firstDay(period ?? now),
        number: short ?? Number(whole![3]),
        most,
      },
    );
    return rows.map(
      (row: { id: number; number: number; period: string; buildingId: number; unit: string; customer: string }) => ({
        ...{
          kind: 'billing.found.bill',
          order: 50,
          id: row.id,
          title: billNumber(row.period, row.number),
          buildingId: row.buildingId,
        },
        ...{ note: `${row.unit} · ${row.customer}`, path: `/bills/${row.id}`, query: { p: row.period } },
      }),
    );
  };
