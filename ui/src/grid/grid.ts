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
  SelectionChangedEvent,
} from 'ag-grid-community';
import { I18n } from '../i18n/i18n.ts';
import { isSingle } from './block.ts';
import { columnDefs } from './columns.ts';
import {
  type Active,
  activeCell,
  columnsIn,
  focusCell,
  MANY_ROWS,
  refreshRows,
  restoreLayout,
  type ShownColumn,
  shownColumns,
  writeCsv,
} from './layout.ts';
import { type Picked, pickSum } from './pick-sum.ts';
import { Sheet, type Told } from './sheet.ts';
import type { Row, SheetStore } from './sheet-store.ts';
import { gridTheme } from './theme.ts';

export type { GridState, IDatasource as PageSource } from 'ag-grid-community';
export type { Active } from './layout.ts';
export type { Picked } from './pick-sum.ts';
export type Only = 'error' | 'warn' | 'missing' | null;
@Component({
  selector: 'th-grid',
  imports: [AgGridAngular],
  templateUrl: './grid.html',
  styleUrl: './grid.scss',
  host: { '[class.readonly]': '!editable()' },
})
export class Grid {
  readonly store = input.required<SheetStore>();
  readonly label = input('');
  readonly period = input('');
  readonly quick = input('');
  readonly only = input<Only>(null);
  /** Keys of the rows to show; null shows all. */
  readonly keys = input<ReadonlySet<string> | null>(null);
  /** A box before each row, and all rows that are shown at once. */
  readonly selectable = input(false);
  readonly source = input<IDatasource | null>(null);
  /** Totals of a paged grid, from the server; a whole sheet adds up itself. */
  readonly sums = input<Row | null>(null);
  readonly active = output<Active | null>();
  readonly opened = output<{ row: Row; field: string }>();
  readonly picked = output<Picked | null>();
  readonly told = output<Told | null>();
  readonly chosen = output<Row[]>();

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
  protected readonly selection = computed(() => (this.selectable() ? MANY_ROWS : undefined));
  protected readonly filtering = () => this.through !== null || this.keys() !== null;
  protected readonly passes = ({ data }: IRowNode<Row>) => {
    if (!data) return true;
    const key = this.store().keyOf(data);
    return (this.through?.has(key) ?? true) && (this.keys()?.has(key) ?? true);
  };
  /** Rows that had the problem when the filter was switched on: a corrected row stays until it is switched again. */
  private through: ReadonlySet<string> | null = null;

  constructor() {
    inject(DestroyRef).onDestroy(() => this.sheet()?.destroy());
    effect(() => {
      const only = this.only();
      const store = this.store();
      this.through = only ? new Set(store.rows.filter((row) => store.has(row, only)).map((row) => store.keyOf(row))) : null;
      this.keys();
      const api = this.live();
      untracked(() => api?.onFilterChanged()); // it calls back into the sheet, whose signals are not this effect's business
    });
    effect(() => {
      const sheet = this.sheet();
      const box = sheet?.box() ?? null;
      this.store().dirty();
      this.picked.emit(
        box && !isSingle(box) && sheet
          ? pickSum(box, columnsIn(this.live(), this.store().view, box), (index) => sheet.rowAt(index))
          : null,
      );
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
      if (refreshRows(api, keys)) this.tellActive();
    };
    const context = () => ({ lang: this.i18n.lang(), period: this.period(), word: this.i18n.t });
    this.sheet.set(new Sheet(api, this.host, store, context, (row, field) => this.opened.emit({ row, field })));
    api.addEventListener('gridPreDestroyed', ({ state }) => {
      this.state = state;
    });
  }
  goTo(key: string, field: string): void {
    focusCell(this.live(), key, field);
  }
  exportCsv(name: string): void {
    const api = this.live();
    if (api) writeCsv(api, this.store().view, name);
  }
  columns(): ShownColumn[] {
    const api = this.live();
    return api ? shownColumns(api, this.store().view) : [];
  }
  show(field: string, shown: boolean): void {
    this.live()?.setColumnsVisible([field], shown);
  }
  /** Order, widths, sort and filters as they stand, to be kept under a name. */
  keep(): GridState | undefined {
    return this.live()?.getState();
  }
  restore(state: GridState | null): void {
    const api = this.live();
    if (api) restoreLayout(api, state);
  }
  unchoose(): void {
    this.live()?.deselectAll();
  }
  protected choose(event: SelectionChangedEvent<Row>): void {
    this.chosen.emit(event.api.getSelectedRows());
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
    const row = event.data;
    if (!row || event.rowPinned || !column) return;
    const { field } = column;
    if (column.look === 'link') this.opened.emit({ row, field });
    else if (column.type === 'bool' && this.store().mayEdit(row, column))
      this.store().commit([{ key: this.store().keyOf(row), field, value: row[field] !== true }]);
  }
  private live(): GridApi<Row> | null {
    const api = this.api();
    return api && !api.isDestroyed() ? api : null;
  }
  private tellActive(): void {
    this.active.emit(activeCell(this.live(), this.store()));
  }
}
