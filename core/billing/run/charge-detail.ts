// What a charge keeps of how it came about: inputs, readings and priced figures. Labels and classes stand in its tariff, which never changes.
import {
  add,
  type DecimalText,
  decimalOf,
  type Facts,
  type Nature,
  type PricedAmounts,
  type PricedLine,
  type TariffBody,
  textOf,
  type VatGroup,
} from '#kit';
import type { ChargeReading, CorrectionChange, LossShare } from '../billing.contract.ts';
import type { PricedSource } from './pricing-desk.ts';
import type { ChargedRequest } from './request-facts.ts';
import { limitDaysOf, splitDays } from './split-days.ts';

type StoredTier = [from: DecimalText, upTo: DecimalText | null, quantity: DecimalText, unitPrice: DecimalText, net: number];
interface StoredLine {
  code: string;
  net: number;
  part?: 'old' | 'new';
  quantity?: DecimalText;
  unitPrice?: DecimalText;
  tiers?: StoredTier[];
}
interface StoredAmounts {
  lines: StoredLine[];
  vat: VatGroup[];
  quantity: DecimalText;
}
export interface ChargeDetail {
  taxDate: string;
  from: string;
  to: string;
  facts: Facts;
  quota?: DecimalText | null;
  rule?: string | null;
  /** A price change inside the reading period: the tariff before, and the days it was shared by. */
  split?: { tariffId: number; oldDays: number; newDays: number; limitDays: number };
  /** Of a payer who shares the period with another: his days, and his part of what depends on neither consumption nor days. */
  stay?: { days: number; share: { days: number; of: number }; limitDays: number };
  readings: ChargeReading[];
  lines: StoredLine[];
  vat: VatGroup[];
  /** The part of a shared loss in the consumption, by register. */
  loss?: LossShare;
  /** An earlier month put right: what it had been charged, and should have been; the lines above are the difference. */
  correction?: { period: string; was: StoredAmounts; now: StoredAmounts; changes: CorrectionChange[] };
  /** Approved requests it charges. */
  requests?: ChargedRequest[];
  /** The card it was for, by its number. */
  card?: { id: number; number: string };
}

/** The detail as JSON. Its lines and VAT are written once for all charges of the same price. */
export function detailText(priced: Omit<PricedSource, 'inputHash'>, period: string, taxDate: string): string {
  const { source, amounts, quota } = priced;
  const { from, to, factsText, readings, due, loss, correction, stay, requests } = source;
  const { before } = source.choice;
  let text = `{"taxDate":"${correction?.charged.detail.taxDate ?? taxDate}","from":"${from}","to":"${to}","facts":${factsText}`;
  if (quota) text += `,"quota":${JSON.stringify(quota.quota)},"rule":${JSON.stringify(quota.rule)}`;
  if (before) text += `,"split":${JSON.stringify({ tariffId: before.tariff.id, ...splitDays(source, period) })}`;
  if (stay) text += `,"stay":${JSON.stringify({ ...stay, limitDays: limitDaysOf(source, period) })}`;
  text += `,"readings":[${readings.length === 1 ? readingText(readings[0]!) : readings.map(readingText).join(',')}]${figuresText(amounts)}`;
  if (loss) text += `,"loss":${JSON.stringify(loss)}`;
  for (const [key, value] of Object.entries(correctionOf(priced))) text += `,"${key}":${JSON.stringify(value)}`;
  if (requests) text += `,"requests":${JSON.stringify(requests)}`;
  if (due) text += `,"card":${JSON.stringify({ id: due.cardId, number: due.caption })}`;
  return `${text}}`;
}

// decimals, days, kinds and flags need no escaping
function readingText({ serial, register, previous, value, consumption, multiplier, rollover, kind }: ChargeReading): string {
  return `{"serial":${JSON.stringify(serial)},"register":${JSON.stringify(register)},"previous":"${previous}","value":"${value}",\
"consumption":"${consumption}","multiplier":"${multiplier}","rollover":${rollover},"kind":"${kind}"}`;
}

const figures = new WeakMap<PricedAmounts, string>();
function figuresText(amounts: PricedAmounts): string {
  let text = figures.get(amounts);
  if (text === undefined) {
    text = `,"lines":${JSON.stringify(amounts.lines.map(storedLine))},"vat":${JSON.stringify(amounts.vat)}`;
    figures.set(amounts, text);
  }
  return text;
}

function correctionOf({ source, whole }: Omit<PricedSource, 'inputHash'>): Pick<ChargeDetail, 'correction' | 'loss'> {
  if (!source.correction || !whole) return {};
  const { now, charged } = source.correction;
  const consumed = (facts: Facts): DecimalText => {
    const names = source.plugin.variables.filter((each) => each.source === 'consumption').map(({ name }) => name);
    return textOf(names.reduce((sum, name) => add(sum, decimalOf(String(facts[name] ?? '0'))), decimalOf(0)));
  };
  return {
    ...(charged.detail.loss ? { loss: charged.detail.loss } : {}),
    correction: {
      period: now.period,
      was: { lines: whole.was.lines.map(storedLine), vat: [...whole.was.vat], quantity: consumed(charged.detail.facts) },
      now: { lines: whole.now.lines.map(storedLine), vat: whole.now.vat, quantity: consumed(source.facts) },
      changes: now.changes,
    },
  };
}

export function storedLine({ code, net, part, quantity, unitPrice, tiers }: PricedLine): StoredLine {
  const line: StoredLine = { code, net };
  if (part) line.part = part;
  if (quantity !== undefined) line.quantity = quantity;
  if (unitPrice !== undefined) line.unitPrice = unitPrice;
  if (tiers) line.tiers = tiers.map((tier) => [tier.from, tier.upTo, tier.quantity, tier.unitPrice, tier.net]);
  return line;
}

/** The lines as they were priced, with the labels of the tariff they came from. */
export function linesOf(detail: Pick<ChargeDetail, 'lines'>, body: TariffBody, before: TariffBody | null): PricedLine[] {
  return detail.lines.map(({ tiers, ...line }) => {
    const declared = (line.part === 'old' && before ? before : body).lines.find(({ code }) => code === line.code);
    if (!declared) throw new Error(`line ${line.code} is not in the tariff it was priced with`);
    return {
      ...line,
      label: declared.label,
      nature: declared.nature,
      vat: declared.vat,
      ...(tiers
        ? { tiers: tiers.map(([from, upTo, quantity, unitPrice, net]) => ({ from, upTo, quantity, unitPrice, net })) }
        : {}),
    };
  });
}

const natures = new WeakMap<PricedAmounts, ReturnType<typeof amountsByNature>>();
/** The same once for all charges of one price. */
export function naturesOf(amounts: PricedAmounts): ReturnType<typeof amountsByNature> {
  const found = natures.get(amounts) ?? amountsByNature(amounts);
  natures.set(amounts, found);
  return found;
}

/** Net and VAT by nature. A VAT group over several natures is shared by their nets; what rounding leaves stays with the last. */
export function amountsByNature({
  lines,
  vat,
}: Pick<PricedAmounts, 'lines' | 'vat'>): Partial<Record<Nature, { net: number; vat: number }>> {
  const only = lines[0]?.nature;
  if (only && lines.every(({ nature }) => nature === only)) {
    // nearly every charge: one nature takes all
    return { [only]: { net: sumOf(lines, 'net'), vat: sumOf(vat, 'amount') } };
  }
  const amounts: Partial<Record<Nature, { net: number; vat: number }>> = {};
  const of = (nature: Nature) => (amounts[nature] ??= { net: 0, vat: 0 });
  for (const { nature, net } of lines) of(nature).net += net;
  for (const group of vat) {
    if (group.amount === 0) continue;
    const nets = new Map<Nature, number>();
    for (const line of lines) if (line.vat === group.class) nets.set(line.nature, (nets.get(line.nature) ?? 0) + line.net);
    const natures = [...nets.keys()];
    let left = group.amount;
    for (const [index, nature] of natures.entries()) {
      const share = index === natures.length - 1 ? left : shareOf(group.amount, nets.get(nature)!, group.base);
      of(nature).vat += share;
      left -= share;
    }
  }
  return amounts;
}

function sumOf<K extends string>(rows: readonly Record<K, number>[], key: K): number {
  let sum = 0;
  for (const row of rows) sum += row[key];
  return sum;
}

function shareOf(amount: number, part: number, whole: number): number {
  return whole === 0 ? 0 : Number((BigInt(amount) * BigInt(part)) / BigInt(whole));
}

/** Decimal text without trailing zeros, as the database's numeric prints them. */
export const plainDecimal = (text: string | null): DecimalText | null => (text === null ? null : textOf(decimalOf(text)));
