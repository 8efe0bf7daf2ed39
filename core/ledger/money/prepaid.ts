// Fees paid some months ahead and invoiced when collected (Decree 254/2026 art. 9.2): the net waits on 3387, the VAT is due at once,
// and each month's bill is then paid from it: Dr 3387, Dr 33311 / Cr 131. Together with the bill's own posting: Dr 3387 / Cr 5113.
import type { Knex } from 'knex';
import { addMonths, firstDay, Refusal, sumVnd, vnd } from '#kit';
import type { ParamsOf } from '#platform/actions';
import { today } from '#platform/clock';
import type { SessionUser } from '#platform/context';
import { demandParties } from '../debt/open-items.ts';
import { moneyAccount, moneyAccounts } from './money-accounts.ts';
import { type MoneyDraft, seriesOf } from './money-draft.ts';
import { lockMoney, openRuns } from './open-runs.ts';
import { postDocument } from './post-document.ts';
import { monthsUpTo, type Prepaid, releaseParts, shareOf } from './prepaid-share.ts';
import { regimeOf } from './vouchers.ts';

export async function takePrepaid(trx: Knex.Transaction, user: SessionUser, given: ParamsOf<'ledger.takePrepaid'>) {
  const { buildingId, unitId, customerId, method, service, from, months, onDate = today() } = given;
  await lockMoney(trx, buildingId);
  await openRuns(trx, user.companyId, buildingId);
  const { customer } = await demandParties(trx, { buildingId, unitIds: [unitId], customerId });
  const known = await listPrepaid(trx, buildingId);
  const clash = known.find(
    (one) =>
      one.unitId === unitId &&
      one.service === service &&
      one.from <= addMonths(from, months - 1) &&
      from <= addMonths(one.from, one.months - 1),
  );
  if (clash) throw new Refusal('ledger.prepaid.overlaps', { service, from: clash.from, months: clash.months }, 409);
  const [net, vat] = [vnd(given.net), vnd(given.vat)];
  const amount = sumVnd([net, vat]);
  const accounts = moneyAccounts[await regimeOf(trx, user)];
  return postDocument(trx, user, {
    ...{ kind: 'prepaid', series: seriesOf(method, 'in'), method, buildingId, unitId, customerId, amount, onDate },
    ...{ party: given.party ?? customer!.name, address: given.address ?? '', reason: given.reason ?? '' },
    ...{ reference: given.reference ?? null, allocations: [], detail: { service, from, months, net, vat } },
    lines: [
      { account: moneyAccount(method), amount },
      { account: accounts.unearned, amount: vnd(-net), service },
      ...(vat > 0 ? [{ account: accounts.vat, amount: vnd(-vat), service }] : []),
    ],
    credits: [{ kind: 'prepaid', account: accounts.unearned, unitId, customerId, amount }],
  } satisfies MoneyDraft);
}

/** The building's prepayments with something left. */
export async function listPrepaid(trx: Knex.Transaction, buildingId: number): Promise<Prepaid[]> {
  const { rows } = await trx.raw(
    `select c.id as "creditId", c.unit_id as "unitId", c.customer_id as "customerId", c.remaining, c.account,
       d.detail->>'service' as service, d.detail->>'from' as from, (d.detail->>'months')::int as months,
       (d.detail->>'net')::bigint as net, (d.detail->>'vat')::bigint as vat
     from credit c join document d on d.id = c.document_id
     where c.building_id = ? and c.kind = 'prepaid' and c.remaining > 0 order by c.id`,
    [buildingId],
  );
  return rows;
}

/** Pays the month's bills, and earlier ones of the same span, from what was paid ahead for them: one document for the building. */
export async function releasePrepaid(trx: Knex.Transaction, user: SessionUser, given: ParamsOf<'ledger.releasePrepaid'>) {
  const { buildingId, period, reason = '' } = given;
  await lockMoney(trx, buildingId);
  await openRuns(trx, user.companyId, buildingId);
  const prepaid = (await listPrepaid(trx, buildingId)).filter(({ from }) => from <= period);
  const { rows: items } = await trx.raw(
    `select i.id, i.unit_id as "unitId", i.customer_id as "customerId", i.service, i.account, i.open, to_char(i.period, 'YYYY-MM') as period
     from open_item i where i.building_id = ? and i.open > 0 and i.period <= ? and i.unit_id = any (?) order by i.period, i.id`,
    [buildingId, firstDay(period), prepaid.map(({ unitId }) => unitId)],
  );
  const parts = releaseParts(prepaid, items, period);
  if (parts.length === 0) throw new Refusal('ledger.prepaid.nothing', { period }, 409);
  const accounts = moneyAccounts[await regimeOf(trx, user)];
  return postDocument(trx, user, {
    ...{ kind: 'release', series: 'KT', method: null, buildingId, unitId: null, customerId: null, reason, reference: null },
    ...{
      amount: sumVnd(parts.map(({ amount }) => amount)),
      onDate: today(),
      party: '',
      address: '',
      credits: [],
      detail: { period },
    },
    lines: parts.flatMap(({ prepaid: one, item, amount, net }) => [
      ...(net !== 0 ? [{ account: one.account, amount: net, service: one.service }] : []),
      ...(amount !== net ? [{ account: accounts.vat, amount: vnd(amount - net), service: one.service }] : []),
      { account: item.account, amount: vnd(-amount), service: item.service, unitId: item.unitId, customerId: item.customerId },
    ]),
    allocations: parts.flatMap(({ prepaid: one, item, amount }) => [
      { itemId: item.id, amount },
      { creditId: one.creditId, amount },
    ]),
  } satisfies MoneyDraft);
}

/** How many prepayments have a month up to `period` that is not used yet: it waits for its bill, or for the release. */
export async function countUnreleased(trx: Knex.Transaction, buildingId: number, period: string): Promise<number> {
  const prepaid = await listPrepaid(trx, buildingId);
  return prepaid.filter((one) => {
    const whole = vnd(one.net + one.vat);
    return whole - one.remaining < shareOf(whole, monthsUpTo(one, period), one.months);
  }).length;
}
