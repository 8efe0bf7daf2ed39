// Whether a finished letter speaks of its recipient only. Reads what the letter itself says and compares it with facts read anew:
// a mix-up anywhere between the list and the page shows here, whatever caused it.
import { type Finding, formatVnd, type Lang, memoWord, readVietQr, VietQrError, type Vnd } from '#kit';
import { bare } from '#platform/sheet/fold';

export interface Person {
  unit: string;
  code: string;
  name: string;
}
export interface LetterFacts {
  recipient: Person;
  everyone: Everyone;
  /** What may stand in any letter: company, building, account holder. */
  anyones: readonly string[];
  total: Vnd;
  building: string;
  account: string | null;
}
/** Codes and names of all people of the building, folded → as written: made once for many letters. */
export interface Everyone {
  codes: ReadonlyMap<string, string>;
  names: ReadonlyMap<string, string>;
}
export function everyoneOf(people: readonly Person[]): Everyone {
  const codes = people.flatMap(({ unit, code }) => [unit, code]).map((value): [string, string] => [memoWord(value), value]);
  const names = people.map(({ name }): [string, string] => [bare(name), name]);
  return {
    // a code of one letter and a name of one word are ordinary words
    codes: new Map(codes.filter(([folded]) => folded.length > 1)),
    names: new Map(names.filter(([folded]) => folded.includes(' '))),
  };
}

const BEFORE_NUMBER = new Set(['can', 'unit', 'ho', 'mat', 'bang', 'phong', 'room']);
const NAME_WORDS_MAX = 10;

/** `text` is what stands on the letter's pages or in its e-mail. */
export function checkLetter(text: string, qr: string | null, facts: LetterFacts, lang: Lang): Finding[] {
  const { recipient, total } = facts;
  const findings: Finding[] = [];
  const whole = ` ${bare(text)} `;
  const missing = (what: string, value: string) => findings.push({ code: `reminder.check.${what}`, params: { value } });
  if (!whole.includes(` ${bare(recipient.name)} `)) missing('noName', recipient.name);
  if (!whole.includes(` ${bare(recipient.unit)} `)) missing('noUnit', recipient.unit);
  findings.push(...wrongAmounts(text, total, lang));
  findings.push(...foreignIn(text, whole, facts), ...qrFindings(qr, facts));
  return findings;
}

// a row of the page is month, due day, days and amount, a line each; of an e-mail it is a line of its own
const ROWS = [/^\d\d\/\d{4}\n\d\d\/\d\d\/\d{4}\n\d+\n([\d.,]+)$/gm, /^- .*: ([\d.,]+) đ$/gm];
const TOTAL = /^(?:[^-\n][^\n]*: )?([\d.,]+) đ$/gm;
const numberIn = (text: string): number => Number(text.replace(/\D/g, ''));

/** The rows as printed must add up to what is owed, and so must the total. */
function wrongAmounts(text: string, total: Vnd, lang: Lang): Finding[] {
  const rows = ROWS.flatMap((row) => [...text.matchAll(row)].map(([, amount]) => numberIn(amount!)));
  const totals = [...text.matchAll(TOTAL)].map(([, amount]) => amount!);
  const sum = rows.reduce((all, amount) => all + amount, 0);
  const wanted = formatVnd(total, lang);
  return [
    ...(totals.length > 0 && totals.every((each) => each === wanted)
      ? []
      : [{ code: 'reminder.check.noTotal', params: { value: wanted } }]),
    ...(sum === total ? [] : [{ code: 'reminder.check.wrongSum', params: { value: formatVnd(sum, lang), total: wanted } }]),
  ];
}

function foreignIn(text: string, whole: string, { recipient, everyone, anyones }: LetterFacts): Finding[] {
  const own = [recipient.name, ...anyones]
    .map(bare)
    .filter(Boolean)
    .sort((a, b) => b.length - a.length);
  let rest = whole;
  for (const phrase of own) rest = rest.replaceAll(` ${phrase} `, ' | ');
  const words = text.split(/[^\p{L}\p{N}.-]+/u);
  const tokens = words.filter((word, n) => /\p{L}/u.test(word) || BEFORE_NUMBER.has(bare(words[n - 1] ?? ''))).map(memoWord);
  const mine = new Set([recipient.unit, recipient.code].map(memoWord));
  const codes = [...new Set(tokens)].filter((token) => everyone.codes.has(token) && !mine.has(token));
  const names = runsOf(rest.split(' ')).filter((run) => everyone.names.has(run) && run !== bare(recipient.name));
  return [
    ...codes.map((token) => ({ code: 'reminder.check.foreignCode', params: { value: everyone.codes.get(token)! } })),
    ...names.map((run) => ({ code: 'reminder.check.foreignName', params: { value: everyone.names.get(run)! } })),
  ];
}

/** Every run of two to ten words: a name is looked up in it, however many people there are. */
function runsOf(words: readonly string[]): string[] {
  const runs = new Set<string>();
  for (let at = 0; at < words.length; at++) {
    let run = words[at]!;
    for (let next = at + 1; next < words.length && next < at + NAME_WORDS_MAX && words[next] !== '|'; next++) {
      run += ` ${words[next]}`;
      runs.add(run);
    }
  }
  return [...runs];
}

function qrFindings(qr: string | null, { recipient, total, building, account }: LetterFacts): Finding[] {
  if (qr === null) return [];
  const wrong = (code: string, value: string): Finding[] => [{ code, params: { value } }];
  try {
    const transfer = readVietQr(qr);
    if (transfer.account !== account) return wrong('reminder.check.qrAccount', transfer.account);
    const place = memoWord(building) + memoWord(recipient.unit);
    if (transfer.memo && !memoWord(transfer.memo).startsWith(place)) return wrong('reminder.check.qrMemo', transfer.memo);
    if (transfer.amount !== undefined && transfer.amount !== total)
      return wrong('reminder.check.qrAmount', String(transfer.amount));
    return [];
  } catch (error) {
    if (!(error instanceof VietQrError)) throw error;
    return wrong('reminder.check.qrBroken', error.params.value);
  }
}
