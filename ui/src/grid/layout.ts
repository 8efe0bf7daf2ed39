// What a drawn grid shows and how its user arranged it: columns, order, filters, the focused cell. Reads and moves AG Grid, keeps nothing.
import type { Column, GridApi, GridState, RowSelectionOptions } from 'ag-grid-community';
import type { Box } from './block.ts';
import type { CompiledView } from './compile-view.ts';
import type { Mark, Row, SheetStore } from './sheet-store.ts';

export interface ShownColumn {
  field: string;
  title: string;
  shown: boolean;
}
export interface Active {
  row: Row;
  field: string;
  mark: Mark | undefined;
}

/** A box before each row, and one for all rows that the filters leave. */
export const MANY_ROWS: RowSelectionOptions<Row> = {
  mode: 'multiRow',
  checkboxes: true,
  headerCheckbox: true,
  selectAll: 'filtered',
  enableClickSelection: false,
};

/** Columns of the view, and which of them are shown. */
export function shownColumns(api: GridApi<Row>, { def }: CompiledView): ShownColumn[] {
  const shown = new Set(api.getAllDisplayedColumns().map((column: Column) => column.getColId()));
  return def.columns.map(({ field, title }) => ({ field, title, shown: shown.has(field) }));
}

export function columnsIn(api: GridApi<Row> | null, view: CompiledView, box: Box) {
  const shown = api?.getAllDisplayedColumns().slice(box.left, box.right + 1) ?? [];
  return shown.map((column) => view.columns.get(column.getColId()));
}

/** Null: as the view was described. */
export function restoreLayout(api: GridApi<Row>, state: GridState | null): void {
  if (state) api.setState(state, ['focusedCell', 'scroll', 'rowSelection']);
  else {
    api.resetColumnState();
    api.setFilterModel(null);
  }
}

/** Focuses a cell by its row key and scrolls to it. */
export function focusCell(api: GridApi<Row> | null, key: string, field: string): void {
  const index = api?.getRowNode(key)?.rowIndex;
  if (!api || index === null || index === undefined) return;
  api.ensureIndexVisible(index, 'middle');
  api.ensureColumnVisible(field);
  api.setFocusedCell(index, field);
}

/** Null while the totals row or no cell has the focus. */
export function activeCell(api: GridApi<Row> | null, store: SheetStore): Active | null {
  const focused = api?.getFocusedCell();
  const row = focused && !focused.rowPinned ? api?.getDisplayedRowAtIndex(focused.rowIndex)?.data : undefined;
  const field = focused?.column.getColId();
  return row && field ? { row, field, mark: store.markOf(row, field) } : null;
}

export function writeCsv(api: GridApi<Row>, { def }: CompiledView, name: string): void {
  const columnKeys = def.columns.filter((column) => column.type !== 'spark' && !column.hide).map((column) => column.field);
  api.exportDataAsCsv({ fileName: `${name}.csv`, columnKeys, skipPinnedBottom: true });
}

/** Null: every row that is drawn. False when the grid is gone. */
export function refreshRows(api: GridApi<Row>, keys: ReadonlySet<string> | null): boolean {
  if (api.isDestroyed()) return false;
  const rowNodes = keys ? [...keys].map((key) => api.getRowNode(key)).filter((node) => node !== undefined) : undefined;
  api.refreshCells({ rowNodes, force: true });
  return true;
}
