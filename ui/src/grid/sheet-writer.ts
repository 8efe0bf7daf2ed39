// What a sheet's commands write: typing, clearing, filling, pasting. Everything ends in one store.commit().
import type { ColumnDef } from '#kit';
import type { Box } from './block.ts';
import { evidenceOf, plainText, type ReadContext, readCell } from './cell-text.ts';
import { fillSeries } from './fill-series.ts';
import type { Change, Row, SheetStore } from './sheet-store.ts';
import { parseTabText, toTabText } from './tab-text.ts';

export interface Told {
  message: string;
  params: Record<string, string | number>;
  tone: 'warn' | 'info';
}
export type WriteContext = Pick<ReadContext, 'lang' | 'period' | 'word'>;
/** The rows and columns as they stand on the screen, sorted and filtered. */
interface Shown {
  columns(): (ColumnDef | null)[];
  rowAt(index: number): Row | undefined;
  count(): number;
}

export class SheetWriter {
  constructor(
    private readonly store: SheetStore,
    private readonly context: () => WriteContext,
    private readonly shown: Shown,
  ) {}

  type(row: Row, field: string, text: string): void {
    const column = this.store.view.columns.get(field);
    if (!column) return;
    const before = this.store.badOf(row, field)?.text ?? plainText(row[field], column, this.context().lang);
    if (text !== before) this.commit([this.change(row, column, readCell(text, column, this.context()))]);
  }
  clear(box: Box): void {
    const changes: Change[] = [];
    this.each(box, (row, column) => {
      if (column?.edit) changes.push(this.change(row, column, { value: column.type === 'bool' ? false : null }));
    });
    this.commit(changes);
  }
  /** Copies the top row of the box down it; a single row takes the row above. */
  fillDown(box: Box): void {
    const single = box.top === box.bottom;
    if (single && box.top === 0) return;
    const source = this.shown.rowAt(single ? box.top - 1 : box.top);
    const changes: Change[] = [];
    this.each({ ...box, top: single ? box.top : box.top + 1 }, (row, column) => {
      if (column?.edit) changes.push(this.change(row, column, { value: source?.[column.field] }));
    });
    this.commit(changes);
  }
  fill(from: Box, to: Box): void {
    const changes: Change[] = [];
    const up = to.top < from.top;
    const targets = up ? range(to.top, from.top - 1).reverse() : range(from.bottom + 1, to.bottom);
    for (const column of this.shown.columns().slice(from.left, from.right + 1)) {
      if (!column?.edit) continue;
      const source = range(from.top, from.bottom).map((index) => this.shown.rowAt(index)?.[column.field]);
      fillSeries(up ? source.toReversed() : source, targets.length).forEach((value, i) => {
        const row = this.shown.rowAt(targets[i]!);
        if (row) changes.push(this.change(row, column, { value }));
      });
    }
    this.commit(changes);
  }
  copy(box: Box): string {
    const rows: string[][] = [];
    const { lang } = this.context();
    this.each(box, (row, column, index) => {
      const text = column ? (this.store.badOf(row, column.field)?.text ?? plainText(row[column.field], column, lang)) : '';
      const cells = rows[index - box.top] ?? [];
      cells.push(text);
      rows[index - box.top] = cells;
    });
    return toTabText(rows);
  }
  /** Writes a block from its top left corner, or one value into the whole box; a block with doubtful numbers is not written. */
  paste(text: string, at: Box): { told: Told | null; box: Box | null } {
    const block = parseTabText(text);
    if (block.length === 0) return { told: null, box: null };
    const columns = this.shown.columns();
    const width = Math.max(...block.map((row) => row.length));
    const one = block.length === 1 && width === 1;
    const target = one ? at : { top: at.top, left: at.left, bottom: at.top + block.length - 1, right: at.left + width - 1 };
    const isNumber = (i: number): boolean => ['number', 'money', 'percent'].includes(columns[at.left + i]?.type ?? '');
    const evidence = evidenceOf(block.flatMap((row) => row.filter((_, i) => columns[at.left + i]?.edit && isNumber(i))));
    const changes: Change[] = [];
    let skipped = 0;
    let doubt: string | null = evidence === undefined ? '…' : null;
    this.each(target, (row, column, index, col) => {
      const cell = one ? block[0]![0]! : block[index - target.top]?.[col - target.left];
      if (cell === undefined) return;
      if (!column || !this.store.mayEdit(row, column)) {
        skipped++;
        return;
      }
      const read = readCell(cell, column, { ...this.context(), pasted: true, evidence: evidence ?? null });
      if (read.bad?.code === 'grid.ambiguous') doubt ??= read.bad.text;
      changes.push(this.change(row, column, read));
    });
    if (doubt !== null) return { told: { message: 'grid.pasteAmbiguous', params: { text: doubt }, tone: 'warn' }, box: null };
    const n = this.commit(changes);
    const box = {
      ...target,
      bottom: Math.min(target.bottom, this.shown.count() - 1),
      right: Math.min(target.right, columns.length - 1),
    };
    skipped += (target.bottom - box.bottom) * width;
    const told: Told = skipped
      ? { message: 'grid.pastedSkipped', params: { count: n, n, skipped }, tone: 'warn' }
      : { message: 'grid.pasted', params: { count: n, n }, tone: 'info' };
    return { told, box };
  }

  private change(row: Row, { field }: ColumnDef, { value, bad }: Pick<Change, 'value' | 'bad'>): Change {
    return { key: this.store.keyOf(row), field, value, bad };
  }
  private commit(changes: readonly Change[]): number {
    return this.store.commit(changes);
  }
  private each(box: Box, visit: (row: Row, column: ColumnDef | null, rowIndex: number, col: number) => void): void {
    const columns = this.shown.columns();
    for (let index = box.top; index <= box.bottom; index++) {
      const row = this.shown.rowAt(index);
      if (row) for (let col = box.left; col <= box.right; col++) visit(row, columns[col] ?? null, index, col);
    }
  }
}

const range = (from: number, to: number): number[] => Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);
