import { describe, expect, test } from '@jest/globals';
import { type ColumnDef, compileViewFormula, type MeterPlugin, type ViewFieldType } from '#kit';
import { fold } from '#platform/sheet/fold';
import { readingsView } from './readings-view.ts';
import { fieldOf } from './sheet/find-heading.ts';
import { sheetFields } from './sheet/sheet-fields.ts';

const plugin = {
  id: 'steam',
  kind: 'meter',
  version: '1.0.0',
  measure: { unit: 't', decimals: 2 },
  anomaly: [],
  variables: [],
} as unknown as MeterPlugin;
const grid = {
  columns: [
    { field: 'members', type: 'number', title: 'steam:members' },
    { field: 'value', type: 'text', title: 'steam:mine' },
  ] as ColumnDef[],
  styles: [{ when: 'members == 0', columns: ['members'], tone: 'warn' as const }],
};
const all = ['readings.write', 'readings.accept'];
// what a row holds beside the columns
const row: Record<string, ViewFieldType> = { kind: 'text', locked: 'boolean', multiplier: 'number', digits: 'number' };
const words = ['actual', 'estimate', 'closing', 'faulty', 'missing', 'entered', 'held', 'accepted'];
const typeOf = ({ type }: ColumnDef): ViewFieldType =>
  ['number', 'percent', 'money'].includes(type) ? 'number' : type === 'bool' ? 'boolean' : 'text';
const fields = (columns: ColumnDef[]) => ({
  ...row,
  ...Object.fromEntries(columns.map((column) => [column.field, typeOf(column)])),
});

describe('the view of readings', () => {
  const view = readingsView({ ...plugin, grid }, all);
  const formula = (text: string) => compileViewFormula(text, { fields: fields(view.columns), words });
  const column = (field: string) => view.columns.find((each) => each.field === field)!;

  test('compiles: every formula names only what a row has', () => {
    for (const { calc, rules = [] } of view.columns) {
      if (calc) formula(calc);
      for (const { when } of rules) formula(when);
    }
    for (const { when } of view.styles) formula(when);
  });

  test.each([
    ['a usual reading', { previous: '100', value: '214.5', rollover: false, multiplier: '1', dialEnd: '100000' }, '114.5'],
    ['past the end of the dial', { previous: '99900', value: '150', rollover: true, multiplier: '1', dialEnd: '100000' }, '250'],
    ['with a multiplier', { previous: '100', value: '112', rollover: false, multiplier: '40', dialEnd: '100000' }, '480'],
    [
      'a faulty meter: what was declared',
      { previous: '100', value: '101', rollover: false, multiplier: '1', dialEnd: '100000', declared: '62' },
      '62',
    ],
    ['nothing entered', { previous: '100', value: null, rollover: false, multiplier: '1', dialEnd: '100000' }, null],
  ])('computes the consumption of %s', (_, given, expected) => {
    expect(formula(column('consumption').calc!).evaluate(given)).toBe(expected);
  });

  test.each([
    ['below the last real reading', '99', '100', true],
    ['below an estimate, not below the last real reading', '105', '100', false],
    ['as it should be', '120', '110', false],
  ])('marks a value %s', (_, value, lowest, wrong) => {
    const rule = column('value').rules!.find(({ message }) => message === 'metering:rule.belowPrevious')!;
    expect(formula(rule.when).holds({ value, lowest, previous: '110', rollover: false })).toBe(wrong);
  });

  test('shows the change in percent against what was expected', () => {
    expect(formula(column('delta').calc!).evaluate({ value: '1', consumption: '150', expected: '100' })).toBe('50');
    expect(formula(column('delta').calc!).evaluate({ value: '1', consumption: '150', expected: null })).toBeNull();
  });

  test('takes a plugin’s columns, but not in place of core’s', () => {
    expect(column('members').title).toBe('steam:members');
    expect(column('value').title).toBe('metering:column.value');
  });

  test('leaves out what the caller may not do', () => {
    const reader = readingsView(plugin, []);
    expect(reader.columns.some(({ edit }) => edit)).toBe(false);
    expect(reader.actions.map(({ id }) => id)).toEqual(['template']);
  });
});

describe('the one list of fields', () => {
  test.each(['vi', 'en'])('has headings in %s that the parser takes for the same field', async (lang) => {
    const { default: words } = await import(`../../locales/${lang}/metering.json`, { with: { type: 'json' } });
    for (const { id } of sheetFields) expect([id, fieldOf(fold(words[`column.${id}`]))]).toEqual([id, id]);
  });
  test('claims no heading twice', () => {
    const headings = sheetFields.flatMap(({ exact, starts }) => [...exact, ...starts]);
    expect(headings.filter((heading, n) => headings.indexOf(heading) !== n)).toEqual([]);
    expect(headings.filter((heading) => fold(heading) !== heading)).toEqual([]);
  });
});
