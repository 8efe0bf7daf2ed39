// AG Grid's column definitions from a view. Functions only: string expressions would need eval.

import type { CellClassParams, ColDef, ICellRendererParams } from 'ag-grid-community';
import type { ColumnDef, Tone } from '#kit';
import type { Lang } from '../i18n/i18n.ts';
import { boxClasses } from './block.ts';
import { CellEditor } from './cell-editor.ts';
import { plainText, shownText } from './cell-text.ts';
import { chipCell, deltaCell, sparkCell, toneOfOption } from './cells.ts';
import { numberOf } from './number-of.ts';
import type { Row, SheetStore } from './sheet-store.ts';

export interface ColumnContext {
  lang: Lang;
  word: (key: string) => string;
  store: SheetStore;
  wears: (row: number, colId: string, index: number) => boolean;
  totalLabel: string;
  sortable: boolean;
}
const tones: Tone[] = ['error', 'warn', 'info', 'ok', 'muted', 'strong'];
const isNumeric = (column: ColumnDef): boolean => ['number', 'money', 'percent'].includes(column.type);

export function columnDefs(context: ColumnContext): ColDef<Row>[] {
  const { store, word } = context;
  const columns = store.view.def.columns;
  const labelled = columns.slice(1).find((column) => column.type === 'text' && !column.hide) ?? columns[0]; // the key column is too narrow
  const number: ColDef<Row> = {
    colId: '#',
    headerName: '#',
    width: 46,
    pinned: 'left',
    lockPosition: 'left',
    resizable: false,
    sortable: false,
    suppressNavigable: true,
    cellClass: 'row-number',
    headerClass: 'num',
    valueGetter: (p) => (p.node?.rowPinned ? '' : (p.node?.rowIndex ?? 0) + 1),
  };
  return [number, ...columns.map((column) => columnDef(column, context, column === labelled))].map((def) => ({
    ...def,
    headerTooltip: def.headerName,
  }));

  function columnDef(column: ColumnDef, { lang, wears, totalLabel, sortable }: ColumnContext, isLabel: boolean): ColDef<Row> {
    const show = (row: Row | undefined): string =>
      row ? (store.badOf(row, column.field)?.text ?? shownText(row[column.field], column, lang, word)) : '';
    const rules: Record<string, (p: CellClassParams<Row>) => boolean> = {
      'is-dirty': (p) => !!p.data && !p.node.rowPinned && store.isDirty(p.data, column.field),
      'is-locked': (p) => column.edit === true && p.data?.locked === true,
    };
    for (const tone of tones)
      rules[`is-${tone}`] = (p) => !!p.data && !p.node.rowPinned && store.markOf(p.data, column.field)?.tone === tone;
    boxClasses.forEach((name, i) => {
      rules[name] = (p) => !p.node.rowPinned && wears(p.rowIndex, column.field, i);
    });
    const wider = column.unit || column.type === 'date' ? 14 : 0; // room for the unit behind the title, or a whole date
    const unit = column.unit ? ` (${column.unit.includes(':') ? word(column.unit) : column.unit})` : '';
    return {
      colId: column.field,
      field: column.field,
      headerName: `${word(column.title)}${unit}`,
      pinned: column.flex ? null : (column.pin ?? null),
      hide: column.hide === true,
      sortable,
      ...(column.flex
        ? { flex: column.flex, minWidth: Math.min(column.width ?? 90, 120) }
        : { width: (column.width ?? (isNumeric(column) ? 104 : 120)) + wider }),
      headerClass: isNumeric(column) ? 'num' : '',
      cellClass: [
        isNumeric(column) ? 'num' : '',
        column.edit ? 'is-edit' : '',
        column.look ? `look-${column.look}` : '',
        column === columns[0] ? 'is-key' : '',
        `type-${column.type}`,
      ].filter(Boolean),
      cellClassRules: rules,
      editable: (p) =>
        column.edit === true && column.type !== 'bool' && !p.node.rowPinned && !!p.data && store.mayEdit(p.data, column),
      cellEditor: CellEditor,
      cellEditorParams: {
        textOf: (row: Row) => store.badOf(row, column.field)?.text ?? plainText(row[column.field], column, lang),
      },
      filter:
        column.filter === false || !sortable
          ? false
          : isNumeric(column)
            ? 'agNumberColumnFilter'
            : column.type === 'text' || column.type === 'enum'
              ? 'agTextColumnFilter'
              : false,
      filterValueGetter: (p) =>
        isNumeric(column) ? (numberOf(p.data?.[column.field]) === null ? null : Number(p.data?.[column.field])) : show(p.data),
      getQuickFilterText: (p) => `${show(p.data)} ${plainText(p.data?.[column.field], column, lang)}`,
      comparator: isNumeric(column)
        ? compareNumbers
        : column.type === 'text'
          ? (a, b) => collators[lang].compare(String(a ?? ''), String(b ?? ''))
          : undefined,
      valueFormatter: (p) => (p.node?.rowPinned ? (isLabel ? totalLabel : shownText(p.value, column, lang, word)) : show(p.data)),
      cellRenderer: renderer(column, show),
      cellDataType: false,
      equals: () => false,
    };
  }
}

function renderer(column: ColumnDef, show: (row: Row | undefined) => string): ColDef<Row>['cellRenderer'] {
  const draws = column.type === 'spark' || column.look === 'chip' || column.look === 'delta' || column.type === 'bool';
  if (!draws) return undefined;
  return (p: ICellRendererParams<Row>) => {
    const value = p.data?.[column.field];
    if (p.node.rowPinned || !p.data || value === null || value === undefined)
      return p.node.rowPinned ? (p.valueFormatted ?? '') : '';
    if (column.type === 'spark') return sparkCell(value as unknown[]);
    if (column.look === 'delta') return deltaCell(show(p.data), value);
    if (column.type === 'bool') return value === true ? chipCell(show(p.data), 'info') : '';
    return chipCell(show(p.data), toneOfOption(column, value));
  };
}

const collators: Record<Lang, Intl.Collator> = {
  vi: new Intl.Collator('vi', { numeric: true }),
  en: new Intl.Collator('en', { numeric: true }),
};
function compareNumbers(a: unknown, b: unknown): number {
  const [left, right] = [numberOf(a), numberOf(b)];
  if (left === null || right === null) return left === right ? 0 : left === null ? -1 : 1;
  return left < right ? -1 : left > right ? 1 : 0;
}
