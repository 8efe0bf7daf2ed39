import { describe, expect, test } from '@jest/globals';
import type { ViewDef } from '#kit';
import { compileView } from './compile-view.ts';
import { fillSeries } from './fill-series.ts';
import { SheetStore } from './sheet-store.ts';
import { parseTabText, toTabText } from './tab-text.ts';

const view: ViewDef = {
  id: 'v',
  ns: 'ui',
  title: 'ui:x',
  rowKey: 'id',
  rowModel: 'client',
  version: 1,
  actions: [],
  columns: [
    { field: 'unit', type: 'text', title: 'ui:unit' },
    { field: 'previous', type: 'number', title: 'ui:p' },
    {
      field: 'value',
      type: 'number',
      title: 'ui:v',
      edit: true,
      rules: [{ when: 'has(value) and value < previous', message: 'ui:below', level: 'error' }],
    },
    { field: 'used', type: 'number', title: 'ui:u', calc: 'has(value) ? value - previous : value', sum: true },
    { field: 'note', type: 'text', title: 'ui:n', edit: true },
  ],
  styles: [{ when: 'has(used) and used > 300', columns: ['used'], tone: 'warn', message: 'ui:high' }],
};
const rows = [
  { id: 1, unit: 'A-101', previous: '100', value: '150', note: null, revision: 3 },
  { id: 2, unit: 'A-102', previous: '200.5', value: null, note: null, revision: 0 },
  { id: 3, unit: 'A-103', previous: '300', value: '700', note: null, revision: 1, locked: true },
];
const make = (): SheetStore => new SheetStore(compileView(view), rows);

describe('one path writes everything', () => {
  test('derived cells, totals and counts follow a commit exactly', () => {
    const store = make();
    expect(store.totals()).toEqual({ used: '450' }); // 50 + 400
    expect(store.counts()).toEqual({ rows: 3, error: 0, warn: 1, missing: 1 });
    store.commit([{ key: '2', field: 'value', value: '200.75' }]);
    expect(store.row('2')?.used).toBe('0.25');
    expect(store.totals()).toEqual({ used: '450.25' });
    expect(store.counts().missing).toBe(0);
    expect(store.dirty()).toBe(1);
  });

  test('a batch is one step of undo, and redo brings it back', () => {
    const store = make();
    store.commit([
      { key: '1', field: 'value', value: '160' },
      { key: '2', field: 'value', value: '210.5' },
    ]);
    store.undo();
    expect([store.row('1')?.value, store.row('2')?.value, store.dirty()]).toEqual(['150', null, 0]);
    store.redo();
    expect([store.row('1')?.value, store.row('2')?.value, store.dirty()]).toEqual(['160', '210.5', 2]);
  });

  test('a locked row and a read-only column are not written', () => {
    const store = make();
    expect(
      store.commit([
        { key: '3', field: 'value', value: '1' },
        { key: '1', field: 'previous', value: '1' },
      ]),
    ).toBe(0);
    expect(store.dirty()).toBe(0);
  });

  test('a text that cannot be read is kept, marked, and never sent', () => {
    const store = make();
    store.commit([{ key: '1', field: 'value', value: null, bad: { text: 'abc', code: 'grid.notNumber' } }]);
    expect(store.badOf(store.row('1')!, 'value')?.text).toBe('abc');
    expect(store.markOf(store.row('1')!, 'value')).toMatchObject({ tone: 'error', message: 'ui:grid.notNumber' });
    expect(store.totals()).toEqual({ used: '400' });
    expect(store.pending()).toEqual([]);
    expect(store.counts()).toMatchObject({ error: 1, missing: 1 });
  });

  test('a rule that holds marks its cell with the reason', () => {
    const store = make();
    store.commit([{ key: '1', field: 'value', value: '99' }]);
    expect(store.markOf(store.row('1')!, 'value')).toMatchObject({ tone: 'error', message: 'ui:below' });
  });

  test('a saved row is clean, and what was typed meanwhile stays dirty', () => {
    const store = make();
    store.commit([{ key: '1', field: 'value', value: '160' }]);
    const sent = new Map(store.pending().map(({ key, values }) => [key, values]));
    store.commit([{ key: '1', field: 'note', value: 'đọc lại' }]);
    store.accept([{ ...rows[0]!, value: '160', revision: 4 }], sent);
    expect(store.row('1')).toMatchObject({ value: '160', note: 'đọc lại', revision: 4, used: '60' });
    expect(store.pending().map(({ values }) => values)).toEqual([{ note: 'đọc lại' }]);
  });

  test('what the server told stays at the cell until it is typed again', () => {
    const store = make();
    store.tell([{ key: '1', field: 'value', mark: { tone: 'error', message: 'metering.reading.stale', params: {} } }]);
    expect(store.counts().error).toBe(1);
    store.commit([{ key: '1', field: 'value', value: '151' }]);
    expect(store.counts().error).toBe(0);
  });
});

test('a view whose formula names an unknown field does not load', () => {
  expect(() => compileView({ ...view, styles: [{ when: 'nothing > 1', columns: ['used'], tone: 'warn' }] })).toThrow(
    'formula.unknownName',
  );
});
test('a block of cells survives the clipboard with tabs, quotes and line breaks inside', () => {
  const block = [
    ['a', 'b "c"'],
    ['d\te', 'f\ng'],
  ];
  expect(parseTabText(toTabText(block))).toEqual(block);
  expect(parseTabText('1\t2\r\n3\t4\r\n')).toEqual([
    ['1', '2'],
    ['3', '4'],
  ]);
});
test('the fill handle continues an even series and repeats anything else', () => {
  expect(fillSeries(['100', '110'], 3)).toEqual(['120', '130', '140']);
  expect(fillSeries(['0.1', '0.2'], 2)).toEqual(['0.3', '0.4']);
  expect(fillSeries(['1', '2', '4'], 4)).toEqual(['1', '2', '4', '1']);
  expect(fillSeries(['5'], 2)).toEqual(['5', '5']);
});
