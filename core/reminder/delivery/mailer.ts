// E-mail by SMTP. What a server said no to is a failure; what broke off after the letter was handed over is uncertain.
import { Readable } from 'node:stream';
import { createTransport, type Transporter } from 'nodemailer';
import { readEnv } from '#platform/env';

export interface Mail {
  to: string;
  subject: string;
  text: string;
  messageId: string;
  attachment: { filename: string; content: Buffer };
}
export type Outcome = { state: 'sent' | 'failed' | 'uncertain'; detail: string };

const TIMES = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 };
let open: { url: string; transport: Transporter } | null = null;

/** Null where no server is set: then nothing can leave. */
export function mailSender(): string | null {
  const { TOANHA_SMTP_URL, TOANHA_SMTP_FROM } = readEnv();
  return TOANHA_SMTP_URL && TOANHA_SMTP_FROM ? TOANHA_SMTP_FROM : null;
}

export async function sendMail({ to, subject, text, messageId, attachment }: Mail): Promise<Outcome> {
  const from = mailSender();
  if (from === null) return { state: 'failed', detail: 'no SMTP server' };
  let handedOver = false;
  // read only while the letter itself is on the line
  const content = Readable.from(
    (function* () {
      handedOver = true;
      yield attachment.content;
    })(),
  );
  try {
    const told = await transport().sendMail({
      ...{ from, to, subject, text, messageId },
      attachments: [{ filename: attachment.filename, content, contentType: 'application/pdf' }],
      headers: { 'Auto-Submitted': 'auto-generated' },
    });
    return { state: 'sent', detail: String(told.response).slice(0, 300) };
  } catch (error) {
    // refused by the server, or the line broke: told, never thrown, for the outbox has to know
    const { message, responseCode } = error as Error & { responseCode?: number };
    const detail = message.replace(/\s+/g, ' ').slice(0, 300);
    return { state: handedOver && responseCode === undefined ? 'uncertain' : 'failed', detail };
  }
}

function transport(): Transporter {
  const url = readEnv().TOANHA_SMTP_URL!;
  if (open?.url === url) return open.transport;
  open?.transport.close();
  const { protocol, hostname, port, username, password } = new URL(url);
  const secure = protocol === 'smtps:';
  const auth = username ? { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } } : {};
  const server = { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port) || (secure ? 465 : 587), secure, ...auth };
  open = { url, transport: createTransport({ ...server, ...TIMES }) };
  return open.transport;
}
