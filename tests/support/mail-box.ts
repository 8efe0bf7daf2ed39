// A real SMTP server on loopback that keeps what it gets. `answer` decides what becomes of a letter: taken, refused, or no answer at all.
import { SMTPServer } from 'smtp-server';

export interface MailBox {
  url: string;
  /** Whole messages as they came, oldest first. */
  letters: { from: string; to: string[]; source: string }[];
  answer: 'take' | 'refuse' | 'hangUp' | 'wait';
  /** Resolves when a whole letter has come, whatever is answered. */
  next(): Promise<void>;
  close(): Promise<void>;
}

export async function openMailBox(): Promise<MailBox> {
  const waiting: (() => void)[] = [];
  const box: MailBox = {
    ...{ url: '', letters: [], answer: 'take' },
    next: () => new Promise((resolve) => waiting.push(resolve)),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  const server = new SMTPServer({
    ...{ authOptional: true, disabledCommands: ['STARTTLS'], closeTimeout: 200 },
    onData(stream, session, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const from = session.envelope.mailFrom === false ? '' : session.envelope.mailFrom.address;
        const to = session.envelope.rcptTo.map(({ address }) => address);
        if (box.answer === 'take' || box.answer === 'wait')
          box.letters.push({ from, to, source: Buffer.concat(parts).toString('latin1') });
        for (const told of waiting.splice(0)) told();
        if (box.answer === 'take') done(null, 'kept');
        else if (box.answer === 'refuse') done(Object.assign(new Error('mailbox full'), { responseCode: 552 }));
        else if (box.answer === 'hangUp') for (const one of server.connections) one.close();
      });
    },
  });
  server.on('error', () => undefined); // a client that is killed in the middle is part of the tests
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as { port: number };
  box.url = `smtp://127.0.0.1:${port}`;
  return box;
}

/** A message's headers (folded lines joined, words decoded) and its parts, bodies decoded. */
export function readMail(source: string): {
  headers: Map<string, string>;
  parts: { type: string; filename: string | null; content: Buffer }[];
} {
  const { headers, body } = split(source);
  const boundary = /boundary="?([^";]+)"?/.exec(headers.get('content-type') ?? '')?.[1];
  if (boundary === undefined) return { headers, parts: [partOf(headers, body)] };
  const pieces = body.split(new RegExp(`\r?\n?--${boundary.replace(/[^\w]/g, '\\$&')}(?:--)?\r?\n?`)).slice(1, -1);
  return {
    headers,
    parts: pieces.map((piece) => {
      const one = split(piece);
      return partOf(one.headers, one.body);
    }),
  };
}

function split(source: string): { headers: Map<string, string>; body: string } {
  const at = source.indexOf('\r\n\r\n');
  const lines = source
    .slice(0, at)
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n');
  const headers = new Map(
    lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), decodeWords(line.slice(line.indexOf(':') + 1).trim())]),
  );
  return { headers, body: source.slice(at + 4) };
}

function partOf(headers: ReadonlyMap<string, string>, body: string) {
  const coding = headers.get('content-transfer-encoding') ?? '7bit';
  const content =
    coding === 'base64'
      ? Buffer.from(body, 'base64')
      : coding === 'quoted-printable'
        ? quoted(body)
        : Buffer.from(body, 'latin1');
  return {
    type: (headers.get('content-type') ?? '').split(';')[0]!,
    filename: /filename="?([^";]+)"?/.exec(headers.get('content-disposition') ?? '')?.[1] ?? null,
    content,
  };
}
const quoted = (text: string): Buffer =>
  Buffer.from(
    text.replace(/=\r?\n/g, '').replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );

/** RFC 2047 words. */
const decodeWords = (text: string): string =>
  text
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?UTF-8\?([BQ])\?([^?]*)\?=/gi, (_, coding: string, word: string) =>
      coding.toUpperCase() === 'B'
        ? Buffer.from(word, 'base64').toString('latin1')
        : quoted(word.replaceAll('_', ' ')).toString('latin1'),
    )
    .replace(/[\x80-\xff]+/g, (bytes) => Buffer.from(bytes, 'latin1').toString('utf8'));
