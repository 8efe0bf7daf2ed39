// Priced units → bills and charges by COPY, and their journals through the ledger, all in the run's transaction.
import type { Knex } from 'knex';
import { type AccountMap, firstDay, Refusal, type Regime } from '#kit';
import type { ParamsOf, ResultOf } from '#platform/actions';
import { call } from '#platform/call';
import type { Ctx } from '#platform/context';
import { type CopyRow, copyRows, copyText, encodeRow } from '#platform/copy';
import { asPoster } from '#platform/scope';
import { detailText, naturesOf } from './charge-detail.ts';
import type { PricedSource, PricedUnit } from './pricing-desk.ts';
import type { Run } from './run-repository.ts';

const BILL = [
  'id',
  'building_id',
  'unit_id',
  'customer_id',
  'run_id',
  'net',
  'vat',
  'total',
  'period',
  'issued_on',
  'due_on',
  'number',
];
const CHARGE = [
  'bill_id',
  'unit_id',
  'tariff_id',
  'net',
  'vat',
  'total',
  'quantity',
  'input_hash',
  'subject',
  'detail',
  'service',
  'plugin_version',
  'measure',
  'building_id',
  'period',
];
type Posted = ResultOf<'ledger.settleRun'>;
type PostableBill = ParamsOf<'ledger.draftBills'>['bills'][number];

export interface PreparedBills {
  ids: number[];
  bills: CopyRow[];
  charges: string[];
  draft: ResultOf<'ledger.draftBills'>;
}

export interface BillFrame {
  run: Run;
  regime: Regime;
  accounts: Record<string, AccountMap>;
  unitOfWork: string;
  issuedOn: string;
  dueOn: string;
  taxDate: string;
}

export class BillWriter {
  readonly #ctx: Ctx;
  readonly #trx: Knex.Transaction;
  readonly #frame: BillFrame;
  readonly #tails = new Map<string, string>();
  #number: number;
  /** Of as many bills as the preview counted, and how many are used. */
  readonly #ids: { bills: number[]; journals: number[] };
  #used = 0;
  #journals: Posted & { range: ResultOf<'ledger.postBills'>['range'] } = { journals: 0, postings: 0, receivable: 0, range: null };
  #written = 0;
  /** Ids of the bills written; null before the first. */
  range: { first: number; last: number } | null = null;

  private constructor(
    ctx: Ctx,
    trx: Knex.Transaction,
    frame: BillFrame,
    number: number,
    ids: { bills: number[]; journals: number[] },
  ) {
    this.#ctx = ctx;
    this.#trx = trx;
    this.#frame = frame;
    this.#number = number;
    this.#ids = ids;
  }

  /** Numbers go on from the last one of the building's month. */
  static async open(ctx: Ctx, trx: Knex.Transaction, frame: BillFrame): Promise<BillWriter> {
    const { buildingId, period } = frame.run;
    const last = await trx('bill')
      .where({ building_id: buildingId, period: firstDay(period) })
      .max('number as number')
      .first();
    const count = frame.run.totals!.bills;
    const { rows } = await trx.raw(
      `select array_agg(id order by id) as ids from (select nextval('bill_number_id') as id from generate_series(1, ?)) as taken`,
      [count],
    );
    const journals = await call(ctx, 'ledger.takeJournalIds', { count }, { unitOfWork: frame.unitOfWork });
    return new BillWriter(ctx, trx, frame, last?.number ?? 0, { bills: rows[0].ids ?? [], journals });
  }

  /** All that the batch will write, made ready while the one before is on its way; asks the database nothing. */
  async prepare(batch: readonly PricedUnit[]): Promise<PreparedBills> {
    const { run, regime, accounts, issuedOn } = this.#frame;
    const billed = batch.filter(({ charges }) => charges.length > 0);
    const ids = this.#ids.bills.slice(this.#used, this.#used + billed.length);
    // more bills than the preview counted: something has changed since
    if (ids.length < billed.length) throw new Refusal('billing.run.stale', { period: run.period }, 409);
    const journalIds = this.#ids.journals.slice(this.#used, this.#used + billed.length);
    this.#used += billed.length;
    const bills: CopyRow[] = [];
    const charges: string[] = [];
    const postable: PostableBill[] = [];
    for (const [index, unit] of billed.entries()) this.#addBill(unit, ids[index]!, bills, charges, postable);
    const posting = { buildingId: run.buildingId, period: run.period, runId: run.id, postedOn: issuedOn, regime, accounts };
    const draft = await call(this.#ctx, 'ledger.draftBills', { ...posting, bills: postable, ids: journalIds });
    return { ids, bills, charges, draft };
  }

  /** Answers how many bills have been written so far. */
  async write({ ids, bills, charges, draft }: PreparedBills): Promise<number> {
    const { run, unitOfWork } = this.#frame;
    if (bills.length === 0) return this.#written;
    const leaf = run.period.replace('-', '');
    await asPoster(this.#trx, async () => {
      await copyRows(this.#trx, `bill_${leaf}`, BILL, bills);
      await copyRows(this.#trx, `charge_${leaf}`, CHARGE, charges);
    });
    const params = { buildingId: run.buildingId, period: run.period, draft };
    this.#count(await call(this.#ctx, 'ledger.postBills', params, { unitOfWork, timeoutMs: 600_000 }));
    this.range = { first: this.range?.first ?? ids[0]!, last: ids.at(-1)! };
    this.#written += bills.length;
    return this.#written;
  }

  /** Balances, and what the ledger's tables hold; they must agree with what was sent. */
  async settle(): Promise<Posted> {
    const { run, unitOfWork } = this.#frame;
    const { range, ...sent } = this.#journals;
    const params = { buildingId: run.buildingId, period: run.period, runId: run.id, range };
    const stored = await call(this.#ctx, 'ledger.settleRun', params, { unitOfWork, timeoutMs: 600_000 });
    for (const key of ['journals', 'postings', 'receivable'] as const) {
      if (stored[key] !== sent[key])
        throw new Error(`run ${run.id}: the ledger holds ${key} ${stored[key]}, ${sent[key]} were sent`);
    }
    return stored;
  }

  /** One row a bill, made inside the database from what it now holds. */
  async audit(): Promise<void> {
    const { run } = this.#frame;
    if (!this.range) return;
    await this.#trx.raw(
      `insert into audit (company_id, building_id, user_id, action, subject_kind, subject_id, detail)
       select app_company(), building_id, app_user(), 'billing.bill.posted', 'bill', id::text,
         jsonb_build_object('run', run_id, 'number', number, 'total', total)
       from bill where period = ? and building_id = ? and id between ? and ? and run_id = ?`,
      [firstDay(run.period), run.buildingId, this.range.first, this.range.last, run.id],
    );
  }

  #addBill({ unit, payer, charges }: PricedUnit, id: number, bills: CopyRow[], rows: string[], postable: PostableBill[]): void {
    const { run, issuedOn, dueOn, taxDate } = this.#frame;
    const month = firstDay(run.period);
    const customerId = payer!.customerId;
    let [net, vat] = [0, 0];
    const services: PostableBill['charges'] = [];
    for (const priced of charges) {
      const { source, amounts, inputHash } = priced;
      net += amounts.net;
      vat += amounts.vatTotal;
      services.push({ service: source.service, amounts: naturesOf(amounts) });
      const { quantity, due, choice, subject } = source;
      const detail = copyText(detailText(priced, run.period, taxDate));
      rows.push(
        `${id}\t${unit.id}\t${choice.tariff.id}\t${amounts.net}\t${amounts.vatTotal}\t${amounts.total}\t${quantity ?? '\\N'}\t${inputHash}\t` +
          `${copyText(due?.subject ?? subject)}\t${detail}${this.#tailOf(source)}`,
      );
    }
    bills.push([id, run.buildingId, unit.id, customerId, run.id, net, vat, net + vat, month, issuedOn, dueOn, ++this.#number]);
    postable.push({ billId: id, unitId: unit.id, customerId, charges: services });
  }

  /** What all charges of a service end with. */
  #tailOf({ service, plugin: { version, measure } }: PricedSource['source']): string {
    let tail = this.#tails.get(service);
    if (tail === undefined) {
      const { buildingId, period } = this.#frame.run;
      tail = `\t${encodeRow([service, version, measure.unit, buildingId, firstDay(period)])}`;
      this.#tails.set(service, tail);
    }
    return tail;
  }

  #count({ journals, postings, receivable, range }: ResultOf<'ledger.postBills'>): void {
    const sum = this.#journals;
    sum.journals += journals;
    sum.postings += postings;
    sum.receivable += receivable;
    if (range) sum.range = { first: sum.range?.first ?? range.first, last: range.last };
  }
}
