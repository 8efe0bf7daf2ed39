// `npm run cli -- verify [--building CODE]`: journals balance, bills equal their charges, balances equal postings, charges recompute.
import { parseArgs } from 'node:util';
import type { ServiceBroker } from 'moleculer';
import { call } from '../platform/call.ts';
import type { SessionUser } from '../platform/context.ts';
import { withScope } from '../platform/scope.ts';
import type { Print } from './main.ts';
import { signedIn } from './seed/staff.ts';

const CHECKS: Record<string, string> = {
  'journals that do not balance': `select count(*) from (select from posting where building_id = :building
     group by period, journal_id having sum(amount) <> 0) bad`,
  'journals without a posting, or postings without a journal': `select count(*) from
     (select distinct period, journal_id from posting where building_id = :building) p
     full join (select period, id from journal where building_id = :building) j on j.period = p.period and j.id = p.journal_id
     where j.id is null or p.journal_id is null`,
  'bills that are not the sum of their charges': `select count(*) from bill b
     left join (select period, bill_id, sum(net) as net, sum(vat) as vat from charge where building_id = :building group by 1, 2) c
       on c.bill_id = b.id and c.period = b.period
     where b.building_id = :building and (b.net, b.vat) is distinct from (c.net, c.vat)`,
  'bills that their journal does not show as receivable': `select count(*) from bill b
     left join (select j.period, j.bill_id, sum(p.amount) as amount from journal j
       join posting p on p.journal_id = j.id and p.period = j.period and p.customer_id is not null
       where j.building_id = :building and j.kind = 'bill' group by 1, 2) r on r.bill_id = b.id and r.period = b.period
     where b.building_id = :building and b.total <> coalesce(r.amount, 0)`,
  'balances that are not the sum of the postings': `select count(*) from
     (select unit_id, customer_id, sum(amount) as amount from posting where building_id = :building and customer_id is not null group by 1, 2) p
     full join (select unit_id, customer_id, balance from receivable_balance where building_id = :building) b using (unit_id, customer_id)
     where coalesce(p.amount, 0) <> coalesce(b.balance, 0)`,
  'open items and surpluses that their allocations do not explain': `select (select count(*) from open_item i
     left join (select item_id, sum(amount) as amount from allocation where building_id = :building and item_id is not null group by 1) a
       on a.item_id = i.id
     where i.building_id = :building and i.open <> i.total - coalesce(a.amount, 0))
   + (select count(*) from credit c
     left join (select credit_id, sum(amount) as amount from allocation where building_id = :building and credit_id is not null group by 1) a
       on a.credit_id = c.id
     where c.building_id = :building and c.remaining <> c.total - coalesce(a.amount, 0)) as count`,
  'balances that open items and surpluses do not explain': `select count(*) from
     (select unit_id, customer_id, sum(amount) as amount from (
       select unit_id, customer_id, open as amount from open_item where building_id = :building
       union all select unit_id, customer_id, -remaining from credit where building_id = :building and kind = 'surplus'
       union all select p.unit_id, p.customer_id, p.amount from posting p join journal j on j.id = p.journal_id and j.period = p.period
         join run r on r.id = j.run_id where p.building_id = :building and p.customer_id is not null
           and not exists (select from opened_run o where o.run_id = r.id)) x group by 1, 2) m
     full join (select unit_id, customer_id, balance from receivable_balance where building_id = :building) b using (unit_id, customer_id)
     where coalesce(m.amount, 0) <> coalesce(b.balance, 0)`,
  'journals outside the hash chain': `select count(*) from journal j where j.building_id = :building
     and not exists (select from chain_link l where l.journal_id = j.id or l.run_id = j.run_id)
     and not exists (select from run r where r.id = j.run_id and not exists (select from opened_run o where o.run_id = r.id))`,
  'links of the hash chain that do not follow from their journals': `select count(*) from (
     select seq, hash, building_id, row_number() over (order by seq) as place,
       sha256(coalesce(lag(hash) over (order by seq), ''::bytea)
         || case when building_id = :building then journal_digest(building_id, period, run_id, journal_id) end) as wanted,
       journals, (select count(*) from journal j where j.period = l.period and j.building_id = l.building_id
         and (j.run_id = l.run_id or j.id = l.journal_id)) as found
     from chain_link l where company_id = app_company()) links
     where building_id = :building and (hash is distinct from wanted or seq <> place or journals <> found)`,
  'cards whose charges are not those on the bills': `select count(*) from
     (select period, regexp_replace(subject, '[@#].*', '')::bigint as card_id, sum(total) as total from charge
       where building_id = :building and subject <> '' and not starts_with(subject, 'fix:') group by 1, 2) c
     full join (select period, card_id, sum(total) as total from card_charge
       where building_id = :building and run_id is not null group by 1, 2) k using (period, card_id)
     where coalesce(c.total, 0) <> coalesce(k.total, 0)`,
  'bank statement rows booked with another amount, or more than once': `select count(*) from (
     select s.row_id from bank_settlement s join bank_row r on r.id = s.row_id join document d on d.id = s.document_id
       where s.building_id = :building and not exists (select from document_void v where v.document_id = d.id)
         and not exists (select from bank_settlement l where l.row_id = s.row_id and l.attempt > s.attempt and l.kind = 'reopened')
       group by s.row_id, r.amount having count(*) > 1 or sum(d.amount) <> r.amount) bad`,
  'series that lag behind their documents': `select count(*) from (select series, year, count(*) as count, max(number) as last from document
     where company_id = app_company() group by 1, 2) d
     join series s on s.company_id = app_company() and s.code = d.series and s.year = d.year where d.last > s.last`,
};

/** Answers false where anything is wrong; prints one line a check. */
export async function verify(broker: ServiceBroker, args: readonly string[], print: Print): Promise<boolean> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      building: { type: 'string' },
      user: { type: 'string', default: 'admin' },
      quick: { type: 'boolean', default: false },
    },
  });
  const user = await signedIn(values.user);
  const { rows } = await call(broker, 'building.listBuildings', {}, { meta: { user } });
  const wanted = rows.filter(({ code }) => values.building === undefined || code === values.building);
  if (wanted.length === 0) throw new Error(values.building ? `no building ${values.building}` : 'there is no building');
  let sound = true;
  for (const building of wanted) {
    const wrong = await verifyBuilding(user, building.id, print, building.code);
    const differing = values.quick ? 0 : await recompute(broker, user, building.id, print, building.code);
    sound &&= wrong === 0 && differing === 0;
  }
  print(sound ? 'all agrees' : 'NOT everything agrees, see above');
  return sound;
}

/** How many rows break a rule of the books. */
export async function verifyBuilding(user: SessionUser, buildingId: number, print: Print, name: string): Promise<number> {
  const scope = { userId: user.id, companyId: user.companyId, buildingIds: user.buildingIds };
  return withScope(
    scope,
    async (trx) => {
      let wrong = 0;
      await trx.raw('set local enable_nestloop = off'); // whole tables against whole tables
      for (const [what, sql] of Object.entries(CHECKS)) {
        const { rows } = await trx.raw(sql, { building: buildingId });
        wrong += rows[0].count;
        print(`${name}: ${what}: ${rows[0].count}`);
      }
      return wrong;
    },
    { isolation: 'repeatable read', readOnly: true },
  );
}

async function recompute(
  broker: ServiceBroker,
  user: SessionUser,
  buildingId: number,
  print: Print,
  name: string,
): Promise<number> {
  const { rows } = await call(broker, 'billing.listPeriods', { buildingId }, { meta: { user } });
  let differing = 0;
  for (const { period, billed } of rows) {
    if (billed === 0) continue;
    const { charges, differing: found } = await call(
      broker,
      'billing.recomputeMonth',
      { buildingId, period },
      { meta: { user }, timeoutMs: 600_000 },
    );
    for (const { billId, service, stored, recomputed } of found)
      print(`${name} ${period}: bill ${billId}, ${service}: ${stored} stored, ${recomputed ?? 'cannot be'} recomputed`);
    print(`${name} ${period}: charges that do not recompute: ${found.length} of ${charges}`);
    differing += found.length;
  }
  return differing;
}
