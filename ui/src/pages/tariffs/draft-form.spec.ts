import { describe, expect, test } from '@jest/globals';
import type { Plugin, TariffBody } from '#kit';
import { bodyOf, type DraftForm, emptyLine, formOf, moved } from './draft-form.ts';

const label = { vi: 'Nước', en: 'Water' };
const plugin = {
  variables: [
    { name: 'consumption', unit: 'm³', source: 'consumption', label },
    { name: 'poor', unit: '', source: 'registration', type: 'flag', label },
  ],
} as unknown as Plugin;
const body: TariffBody = {
  parameters: { drainageRate: '0.25' },
  tables: {
    steps: [
      { upTo: '4', price: '6700.5' },
      { upTo: null, price: '14400' },
    ],
  },
  lines: [
    {
      kind: 'tiers',
      code: 'water',
      vat: 'water',
      nature: 'own',
      label,
      quantity: 'consumption',
      table: 'steps',
      limitRounding: 'whole',
    },
    { kind: 'amount', code: 'drainage', vat: 'none', nature: 'own', label, when: 'not poor', amount: 'water * drainageRate' },
  ],
  priceChange: 'split',
};
const changed = (change: (form: DraftForm) => void) => {
  const form = formOf(body, 'vi');
  change(form);
  return bodyOf(plugin, form, 'vi');
};
const told = (change: (form: DraftForm) => void) => [...changed(change).problems].map(([field, { code }]) => [field, code]);

describe('a draft on the form', () => {
  test('comes back as the body it was, in both languages', () => {
    expect(formOf(body, 'vi').tables[0]!.tiers[0]!.price).toBe('6700,5');
    for (const lang of ['vi', 'en'] as const) {
      const { body: back, problems } = bodyOf(plugin, formOf(body, lang), lang);
      expect([back, [...problems]]).toEqual([body, []]);
    }
  });

  test.each<[string, (form: DraftForm) => void, string[][]]>([
    ['a number nobody can read', (form) => (form.parameters[0]!.value = '0,25 đ'), [['parameters.0.value', 'ui:grid.notNumber']]],
    ['an empty price', (form) => (form.tables[0]!.tiers[1]!.price = ''), [['tables.0.1.price', 'desk:problem.empty']]],
    [
      'limits that do not rise',
      (form) => form.tables[0]!.tiers.unshift({ upTo: '9', price: '1' }),
      [['tables.0.1.upTo', 'desk:problem.tiers.notRising']],
    ],
    [
      'a name used twice',
      (form) => (form.parameters[0]!.name = 'consumption'),
      [
        ['parameters.0.name', 'desk:problem.duplicate'],
        ['lines.1.amount', 'formula.unknownName'],
      ],
    ],
    ['a formula before the line it names', (form) => form.lines.reverse(), [['lines.0.amount', 'formula.unknownName']]],
    ['a condition that is a number', (form) => (form.lines[1]!.when = '1 + 1'), [['lines.1.when', 'formula.wrongResult']]],
    [
      'a new line that is empty',
      (form) => form.lines.push(emptyLine('amount')),
      [
        ['lines.2.code', 'desk:problem.name'],
        ['lines.2.vi', 'desk:problem.empty'],
        ['lines.2.en', 'desk:problem.empty'],
        ['lines.2.amount', 'formula.empty'],
      ],
    ],
    ['a table that is gone', (form) => (form.tables = []), [['lines.0.table', 'desk:problem.table']]],
    ['no line at all', (form) => (form.lines = []), [['lines', 'desk:problem.noLine']]],
  ])('%s is told at its field', (_name, change, expected) => {
    expect(told(change)).toEqual(expected);
  });

  test('a broken formula is cut where it breaks', () => {
    const { problems } = changed((form) => (form.lines[1]!.amount = 'water * drainRate'));
    expect(problems.get('lines.1.amount')?.mark).toMatchObject({ before: 'water * ', at: 'd', after: 'rainRate' });
  });
});

test('a line moves by one and stays at the ends', () => {
  expect([moved(['a', 'b', 'c'], 1, -1), moved(['a', 'b'], 1, 1), moved(['a', 'b'], 0, -1)]).toEqual([
    ['b', 'a', 'c'],
    ['a', 'b'],
    ['a', 'b'],
  ]);
});
