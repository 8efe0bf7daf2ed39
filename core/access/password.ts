// Passwords: argon2id, parameters stored with the hash so that they can rise later. OWASP's minimum: 19 MiB, 2 passes.
import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

interface Cost {
  memory: number; // KiB
  passes: number;
}
const derive = promisify(argon2);
const COST: Cost = { memory: 19_456, passes: 2 };

/** `argon2id$<KiB>$<passes>$<salt>$<hash>`, base64url. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const hash = await tag(password, salt, COST);
  return ['argon2id', COST.memory, COST.passes, salt.toString('base64url'), hash.toString('base64url')].join('$');
}

/** Compares in constant time; false also for a stored value that is no hash (a user who cannot sign in). */
export async function passwordMatches(password: string, stored: string): Promise<boolean> {
  const [algorithm, memory, passes, salt, hash] = stored.split('$');
  if (algorithm !== 'argon2id' || !salt || !hash) return false;
  const expected = Buffer.from(hash, 'base64url');
  const given = await tag(password, Buffer.from(salt, 'base64url'), { memory: Number(memory), passes: Number(passes) });
  return expected.length === given.length && timingSafeEqual(expected, given);
}

function tag(password: string, nonce: Buffer, { memory, passes }: Cost): Promise<Buffer> {
  // NFC: the same Vietnamese password typed on another keyboard must be the same bytes
  const message = Buffer.from(password.normalize('NFC'));
  return derive('argon2id', { message, nonce, parallelism: 1, tagLength: 32, memory, passes }) as Promise<Buffer>;
}
