import { expect, test } from '@jest/globals';
import { partsOf } from './parts-of.ts';

test.each([
  [
    'named changes',
    { changes: { role: { before: 'reader', after: 'cashier' } }, newPassword: true },
    [
      { field: 'role', before: 'reader', after: 'cashier' },
      { field: 'newPassword', after: true },
    ],
  ],
  [
    'a list of paths',
    { name: 'Nước', changes: [{ path: 'body.price', from: '1', to: '2' }] },
    [
      { field: 'name', after: 'Nước' },
      { field: 'body.price', before: '1', after: '2' },
    ],
  ],
  [
    'what was and what was sent; the same is no change',
    { was: { phone: null, name: 'An' }, change: { phone: '09', name: 'An' } },
    [{ field: 'phone', before: null, after: '09' }],
  ],
  [
    'what was beside what is',
    { was: { from: '2026-01-01', to: null }, from: '2026-01-01', to: '2026-05-31', reason: 'dọn đi' },
    [
      { field: 'from', before: '2026-01-01', after: '2026-01-01' },
      { field: 'to', before: null, after: '2026-05-31' },
      { field: 'reason', after: 'dọn đi' },
    ],
  ],
  [
    'a state left for another',
    { service: 'x', from: 'active', to: 'locked', fee: 0 },
    [
      { field: 'service', after: 'x' },
      { field: 'state', before: 'active', after: 'locked' },
      { field: 'fee', after: 0 },
    ],
  ],
  [
    'a span of days',
    { from: '2026-01-01', to: '2026-02-01' },
    [
      { field: 'from', after: '2026-01-01' },
      { field: 'to', after: '2026-02-01' },
    ],
  ],
  [
    'counts under the same name',
    { bills: 3, changes: { new: 1, gone: 0 }, ended: [] },
    [
      { field: 'bills', after: 3 },
      { field: 'new', after: 1 },
      { field: 'gone', after: 0 },
    ],
  ],
])('%s', (_, detail, parts) => {
  expect(partsOf(detail)).toEqual(parts);
});
