// What waits in the outbox leaves by e-mail: drawn, checked, told to the outbox, sent, told again. Never sent twice by us.
import type { Lang } from '#kit';
import type { Ctx } from '#platform/context';
import { sentence } from '#platform/i18n';
import { pdfText } from '#platform/pdf/pdf-text';
import { inScope } from '#platform/scope';
import { checkLetter } from '../letter/check-letter.ts';
import { type FactsOfLetter, letterFacts, type StoredLetter, storedLetters } from '../letter/letter-facts.ts';
import { renderEach } from '../letter/render-letters.ts';
import type { DeliveryState } from '../reminder.contract.ts';
import { addEvent, type Delivery, deliveriesOf, lockDelivery } from './deliveries.ts';
import { type Mail, mailSender, sendMail } from './mailer.ts';

export interface Sent {
  id: number;
  state: DeliveryState;
  message: string;
}
/** What is named may be tried again; what is not must be new. */
const MAY_LEAVE: Record<'named' | 'all', readonly DeliveryState[]> = { named: ['queued', 'failed', 'refused'], all: ['queued'] };

const AT_ONCE = 20;

export async function sendEmails(
  ctx: Ctx,
  { buildingId, ids }: { buildingId: number; ids?: number[] | undefined },
): Promise<Sent[]> {
  const allowed = MAY_LEAVE[ids ? 'named' : 'all'];
  const named = ids && new Set(ids);
  const sent: Sent[] = [];
  for (const seen = new Set<number>(); ; ) {
    // read again for each batch: others send too
    const all = await inScope(ctx, (trx) => deliveriesOf(trx, { buildingId, ids: named && [...named], channel: 'email' }));
    const batch = all.filter(({ id, state }) => allowed.includes(state) && !seen.has(id)).slice(0, AT_ONCE);
    if (batch.length === 0) return sent;
    for (const { id } of batch) seen.add(id);
    sent.push(...(await sendBatch(ctx, buildingId, batch, allowed)));
  }
}

async function sendBatch(
  ctx: Ctx,
  buildingId: number,
  batch: readonly Delivery[],
  allowed: readonly DeliveryState[],
): Promise<Sent[]> {
  const letters = await inScope(ctx, (trx) =>
    storedLetters(
      trx,
      batch.map(({ reminderId }) => reminderId),
    ),
  );
  const pdfs = await renderEach(letters);
  const facts = await letterFacts(ctx, buildingId, letters);
  const sent: Sent[] = [];
  // one after the other: a mail server slows down who comes with many at once
  for (const [n, letter] of letters.entries()) {
    const delivery = batch.find(({ reminderId }) => reminderId === letter.id)!;
    sent.push(await sendOne(ctx, { delivery, letter, pdf: Buffer.from(pdfs[n]!), ...facts.get(letter.id)! }, allowed));
  }
  return sent;
}

interface Ready extends FactsOfLetter {
  delivery: Delivery;
  letter: StoredLetter;
  pdf: Buffer;
}
async function sendOne(
  ctx: Ctx,
  { delivery, letter, pdf, facts, owed, email }: Ready,
  allowed: readonly DeliveryState[],
): Promise<Sent> {
  const lang = ctx.meta.lang ?? 'vi';
  const userId = ctx.meta.user!.id;
  const say = (code: string, params = {}) => sentence(lang, { code, params });
  const tell = async (state: DeliveryState, detail: string, messageId?: string): Promise<Sent | null> =>
    inScope(ctx, async (trx) => {
      const now = await lockDelivery(trx, delivery.buildingId, delivery.id);
      const from =
        state === 'sent' || state === 'failed' || state === 'uncertain' ? (['sending', 'uncertain'] as const) : allowed;
      // someone else was faster
      if (!now || !(from as readonly DeliveryState[]).includes(now.state))
        return { id: delivery.id, state: now?.state ?? 'cancelled', message: say('reminder.sent.already') };
      await addEvent(trx, now, { state, detail, userId, ...(messageId ? { messageId } : {}) });
      return null;
    });
  const told = async (state: DeliveryState, detail: string): Promise<Sent> =>
    (await tell(state, detail)) ?? { id: delivery.id, state, message: `${say(`reminder.state.${state}`)}: ${detail}` };

  if (owed === 0) return told('cancelled', say('reminder.sent.paid'));
  if (owed !== letter.amount) return told('cancelled', say('reminder.sent.changed', { amount: letter.amount, owed }));
  const mail = mailOf(letter, delivery, pdf, letter.lang);
  const findings = [
    ...checkLetter(pdfText(pdf), letter.content.qr, facts, letter.lang),
    ...checkLetter(`${mail.subject}\n${mail.text}`, null, facts, letter.lang),
  ];
  if (email !== delivery.address) findings.push({ code: 'reminder.check.addressChanged', params: { value: delivery.address } });
  if (findings.length > 0) return told('refused', findings.map((finding) => sentence(lang, finding)).join(' '));
  const taken = await tell('sending', '', mail.messageId);
  if (taken) return taken;
  const { state, detail } = await sendMail(mail);
  return told(state, detail);
}

function mailOf({ content }: StoredLetter, { id, seq, address }: Delivery, pdf: Buffer, lang: Lang): Mail {
  const say = (key: string, params = {}) => sentence(lang, { code: `reminder.mail.${key}`, params });
  const host = /@([^>\s]+)/.exec(mailSender() ?? '')?.[1] ?? 'localhost';
  const { title, unit, customer, paragraphs, total, company, bank, memo } = content;
  const lines = [
    ...[
      ...paragraphs,
      '',
      say('total', { total }),
      ...content.lines.map(({ service, period, dueOn, amount }) => say('line', { service, period, dueOn, amount })),
    ],
    ...(bank
      ? ['', say('pay', { bank: bank.bankName ?? bank.bin, account: bank.account, name: bank.accountName, memo: memo ?? unit })]
      : []),
    ...['', say('attached'), say('auto'), '', company.name],
  ];
  return {
    ...{
      to: address,
      subject: `${title} – ${unit}`,
      text: `${say('dear', { customer: customer.name, unit })}\n\n${lines.join('\n')}\n`,
    },
    // the same try has the same name wherever it turns up
    messageId: `<reminder-${id}-${seq}@${host}>`,
    attachment: { filename: `${content.reference}-${unit.replace(/[^\w-]/g, '')}.pdf`, content: pdf },
  };
}
