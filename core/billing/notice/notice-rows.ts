// What stands in the table of a notice, row by row, as text: pure, so that its sums and words are tested without a PDF.
import { decimalOf } from '#kit';
import type { NoticeData, NoticeLine, NoticeNote, NoticeReading, NoticeService } from './notice-data.ts';
import type { NoticeWords } from './notice-words.ts';

export type RowKind = 'service' | 'reading' | 'tier' | 'line' | 'vat' | 'sum' | 'note';
/** Cells left to right; `label` spans the empty ones after it in `service` and `note` rows. */
export interface NoticeRow {
  kind: RowKind;
  label: string;
  previous?: string;
  current?: string;
  quantity?: string;
  unitPrice?: string;
  amount?: string;
}

/** The rows of all services, in the order given. */
export function noticeRows(data: NoticeData, words: NoticeWords): NoticeRow[] {
  return data.services.flatMap((service, index) => [
    { kind: 'service' as const, label: `${index + 1}. ${nameOf(service, words)}` },
    ...service.readings.map((reading) => readingRow(reading, service, words)),
    ...lossRow(service, words),
    ...service.lines.flatMap((line) => lineRows(line, service, words)),
    ...service.vat.filter((group) => group.class !== 'none').map((group) => vatRow(group, words)),
    { kind: 'sum' as const, label: words.say('sum', { service: nameOf(service, words) }), amount: words.money(service.total) },
    ...notesRow(service.notes, words),
  ]);
}

const monthOf = (period: string) => ({ month: period.slice(5), year: period.slice(0, 4) });

function nameOf({ name, corrects }: NoticeService, words: NoticeWords): string {
  return corrects ? words.say('correction', { service: words.of(name), ...monthOf(corrects) }) : words.of(name);
}

function readingRow(reading: NoticeReading, service: NoticeService, words: NoticeWords): NoticeRow {
  const from = reading.previousOn ? `${words.day(reading.previousOn)} – ` : '';
  const marks = [
    reading.register ? words.of(reading.register) : '',
    decimalOf(reading.multiplier) === decimalOf(1) ? '' : `× ${words.number(reading.multiplier)}`,
    reading.rollover ? words.say('rollover') : '',
    reading.estimate ? words.say('estimate') : '',
    reading.faulty ? words.say('faulty') : '',
  ].filter(Boolean);
  return {
    kind: 'reading',
    label: `${[words.say('meter', { serial: reading.serial }), ...marks].join(' · ')}\n${from}${words.day(reading.currentOn)}`,
    previous: words.number(reading.previous),
    current: words.number(reading.current),
    quantity: `${words.number(reading.consumption)} ${service.unit}`,
  };
}

function lossRow({ loss, unit }: NoticeService, words: NoticeWords): NoticeRow[] {
  if (!loss) return [];
  const [master, subs, whole] = [loss.master, loss.subs, loss.loss].map(words.number);
  const label = words.say(`loss.${loss.policy}`, { master: master!, subs: subs!, loss: whole!, unit });
  return [{ kind: 'reading', label, quantity: `${words.number(loss.share)} ${unit}` }];
}

function lineRows(line: NoticeLine, service: NoticeService, words: NoticeWords): NoticeRow[] {
  const part = line.part ? ` (${words.say(`part.${line.part}`)})` : '';
  const label = words.of(line.label) + part;
  if (!line.tiers || !service.showTiers) return [amountRow(line, label, words)];
  const head = service.lines.length > 1 ? [{ kind: 'line' as const, label }] : [];
  const many = line.tiers.length > 1 || line.tiers[0]?.upTo !== null;
  return [...head, ...line.tiers.map((tier, index) => tierRow(tier, many ? index + 1 : 0, service.unit, words))];
}

function amountRow(line: NoticeLine, label: string, words: NoticeWords): NoticeRow {
  const unit = line.unit ? ` ${line.unit}` : '';
  return {
    kind: 'line',
    label,
    ...(line.quantity !== undefined && { quantity: words.number(line.quantity) + unit }),
    ...(line.unitPrice !== undefined && { unitPrice: words.number(line.unitPrice) }),
    amount: words.money(line.net),
  };
}

type Tier = NonNullable<NoticeLine['tiers']>[number];
function tierRow({ from, upTo, quantity, unitPrice, net }: Tier, ordinal: number, unit: string, words: NoticeWords): NoticeRow {
  const first = decimalOf(from) === decimalOf(0);
  const band = upTo === null ? (first ? 'tier.all' : 'tier.above') : first ? 'tier.first' : 'tier.between';
  const params = { ordinal, from: words.number(from), upTo: upTo === null ? '' : words.number(upTo), unit };
  return {
    kind: 'tier',
    label: words.say(band, params),
    quantity: words.number(quantity),
    unitPrice: words.number(unitPrice),
    amount: words.money(net),
  };
}

function vatRow({ rate, base, amount }: NoticeService['vat'][number], words: NoticeWords): NoticeRow {
  return {
    kind: 'vat',
    label: words.say('vat', { rate: words.percent(rate), base: words.money(base) }),
    amount: words.money(amount),
  };
}

function notesRow(notes: NoticeNote[], words: NoticeWords): NoticeRow[] {
  if (notes.length === 0) return [];
  return [{ kind: 'note', label: notes.map((note) => noteText(note, words)).join('\n') }];
}

function noteText(note: NoticeNote, words: NoticeWords): string {
  if (note.kind === 'text') return words.of(note.text);
  if (note.kind === 'tariff') return words.say('note.tariff', { name: words.of(note.name), basis: note.legalBasis });
  if (note.kind === 'correction') {
    const { was, now, unit } = note;
    return words.say('note.correction', { ...monthOf(note.period), was: words.number(was), now: words.number(now), unit });
  }
  if (note.kind === 'change') {
    const { serial, reason, unit } = note;
    const [was, became] = [words.number(note.was), words.number(note.became)];
    return words.say(`note.change.${note.of}`, { serial, was, became, reason, unit }).trim();
  }
  const rule = note.rule ? `. ${words.of(note.rule)}` : '';
  return words.say('note.quota', { members: note.members, quota: words.number(note.quota), unit: note.unit }) + rule;
}
