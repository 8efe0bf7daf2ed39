import { expect, test } from '@jest/globals';
import { loadWords, wordsOf } from '../platform/i18n.ts';
import { permissionsOf, type Role, roles } from './roles.ts';

loadWords();

test.each(roles)('%s and everything it may do is said in Vietnamese and English', (role) => {
  for (const lang of ['vi', 'en'] as const) {
    const keys = [`role.${role}.hint`, ...permissionsOf(role).map((each) => `may.${each}`)];
    expect(keys.filter((key) => !wordsOf(lang, 'access')?.[key])).toEqual([]);
    expect(wordsOf(lang, 'ui')).toHaveProperty([`role.${role}`]);
  }
});

test.each<[Role, string, boolean]>([
  ['cashier', 'money.collect', true],
  ['cashier', 'money.adjust', false],
  ['cashier', 'money.void', false],
  ['cashier', 'readings.write', false],
  ['technician', 'readings.write', true],
  ['technician', 'readings.accept', false],
  ['technician', 'money.collect', false],
  ['frontdesk', 'cards.write', true],
  ['frontdesk', 'runs.preview', false],
  ['accountant', 'runs.approve', false],
  ['manager', 'users.write', false],
])('%s, %s: %s', (role, permission, may) => {
  expect(permissionsOf(role).includes(permission)).toBe(may);
});
