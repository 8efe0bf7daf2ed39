// The letters whose turn it is, made and put into the outbox in one transaction; made once, whoever asks how often.
import type { Knex } from 'knex';
import { type Lang, Refusal } from '#kit';
import { call } from '#platform/call';
import { now, today } from '#platform/clock';
import type { Ctx } from '#platform/context';
import { unitOfWork } from '#platform/scope';
import { chainsOf, type Debtor } from '../chain/chains.ts';
import { decideStep } from '../chain/decide-step.ts';
import { composeLetter, type Sender } from '../letter/compose-letter.ts';
import { planOn } from '../plan/plan-repository.ts';
import type { Channel, LetterData, PlanStep } from '../reminder.contract.ts';
import { mailSender } from './mailer.ts';

export interface RunMade {
  runId: number | null;
  letters: number;
  emails: number;
  prints: number;
}

/** Ways that are open for this payer; paper where there is no other. */
export function channelsFor(step: PlanStep, email: string | null): Channel[] {
  const ways = step.channels.filter((channel) => channel === 'print' || (email !== null && mailSender() !== null));
  return ways.length > 0 ? ways : ['print'];
}

export function makeRun(
  ctx: Ctx,
  {
    buildingId,
    only,
    lang = 'vi',
  }: { buildingId: number; only?: { unitId: number; customerId: number }[] | undefined; lang?: Lang | undefined },
): Promise<RunMade> {
  const day = today();
  const userId = ctx.meta.user!.id;
  return unitOfWork(ctx, async (trx, unit) => {
    await trx.raw(`select pg_advisory_xact_lock(hashtextextended('reminders ' || ?::text, 7294))`, [buildingId]);
    const plan = await planOn(trx, buildingId, day);
    if (!plan) throw new Refusal('reminder.plan.none', {}, 409);
    const wanted = only && new Set(only.map(({ unitId, customerId }) => `${unitId} ${customerId}`));
    const due = (await chainsOf(ctx, trx, unit, buildingId)).flatMap((debtor) => {
      if (wanted && !wanted.has(`${debtor.unitId} ${debtor.customerId}`)) return [];
      const { step, send, last } = decideStep(plan.steps, plan.minAmount, debtor, day);
      return send ? [{ debtor, step: step!, previousOn: last?.on ?? null }] : [];
    });
    if (due.length === 0) return { runId: null, letters: 0, emails: 0, prints: 0 };
    const sender = await senderOf(ctx, trx, unit, buildingId);
    const ids = await numbers(trx, due.length);
    const letters = due.map(({ debtor, step, previousOn }, n) => {
      const reference = `NN-${String(ids[n]).padStart(6, '0')}`;
      const composed = composeLetter(sender, debtor, plan.steps[step]!, { reference, today: day, lang, previousOn });
      return { id: ids[n]!, debtor, step, ...composed, channels: channelsFor(plan.steps[step]!, debtor.email) };
    });
    const [run] = await trx('reminder_run')
      .insert({ building_id: buildingId, on_date: day, plan_id: plan.id, made_by: userId, made_at: now() })
      .returning('id');
    await store(trx, { buildingId, runId: run.id, day, lang, userId }, letters);
    const count = (channel: Channel) => letters.filter(({ channels }) => channels.includes(channel)).length;
    return { runId: run.id, letters: letters.length, emails: count('email'), prints: count('print') };
  });
}

async function numbers(trx: Knex.Transaction, count: number): Promise<number[]> {
  const { rows } = await trx.raw(`select nextval('reminder_id_seq') as id from generate_series(1, ?)`, [count]);
  return rows.map(({ id }: { id: number }) => id);
}

interface Made {
  id: number;
  debtor: Debtor;
  step: number;
  letter: LetterData;
  itemIds: number[];
  channels: Channel[];
}
async function store(
  trx: Knex.Transaction,
  { buildingId, runId, day, lang, userId }: { buildingId: number; runId: number; day: string; lang: Lang; userId: number },
  made: readonly Made[],
): Promise<void> {
  const rows = made.map(({ id, debtor, step, letter, itemIds }) => ({
    ...{ id, unit: debtor.unitId, customer: debtor.customerId, level: letter.level, step, amount: letter.total, items: itemIds },
    content: letter,
  }));
  await trx.raw(
    `insert into reminder (id, building_id, run_id, unit_id, customer_id, level, step, on_date, amount, item_ids, lang, content)
     select id, ?, ?, unit, customer, level, step, ?, amount, items, ?, content from jsonb_to_recordset(?::jsonb) as r(
       id bigint, unit bigint, customer bigint, level smallint, step smallint, amount bigint, items bigint[], content jsonb)`,
    [buildingId, runId, day, lang, JSON.stringify(rows)],
  );
  const deliveries = made.flatMap(({ id, debtor, channels }) =>
    channels.map((channel) => ({ reminder: id, channel, address: channel === 'email' ? debtor.email : debtor.unit })),
  );
  await trx.raw(
    `with made as (
       insert into reminder_delivery (building_id, reminder_id, channel, address)
       select :buildingId::bigint, reminder, channel, address from jsonb_to_recordset(:rows::jsonb) as r(reminder bigint, channel text, address text)
       returning id)
     insert into reminder_event (delivery_id, seq, building_id, state, by_user, at)
       select id, 1, :buildingId::bigint, 'queued', :userId::bigint, :at::timestamptz from made`,
    { buildingId, userId, at: now(), rows: JSON.stringify(deliveries) },
  );
}

async function senderOf(ctx: Ctx, trx: Knex.Transaction, unit: string, buildingId: number): Promise<Sender> {
  const { code, name, address } = await call(ctx, 'building.getBuilding', { buildingId }, { unitOfWork: unit });
  const row = await trx('company').first();
  const bank = row.bank_bin && row.bank_account && row.bank_account_name;
  return {
    company: { name: row.name, address: row.address, taxCode: row.tax_code, phone: row.phone },
    building: { code, name, address },
    bank: bank ? { bin: row.bank_bin, account: row.bank_account, accountName: row.bank_account_name } : null,
  };
}
