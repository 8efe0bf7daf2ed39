// Letters on paper, one file: what is paid since is taken out, each page is read again and must speak of its recipient only.
import { type Finding, type Lang, Refusal } from '#kit';
import type { Ctx } from '#platform/context';
import { sentence } from '#platform/i18n';
import { pdfPages } from '#platform/pdf/pdf-text';
import { inScope } from '#platform/scope';
import { checkLetter } from '../letter/check-letter.ts';
import { type FactsOfLetter, letterFacts, type StoredLetter, storedLetters } from '../letter/letter-facts.ts';
import { renderLetters } from '../letter/render-letters.ts';
import type { DeliveryState } from '../reminder.contract.ts';
import { addEvent, type Delivery, deliveriesOf, lockDelivery } from './deliveries.ts';

export interface Printed {
  pdf: Buffer;
  reminderIds: number[];
}

/** `from` and `to` are letters' ids: a building's letters are printed in parts. */
export interface PrintWanted {
  buildingId: number;
  runId?: number | undefined;
  lang?: Lang | undefined;
  from?: number | undefined;
  to?: number | undefined;
}

/** Those that wait to be handed over, of one run or of all; a letter of another language is another file. */
export async function printLetters(ctx: Ctx, given: PrintWanted): Promise<Printed> {
  const { buildingId, runId, from = 0, to = Number.MAX_SAFE_INTEGER } = given;
  const { waiting, letters: all } = await inScope(ctx, async (trx) => {
    const deliveries = (await deliveriesOf(trx, { buildingId, channel: 'print' })).filter(({ state }) => state === 'queued');
    const ofRun = runId === undefined ? null : new Set(await trx('reminder').where({ run_id: runId }).pluck('id'));
    const chosen = deliveries.filter(
      ({ reminderId }) => reminderId >= from && reminderId <= to && (ofRun === null || ofRun.has(reminderId)),
    );
    return {
      waiting: chosen,
      letters: await storedLetters(
        trx,
        chosen.map(({ reminderId }) => reminderId),
      ),
    };
  });
  const lang = given.lang ?? all[0]?.lang ?? 'vi';
  const letters = all.filter((letter) => letter.lang === lang);
  if (letters.length === 0) throw new Refusal('reminder.letters.none', {}, 404);
  const facts = await letterFacts(ctx, buildingId, letters);
  const stale = letters.filter(({ id, amount }) => facts.get(id)!.owed !== amount);
  for (const { id, amount } of stale) {
    const { owed } = facts.get(id)!;
    const detail = owed === 0 ? say(ctx, 'reminder.sent.paid') : say(ctx, 'reminder.sent.changed', { amount, owed });
    await tell(ctx, waiting.find(({ reminderId }) => reminderId === id)!, 'cancelled', detail);
  }
  const good = letters.filter((letter) => !stale.includes(letter));
  return drawChecked(ctx, good, waiting, facts, lang);
}

async function drawChecked(
  ctx: Ctx,
  letters: readonly StoredLetter[],
  waiting: readonly Delivery[],
  facts: ReadonlyMap<number, FactsOfLetter>,
  lang: Lang,
): Promise<Printed> {
  const pdf = Buffer.from(
    await renderLetters(
      letters.map(({ content }) => content),
      lang,
    ),
  );
  const texts = pagesByReference(pdf);
  const bad = letters.flatMap((letter) => {
    const findings = checkLetter(texts.get(letter.content.reference) ?? '', letter.content.qr, facts.get(letter.id)!.facts, lang);
    return findings.length > 0 ? [{ letter, findings }] : [];
  });
  if (bad.length === 0) return { pdf, reminderIds: letters.map(({ id }) => id) };
  for (const { letter, findings } of bad)
    await tell(ctx, waiting.find(({ reminderId }) => reminderId === letter.id)!, 'refused', told(ctx, findings));
  const rest = letters.filter((letter) => !bad.some((one) => one.letter === letter));
  return drawChecked(ctx, rest, waiting, facts, lang);
}

/** Each page says at its foot which letter it belongs to. */
function pagesByReference(pdf: Uint8Array): Map<string, string> {
  const texts = new Map<string, string>();
  for (const page of pdfPages(pdf)) {
    const reference = [...page.matchAll(/NN-\d{6,}(?= · )/g)].at(-1)?.[0] ?? '';
    texts.set(reference, `${texts.get(reference) ?? ''}\n${page}`);
  }
  return texts;
}

const say = (ctx: Ctx, code: string, params = {}): string => sentence(ctx.meta.lang ?? 'vi', { code, params });
const told = (ctx: Ctx, findings: readonly Finding[]): string =>
  findings.map(({ code, params }) => say(ctx, code, params)).join(' ');

function tell(ctx: Ctx, { buildingId, id }: Delivery, state: DeliveryState, detail: string): Promise<void> {
  return inScope(ctx, async (trx) => {
    const now = await lockDelivery(trx, buildingId, id);
    if (now?.state === 'queued') await addEvent(trx, now, { state, detail, userId: ctx.meta.user!.id });
  });
}
