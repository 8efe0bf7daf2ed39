import { expect, test } from '@jest/globals';
import { sentence, withSentences } from './i18n.ts';
import { loadPlugins } from './plugins.ts';

test('a code becomes the sentence of its namespace, in both languages', () => {
  const finding = { code: 'access.signIn.tooMany', params: { minutes: 15 } };
  expect(sentence('vi', finding)).toBe('Đăng nhập sai quá nhiều lần. Hãy thử lại sau 15 phút.');
  expect(sentence('en', finding)).toBe('Too many failed attempts to sign in. Try again in 15 minutes.');
});

test('markup in a param stays text and is not escaped twice', () => {
  expect(sentence('en', { code: 'access.login.taken', params: { login: '<b>$t(x)</b> {{y}}' } })).toContain(
    '“<b>$t(x)</b> {{y}}”',
  );
});

test('a code without a sentence shows itself and its params', () => {
  expect(sentence('vi', { code: 'access.nothing', params: { a: 1 } })).toBe('access.nothing {"a":1}');
});

test('findings keep their place', () => {
  const [finding] = withSentences('en', [{ code: 'access.password.short', params: {}, at: { field: 'password' } }]);
  expect(finding).toMatchObject({ at: { field: 'password' }, message: 'A password needs at least 8 characters.' });
});

test('a sentence says months, services and variables as people do', async () => {
  await loadPlugins();
  expect(
    sentence('vi', {
      code: 'metering.reading.missing',
      params: { period: '2026-11', serial: 'M1', service: 'water', register: 'total' },
    }),
  ).toContain('kỳ 11/2026 của đồng hồ M1 (Nước');
  const params = { variable: 'memberDays', missing: 'memberDays, consumption', line: '', service: 'water' };
  expect(sentence('en', { code: 'pricing.missingVariable', params })).toContain(
    'missing: Days of all registered people, Consumption',
  );
});
