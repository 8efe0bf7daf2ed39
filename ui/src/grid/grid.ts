// A view drawn as a spreadsheet: give it a store, it shows, edits and explains. Pages never touch AG Grid.
import './modules.ts';
import {
  Component,
  CSP_NONCE,
  computed,
  DestroyRef,
  ElementRef,
  effect,
  inject,
  input,
  output,
  resource,
  signal,
  untracked,
} from '@angular/core';
import { AgGridAngular } from 'ag-grid-angular';
import type {
  CellClickedEvent,
  CellEditRequestEvent,
  GridApi,
  GridReadyEvent,
  GridState,
  IDatasource,
  IRowNode,
} from 'ag-grid-community';
import { I18n } from '../i18n/i18n.ts';
import { type Box, isSingle } from './block.ts';
import { columnDefs } from './columns.ts';
import { type Picked, pickSum } from './pick-sum.ts';
import { Sheet, type Told } from './sheet.ts';
import type { Mark, Row, SheetStore } from './sheet-store.ts';
import { gridTheme } from './theme.ts';

export type { IDatasource as PageSource } from 'ag-grid-community';
export type { Picked } from './pick-sum.ts';
export type Only = 'error' | 'warn' | 'missing' | null;
export interface Active {
  row: Row;
  field: string;
  mark: Mark | undefined;
}

@Component({
  selector: 'th-grid',
  imports: [AgGridAngular],
  template: `@for (key of [drawn()]; track key) {
    <ag-grid-angular [attr.aria-label]="label()" [theme]="theme" [styleNonce]="nonce" [localeText]="words.value()" [columnDefs]="defs()" [initialState]="state"
      [rowModelType]="source() ? 'infinite' : 'clientSide'" [rowData]="source() ? undefined : store().rows" [datasource]="source() ?? undefined"
      [cacheBlockSize]="100" [blockLoadDebounceMillis]="120" [maxConcurrentDatasourceRequests]="2"
      [getRowId]="rowId" [pinnedBottomRowData]="bottom()" [readOnlyEdit]="true" [stopEditingWhenCellsLoseFocus]="true" [suppressNoRowsOverlay]="true"
      [quickFilterText]="quick()" [isExternalFilterPresent]="filtering" [doesExternalFilterPass]="passes" [animateRows]="false" [rowBuffer]="6"
      [suppressColumnVirtualisation]="false" [tooltipShowDelay]="600" [suppressDragLeaveHidesColumns]="true"
      (gridReady)="ready($event)" (cellEditRequest)="typed($event)" (cellFocused)="follow()" (modelUpdated)="renumber()" (cellClicked)="click($event)"
      (sortChanged)="sheet()?.collapse()" (filterChanged)="sheet()?.collapse()" (columnMoved)="sheet()?.collapse()" />
  }`,
  styleUrl: './grid.scss',
  host: { '[class.readonly]': '!editable()' },
})
export class Grid {
  readonly store = input.required<SheetStore>();
  readonly label = input('');
  readonly period = input('');
  readonly quick = input('');
  readonly only = input<Only>(null);
  readonly source = input<IDatasource | null>(null);
  /** Totals of a paged grid, from the server; a whole sheet adds up itself. */
  readonly sums = input<Row | null>(null);
  readonly active = output<Active | null>();
  readonly opened = output<{ row: Row; field: string }>();
  readonly picked = output<Picked | null>();
  readonly told = output<Told | null>();

  protected readonly theme = gridTheme;
  protected readonly nonce = inject(CSP_NONCE, { optional: true }) ?? undefined;
  private readonly i18n = inject(I18n);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  protected readonly sheet = signal<Sheet | null>(null);
  private readonly api = signal<GridApi<Row> | null>(null);
  protected state: GridState | undefined;
  protected readonly editable = computed(() => this.store().view.def.columns.some((column) => column.edit));
  protected readonly words = resource({
    params: () => this.i18n.lang(),
    loader: async ({ params }) => (params === 'vi' ? (await import('./locale-vi.ts')).words : undefined),
  });
  // Rebuilt for a new language or a new store: AG Grid reads its words only when it is made.
  private version = 0;
  protected readonly drawn = computed(() => {
    this.store();
    return this.words.isLoading() ? untracked(() => this.version) || null : `${this.i18n.lang()}${++this.version}`;
  });
  protected readonly defs = computed(() =>
    columnDefs({
      lang: this.i18n.lang(),
      word: this.i18n.t,
      store: this.store(),
      totalLabel: this.i18n.t('grid.total'),
      sortable: !this.source(),
      wears: (row, colId, index) => untracked(this.sheet)?.wears(row, colId, index) ?? false,
    }),
  );
  protected readonly bottom = computed(() =>
    this.store().view.sums.length > 0 ? [this.sums() ?? this.store().totals()] : undefined,
  );
  protected readonly rowId = (p: { data: Row }) => this.store().keyOf(p.data);
  protected readonly filtering = () => this.through !== null;
  protected readonly passes = (node: IRowNode<Row>) =>
    !node.data || !this.through || this.through.has(this.store().keyOf(node.data));
  /** Rows that had the problem when the filter was switched on: a corrected row stays until it is switched again. */
  private through: ReadonlySet<string> | null = null;

  constructor() {
    inject(DestroyRef).onDestroy(() => this.sheet()?.destroy());
    effect(() => {
      const only = this.only();
      const store = this.store();
      this.through = only ? new Set(store.rows.filter((row) => store.has(row, only)).map((row) => store.keyOf(row))) : null;
      const api = this.live();
      untracked(() => api?.onFilterChanged()); // it calls back into the sheet, whose signals are not this effect's business
    });
    effect(() => {
      const sheet = this.sheet();
      const box = sheet?.box() ?? null;
      this.store().dirty();
      this.picked.emit(box && !isSingle(box) && sheet ? pickSum(box, this.columnsIn(box), (index) => sheet.rowAt(index)) : null);
    });
    effect(() => this.told.emit(this.sheet()?.told() ?? null));
    effect(() => {
      this.sheet()?.box();
      this.store().steps();
      this.store().counts();
      untracked(() => this.tellActive());
    });
  }

  protected ready({ api }: GridReadyEvent<Row>): void {
    this.sheet()?.destroy();
    const store = this.store();
    this.api.set(api);
    store.onChange = (keys) => {
      if (api.isDestroyed()) return;
      const nodes = keys ? [...keys].map((key) => api.getRowNode(key)).filter((node) => node !== undefined) : undefined;
      api.refreshCells({ rowNodes: nodes, force: true });
      this.tellActive();
    };
    const context = () => ({ lang: this.i18n.lang(), period: this.period(), word: this.i18n.t });
    this.sheet.set(new Sheet(api, this.host, store, context, (row, field) => this.opened.emit({ row, field })));
    api.addEventListener('gridPreDestroyed', ({ state }) => {
      this.state = state;
    });
  }
  /** Focuses a cell by its row key and scrolls to it. */
  goTo(key: string, field: string): void {
    const api = this.live();
    const index = api?.getRowNode(key)?.rowIndex;
    if (!api || index === null || index === undefined) return;
    api.ensureIndexVisible(index, 'middle');
    api.ensureColumnVisible(field);
    api.setFocusedCell(index, field);
  }
  exportCsv(name: string): void {
    const store = this.store();
    const columns = store.view.def.columns
      .filter((column) => column.type !== 'spark' && !column.hide)
      .map((column) => column.field);
    this.live()?.exportDataAsCsv({ fileName: `${name}.csv`, columnKeys: columns, skipPinnedBottom: true });
  }
  /** Reads an open editor, so that saving takes what was just typed. */
  finish(): void {
    this.sheet()?.finishEditing();
  }
  protected follow(): void {
    this.sheet()?.followFocus();
    this.tellActive();
  }
  protected typed(event: CellEditRequestEvent<Row>): void {
    this.sheet()?.type(event.data, event.column.getColId(), String(event.newValue ?? ''));
  }
  protected renumber(): void {
    this.live()?.refreshCells({ columns: ['#'], force: true });
  }
  protected click(event: CellClickedEvent<Row>): void {
    const column = this.store().view.columns.get(event.column.getColId());
    if (!event.data || event.rowPinned || !column) return;
    if (column.look === 'link') this.opened.emit({ row: event.data, field: column.field });
    else if (column.type === 'bool' && this.store().mayEdit(event.data, column)) {
      this.store().commit([
        { key: this.store().keyOf(event.data), field: column.field, value: event.data[column.field] !== true },
      ]);
    }
  }
  private live(): GridApi<Row> | null {
    const api = this.api();
    return api && !api.isDestroyed() ? api : null;
  }
  private tellActive(): void {
    const api = this.live();
    const focused = api?.getFocusedCell();
    const row = focused && !focused.rowPinned ? api?.getDisplayedRowAtIndex(focused.rowIndex)?.data : undefined;
    const field = focused?.column.getColId();
    this.active.emit(row && field ? { row, field, mark: this.store().markOf(row, field) } : null);
  }
  private columnsIn(box: Box) {
    const shown =
      this.live()
        ?.getAllDisplayedColumns()
        .slice(box.left, box.right + 1) ?? [];
    return shown.map((column) => this.store().view.columns.get(column.getColId()));
  }
}
