import { expect, test } from '@jest/globals';
import { hashPassword, passwordMatches } from './password.ts';

test('the right password matches, another does not, and two hashes of one password differ', async () => {
  const [one, two] = [await hashPassword('mật khẩu'), await hashPassword('mật khẩu')];
  expect(one).not.toBe(two);
  expect(one).toMatch(/^argon2id\$19456\$2\$[\w-]{22}\$[\w-]{43}$/);
  expect(await passwordMatches('mật khẩu', one)).toBe(true);
  expect(await passwordMatches('mat khau', one)).toBe(false);
});

test('the same letters in decomposed form match', async () => {
  expect(await passwordMatches('mật khẩu'.normalize('NFD'), await hashPassword('mật khẩu'.normalize('NFC')))).toBe(true);
});

test('a stored value that is no hash matches nothing', async () => {
  for (const stored of ['-', '', 'argon2id$1$1$$', 'plain']) expect(await passwordMatches(stored, stored)).toBe(false);
});
