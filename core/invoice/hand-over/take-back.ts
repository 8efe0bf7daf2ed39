// Numbers the provider gave: each to its invoice, once. The same answer twice changes nothing; what does not fit is a finding.
import type { Knex } from 'knex';
import { type Finding, Refusal } from '#kit';
import { today } from '#platform/clock';
import type { Ctx } from '#platform/context';
import { withSentences } from '#platform/i18n';
import type { ReturnedNumber, TakenBack } from '../invoice.contract.ts';
import { symbolOf } from '../settings/symbol.ts';
import { getStored, type Stored } from '../store/invoice-view.ts';
import { lockInvoices, moveState } from '../store/write-invoices.ts';

type Answer = ReturnedNumber & { at?: Finding['at'] };
interface Fitting {
  stored: Stored;
  number: number;
  symbol: string;
  signedOn: string;
  code: string | null;
  link: string | null;
}

export async function takeBack(
  ctx: Ctx,
  trx: Knex.Transaction,
  {
    buildingId,
    answers,
    findings: before = [],
  }: { buildingId: number; answers: readonly Answer[]; findings?: readonly Finding[] },
): Promise<TakenBack> {
  await lockInvoices(trx, buildingId);
  const { rows: ids } = await trx.raw(
    `select id from invoice where building_id = ? and state <> 'discarded' and key = any (?::text[])`,
    [buildingId, answers.map(({ key }) => key)],
  );
  const stored = new Map(
    (
      await getStored(
        trx,
        ids.map(({ id }: { id: number }) => id),
      )
    ).map((one) => [one.key, one]),
  );
  const taken = await takenNumbers(
    trx,
    answers.map(({ number }) => number),
  );
  const findings: Finding[] = [...before];
  const fitting: Fitting[] = [];
  let unchanged = 0;
  for (const answer of answers) {
    const { key, number, at } = answer;
    const refuse = (code: string, params: Finding['params']) => {
      findings.push({ code, params, ...(at ? { at } : {}) });
    };
    const about = stored.get(key);
    if (!about) {
      refuse('invoice.back.unknown', { key: key.slice(0, 60) });
      continue;
    }
    const symbol = symbolSaid(answer, about, refuse);
    if (symbol === null) continue;
    if (about.number !== null) {
      if (about.number === number && about.symbol === symbol) unchanged++;
      else refuse('invoice.back.otherNumber', { key, symbol: about.symbol, has: about.number, number });
      continue;
    }
    const signedOn = answer.signedOn ?? about.data.onDate;
    if (taken.has(`${symbol} ${number}`)) refuse('invoice.back.taken', { key, symbol, number });
    else if (signedOn > today()) refuse('invoice.back.future', { key, day: signedOn });
    else if (signedOn < about.data.onDate) refuse('invoice.back.early', { key, day: signedOn, on: about.data.onDate });
    else {
      taken.add(`${symbol} ${number}`);
      stored.set(key, { ...about, number, symbol });
      fitting.push({ stored: about, number, symbol, signedOn, code: answer.code ?? null, link: answer.link ?? null });
    }
  }
  const issued = await writeNumbers(ctx, trx, buildingId, fitting);
  // numbers of buildings the caller does not see
  for (const { stored: about, symbol, number } of fitting)
    if (!issued.has(about.id)) findings.push({ code: 'invoice.back.taken', params: { key: about.key, symbol, number } });
  return { issued: issued.size, unchanged, findings: withSentences(ctx.meta.lang ?? 'vi', findings) };
}

/** The symbol the provider names, else the invoice's own; form and symbol may come apart ("C26TAA"). */
function symbolSaid({ symbol }: Answer, about: Stored, refuse: (code: string, params: Finding['params']) => void): string | null {
  if (!symbol) return about.data.symbol;
  try {
    return symbolOf(/^\s*[CK]/i.test(symbol) ? `1${symbol.trim()}` : symbol, Number(about.data.onDate.slice(0, 4)));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error; // only a symbol that cannot be is expected here
    refuse(error.code, error.params);
    return null;
  }
}

async function takenNumbers(trx: Knex.Transaction, numbers: readonly number[]): Promise<Set<string>> {
  const rows = await trx('invoice_number')
    .whereRaw('number = any (?::int[])', [[...numbers]])
    .select('symbol', 'number');
  return new Set(rows.map(({ symbol, number }) => `${symbol} ${number}`));
}

/** Answers the invoices that have their number now. */
async function writeNumbers(
  ctx: Ctx,
  trx: Knex.Transaction,
  buildingId: number,
  fitting: readonly Fitting[],
): Promise<Set<number>> {
  if (fitting.length === 0) return new Set();
  const written = await trx('invoice_number')
    .insert(
      fitting.map(({ stored, number, symbol, signedOn, code, link }) => ({
        ...{ invoice_id: stored.id, company_id: ctx.meta.user!.companyId, building_id: buildingId, number, symbol, code, link },
        signed_on: signedOn,
      })),
    )
    .onConflict(['company_id', 'symbol', 'number'])
    .ignore()
    .returning('invoice_id');
  const issued = new Set<number>(written.map((row) => row.invoice_id));
  // an invoice that was adjusted or replaced has its number already: only drafts and exported ones are left
  await moveState(trx, ctx.meta.user!, [...issued], 'issued', { kind: 'issued' });
  return issued;
}
