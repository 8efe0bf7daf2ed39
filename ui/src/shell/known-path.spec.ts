import { isKnownPath } from './known-path.ts';

const routes = [
  { path: 'login' },
  { path: '', children: [{ path: 'bills' }, { path: 'bills/:id' }, { path: 'settings', children: [{ path: 'users' }] }] },
  { path: '**', redirectTo: '' },
];

test.each([
  ['/bills', true],
  ['/bills/12', true],
  ['/settings/users', true],
  ['/settings/money', false],
  ['/meters', false],
  ['/bills/12/lines', false],
])('%s: %s', (path, known) => {
  expect(isKnownPath(routes, path)).toBe(known);
});
