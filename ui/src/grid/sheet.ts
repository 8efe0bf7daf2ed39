// Spreadsheet behaviour over AG Grid Community: range, mouse, keyboard, clipboard, fill. It writes only through the store.

import { signal } from '@angular/core';
import type { GridApi } from 'ag-grid-community';
import type { ColumnDef } from '#kit';
import { type Box, boxClasses, boxOf, edgeOf, isSingle, type Spot, wearsOf } from './block.ts';
import { CellEditor } from './cell-editor.ts';
import type { Row, SheetStore } from './sheet-store.ts';
import { SheetWriter, type Told, type WriteContext } from './sheet-writer.ts';

export type { Told } from './sheet-writer.ts';

export class Sheet {
  readonly box = signal<Box | null>(null);
  /** What the last command has to say, for the status bar. */
  readonly told = signal<Told | null>(null);
  private anchor: Spot | null = null;
  private head: Spot | null = null;
  private filling: Box | null = null;
  private dragging = false;
  private readonly writer: SheetWriter;
  private readonly undo: (() => void)[] = [];

  constructor(
    private readonly api: GridApi<Row>,
    private readonly host: HTMLElement,
    private readonly store: SheetStore,
    context: () => WriteContext,
    private readonly open: (row: Row, field: string) => void,
  ) {
    this.writer = new SheetWriter(store, context, {
      columns: () => this.columns(),
      rowAt: (index) => this.rowAt(index),
      count: () => api.getDisplayedRowCount(),
    });
    this.listen(host, 'keydown', (event) => this.key(event as KeyboardEvent), true);
    this.listen(host, 'pointerdown', (event) => this.press(event as PointerEvent), true);
    this.listen(
      host,
      'mousedown',
      (event) => {
        if (this.filling || ((event as MouseEvent).shiftKey && this.spotOf(event.target))) event.preventDefault();
      },
      true,
    );
    this.listen(document, 'pointermove', (event) => this.drag(event as PointerEvent));
    this.listen(document, 'pointerup', () => this.release());
    this.listen(document, 'copy', (event) => this.copy(event as ClipboardEvent));
    this.listen(document, 'paste', (event) => this.paste(event as ClipboardEvent));
  }
  destroy(): void {
    for (const off of this.undo) off();
  }
  private listen(target: EventTarget, name: string, run: (event: Event) => void, capture = false): void {
    target.addEventListener(name, run, capture);
    this.undo.push(() => target.removeEventListener(name, run, capture));
  }

  // ---- places

  private columns(): (ColumnDef | null)[] {
    return this.api.getAllDisplayedColumns().map((column) => this.store.view.columns.get(column.getColId()) ?? null);
  }
  private colId(col: number): string | undefined {
    return this.api.getAllDisplayedColumns()[col]?.getColId();
  }
  rowAt(index: number): Row | undefined {
    return this.api.getDisplayedRowAtIndex(index)?.data;
  }
  private spotOf(target: EventTarget | null): Spot | null {
    const cell = (target as Element | null)?.closest?.('.ag-cell');
    const index = Number(cell?.closest('.ag-row')?.getAttribute('row-index') ?? Number.NaN);
    const col = this.api.getAllDisplayedColumns().findIndex((column) => column.getColId() === cell?.getAttribute('col-id'));
    return Number.isNaN(index) || col < 1 ? null : { row: index, col };
  }
  /** The grid's focus moved by itself (click, arrows, page keys): the range collapses to it. */
  followFocus(): void {
    if (this.api.isDestroyed() || this.dragging) return;
    const focused = this.api.getFocusedCell();
    if (!focused || focused.rowPinned) return;
    const spot = { row: focused.rowIndex, col: this.api.getAllDisplayedColumns().indexOf(focused.column) };
    if (this.head && this.anchor?.row === spot.row && this.anchor.col === spot.col) return;
    if (this.box() && this.cycling) return;
    this.select(spot, spot);
  }
  private cycling = false;
  private select(anchor: Spot, head: Spot): void {
    this.anchor = anchor;
    this.head = head;
    this.told.set(null);
    this.box.set(boxOf(anchor, head));
    this.paint();
  }
  collapse(): void {
    this.anchor = this.head = null;
    this.box.set(null);
    this.paint();
  }
  private focus(spot: Spot): void {
    const id = this.colId(spot.col);
    if (!id) return;
    this.api.ensureIndexVisible(spot.row);
    this.api.ensureColumnVisible(id);
    this.api.setFocusedCell(spot.row, id);
  }
  private moveTo(row: number, col: number): void {
    const spot = {
      row: clamp(row, this.api.getDisplayedRowCount() - 1),
      col: Math.max(1, clamp(col, this.columns().length - 1)),
    };
    this.select(spot, spot);
    this.focus(spot);
  }

  // ---- drawing

  paint(): void {
    if (this.api.isDestroyed()) return;
    const order = new Map(this.api.getAllDisplayedColumns().map((column, i) => [column.getColId(), i]));
    const box = this.filling ?? this.box();
    for (const cell of this.host.querySelectorAll('.ag-row:not(.ag-row-pinned) .ag-cell')) {
      const row = Number(cell.closest('.ag-row')?.getAttribute('row-index'));
      const wears = wearsOf(box, row, order.get(cell.getAttribute('col-id') ?? '') ?? -1);
      boxClasses.forEach((name, i) => {
        cell.classList.toggle(name, wears[i]!);
      });
    }
  }
  wears(row: number, colId: string, index: number): boolean {
    const box = this.filling ?? this.box();
    return (
      box !== null &&
      !this.api.isDestroyed() &&
      wearsOf(
        box,
        row,
        this.api.getAllDisplayedColumns().findIndex((column) => column.getColId() === colId),
      )[index]!
    );
  }

  // ---- mouse

  private press(event: PointerEvent): void {
    const spot = this.spotOf(event.target);
    if (!spot || event.button !== 0 || (event.target as Element).closest('.cell-editor')) return;
    const box = this.box();
    const edge = (event.target as Element).closest('.ag-cell')!.getBoundingClientRect();
    const onHandle =
      box &&
      spot.row === box.bottom &&
      spot.col === box.right &&
      event.clientX > edge.right - 9 &&
      event.clientY > edge.bottom - 9;
    if (onHandle) {
      this.stopEvent(event);
      this.filling = box;
      this.dragging = true;
    } else if (event.shiftKey && this.anchor) {
      this.stopEvent(event);
      this.finishEditing();
      this.select(this.anchor, spot);
    } else {
      this.dragging = true;
      this.finishEditing();
      this.select(spot, spot);
    }
  }
  private drag(event: PointerEvent): void {
    if (!this.dragging || event.buttons !== 1) return;
    const spot = this.spotOf(document.elementFromPoint(event.clientX, event.clientY));
    if (!spot) return;
    if (this.filling) {
      const box = this.box()!;
      this.filling = spot.row > box.bottom ? { ...box, bottom: spot.row } : spot.row < box.top ? { ...box, top: spot.row } : box;
      this.paint();
    } else if (this.anchor && (this.head?.row !== spot.row || this.head.col !== spot.col)) this.select(this.anchor, spot);
  }
  private release(): void {
    this.dragging = false;
    if (!this.filling) return;
    const [to, from] = [this.filling, this.box()!];
    this.filling = null;
    this.writer.fill(from, to);
    this.box.set(to);
    this.anchor = { row: to.top, col: to.left };
    this.head = { row: to.bottom, col: to.right };
    this.paint();
  }

  // ---- keyboard

  private key(event: KeyboardEvent): void {
    if (!this.spotOf(event.target) || event.isComposing) return;
    const editing = (event.target as Element).classList.contains('cell-editor');
    if (editing ? this.keyWhileEditing(event) : this.keyOnCell(event)) this.stopEvent(event);
  }
  private keyWhileEditing(event: KeyboardEvent): boolean {
    const at = this.api.getEditingCells()[0];
    if (!at) return false;
    const col = this.api.getAllDisplayedColumns().findIndex((column) => column.getColId() === at.colId);
    const step = moves[event.key];
    const leaves = event.key === 'Enter' || event.key === 'Tab' || (step !== undefined && CellEditor.typing);
    if (!leaves) return false;
    this.finishEditing();
    if (event.key === 'Enter') this.enter({ row: at.rowIndex, col }, event.shiftKey ? -1 : 1);
    else if (event.key === 'Tab') this.moveTo(at.rowIndex, col + (event.shiftKey ? -1 : 1));
    else this.moveTo(at.rowIndex + step![0], col + step![1]);
    return true;
  }
  private keyOnCell(event: KeyboardEvent): boolean {
    const control = event.ctrlKey || event.metaKey;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const step = moves[key];
    if (control && key === 'z') return this.history(event.shiftKey ? 'redo' : 'undo');
    if (control && key === 'y') return this.history('redo');
    if (control && key === 'a') return this.selectAll();
    if (control && key === 'd') return this.write((box) => this.writer.fillDown(box));
    if (!this.head || !this.anchor) return false;
    if (step && (control || event.shiftKey)) {
      const from = event.shiftKey ? this.head : this.anchor;
      const to = control
        ? edgeOf(from, step, this.last(), (spot) => this.filledAt(spot))
        : {
            row: clamp(from.row + step[0], this.api.getDisplayedRowCount() - 1),
            col: Math.max(1, clamp(from.col + step[1], this.columns().length - 1)),
          };
      if (event.shiftKey) this.select(this.anchor, to);
      else this.moveTo(to.row, to.col);
      if (event.shiftKey) this.api.ensureIndexVisible(to.row);
      return true;
    }
    if (key === 'Delete' || key === 'Backspace') return this.write((box) => this.writer.clear(box));
    if (key === 'Enter') {
      const column = this.columns()[this.anchor.col];
      const row = this.rowAt(this.anchor.row);
      if (row && column?.look === 'link') this.open(row, column.field);
      else this.enter(this.currentSpot(), event.shiftKey ? -1 : 1);
      return true;
    }
    if (key === 'Escape' && this.box() && !isSingle(this.box()!)) {
      this.select(this.anchor, this.anchor);
      return true;
    }
    return false;
  }
  private currentSpot(): Spot {
    const focused = this.api.getFocusedCell();
    return focused ? { row: focused.rowIndex, col: this.api.getAllDisplayedColumns().indexOf(focused.column) } : this.anchor!;
  }
  /** Down one cell; inside a range it goes round the range instead. */
  private enter(from: Spot, by: 1 | -1): void {
    const box = this.box();
    if (!box || isSingle(box)) {
      this.moveTo(from.row + by, from.col);
      return;
    }
    const height = box.bottom - box.top + 1;
    const cells = height * (box.right - box.left + 1);
    const index = ((from.col - box.left) * height + from.row - box.top + by + cells) % cells;
    this.cycling = true;
    this.focus({ row: box.top + (index % height), col: box.left + Math.floor(index / height) });
    setTimeout(() => (this.cycling = false), 50); // the grid tells of the focus a tick late
  }
  private last(): Spot {
    return { row: this.api.getDisplayedRowCount() - 1, col: this.columns().length - 1 };
  }
  private filledAt({ row, col }: Spot): boolean {
    const field = this.colId(col);
    const value = field ? this.rowAt(row)?.[field] : null;
    return value !== null && value !== undefined && value !== '';
  }
  private selectAll(): boolean {
    const rows = this.api.getDisplayedRowCount();
    if (rows > 0) this.select({ row: 0, col: 1 }, { row: rows - 1, col: this.columns().length - 1 });
    return true;
  }
  private stopEvent(event: Event): void {
    event.preventDefault();
    event.stopPropagation();
  }

  // ---- writing

  /** Reads what stands in an open editor and closes it. */
  finishEditing(): void {
    const at = this.api.getEditingCells()[0];
    if (!at) return;
    const text = this.host.querySelector<HTMLInputElement>('.cell-editor')?.value;
    const row = this.rowAt(at.rowIndex);
    this.api.stopEditing(true);
    if (row && text !== undefined) this.type(row, at.colId, text);
  }
  type(row: Row, field: string, text: string): void {
    this.writer.type(row, field, text);
  }
  private write(step: (box: Box) => void): boolean {
    const box = this.box();
    if (box) step(box);
    return true;
  }
  private history(way: 'undo' | 'redo'): boolean {
    this.store[way]();
    return true;
  }
  // ---- clipboard

  private ours(): boolean {
    const active = document.activeElement;
    return active !== null && this.host.contains(active) && !active.matches('input, textarea') && this.box() !== null;
  }
  private copy(event: ClipboardEvent): void {
    if (!this.ours()) return;
    event.clipboardData?.setData('text/plain', this.writer.copy(this.box()!));
    event.preventDefault();
  }
  private paste(event: ClipboardEvent): void {
    if (!this.ours()) return;
    event.preventDefault();
    const { told, box } = this.writer.paste(event.clipboardData?.getData('text/plain') ?? '', this.box()!);
    if (box) this.select({ row: box.top, col: box.left }, { row: box.bottom, col: box.right });
    this.told.set(told);
  }
}

const moves: Record<string, readonly [number, number]> = {
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
};
const clamp = (value: number, last: number): number => Math.max(0, Math.min(value, last));
