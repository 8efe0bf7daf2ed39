// Cash book (sổ quỹ tiền mặt) and bank book: what stood before, each document in its day, what is left at the end of the day.
import type { Knex } from 'knex';
import { addMonths, firstDay, Refusal } from '#kit';
import type { ReportRow } from './report.contract.ts';
import type { Drawn, Span } from './span.ts';

interface Entry {
  day: string;
  number: string;
  party: string;
  reason: string;
  kind: string;
  voided: boolean;
  amount: number;
}
const ENTRIES_MAX = 100_000;
/** In by PT and BC, out by PC and BN; a void is a line of its own with the other sign. */
const MOVES = (where: (void_: boolean) => string) => `
  select j.posted_on as day, d.id, false as voided, d.series, d.year, d.number, d.party, d.reason, d.kind,
    case when d.series in ('PT', 'BC') then d.amount else -d.amount end as amount
  from document d join journal j on j.id = d.journal_id and j.period = d.period
  where d.building_id = any (:buildings) and d.method = :method and ${where(false)}
  union all
  select j.posted_on, d.id, true, d.series, d.year, d.number, d.party, v.reason, d.kind,
    case when d.series in ('PT', 'BC') then -d.amount else d.amount end
  from document_void v join document d on d.id = v.document_id join journal j on j.id = v.journal_id and j.period = v.period
  where v.building_id = any (:buildings) and d.method = :method and ${where(true)}`;

export async function moneyBook(trx: Knex.Transaction, span: Span, method: 'cash' | 'bank'): Promise<Drawn> {
  const values = { ...span.values, after: firstDay(addMonths(span.to, 1)), method, limit: ENTRIES_MAX + 1 };
  const month = (voided: boolean) => (voided ? 'v.period' : 'd.period');
  const { rows: before } = await trx.raw(
    `select coalesce(sum(amount), 0)::bigint as amount from (${MOVES((voided) => `${month(voided)} < :from`)}) m`,
    values,
  );
  const { rows } = await trx.raw(
    `select day::text as day, voided, series || year || '/' || lpad(number::text, 6, '0') as number, party, reason, kind, amount
     from (${MOVES((voided) => `${month(voided)} >= :from and ${month(voided)} < :after`)}) m order by day, id, voided limit :limit`,
    values,
  );
  if (rows.length > ENTRIES_MAX) throw new Refusal('report.book.tooMany', { max: ENTRIES_MAX });
  return bookOf(before[0].amount, rows, span);
}

/** Lines with their running balance, a line closing each day. Pure. */
export function bookOf(opening: number, entries: readonly Entry[], { from }: Pick<Span, 'from'>): Drawn {
  const rows: ReportRow[] = [{ what: 'opening', day: firstDay(from), balance: opening }];
  const whole = { in: 0, out: 0 };
  let balance = opening;
  for (const [day, own] of Map.groupBy(entries, (entry) => entry.day)) {
    const sum = { in: 0, out: 0 };
    for (const { number, party, reason, kind, voided, amount } of own) {
      balance += amount;
      const side = sideOf(amount, voided);
      sum[side] += side === 'in' ? amount : -amount;
      const said = { number, party, reason, kind: voided ? 'void' : kind };
      rows.push({ what: 'entry', day, ...said, [side]: side === 'in' ? amount : -amount, balance });
    }
    whole.in += sum.in;
    whole.out += sum.out;
    rows.push({ what: 'day', day, in: sum.in, out: sum.out, balance });
  }
  return {
    columns: [
      ...[
        { id: 'day', kind: 'day' as const },
        { id: 'number', kind: 'text' as const },
        { id: 'party', kind: 'text' as const },
      ],
      ...[
        { id: 'reason', kind: 'text' as const },
        { id: 'in', kind: 'money' as const },
        { id: 'out', kind: 'money' as const },
      ],
      { id: 'balance', kind: 'money' },
    ],
    rows,
    sum: { ...whole, balance },
  };
}

/** A void is a red entry on the side of its document: it takes from what came in, or from what went out. */
const sideOf = (amount: number, voided: boolean): 'in' | 'out' => (amount > 0 !== voided ? 'in' : 'out');
