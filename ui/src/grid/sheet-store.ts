// The rows of one sheet. Typing, paste, fill, delete and undo all go through commit(): one path for checks, marks, totals and undo.

import { signal } from '@angular/core';
import { add, type ColumnDef, type Decimal, sub, textOf, ZERO } from '#kit';
import type { CompiledView } from './compile-view.ts';
import { type Bad, type Change, type Counts, judgeRow, type Kept, type Mark, type Row } from './judge-row.ts';

export type { Bad, Change, Counts, Mark, Row } from './judge-row.ts';

type Step = { key: string; field: string; from: unknown; fromBad?: Bad; to: unknown; toBad?: Bad }[];

const undoLimit = 200;

export class SheetStore {
  readonly counts = signal<Counts>({ rows: 0, error: 0, warn: 0, missing: 0 });
  readonly totals = signal<Row>({});
  readonly dirty = signal(0);
  readonly steps = signal({ undo: 0, redo: 0 });
  /** Keys whose cells must be drawn again; null means all of them. */
  onChange: (keys: ReadonlySet<string> | null) => void = () => undefined;
  private readonly kept = new Map<string, Kept>();
  private done: Step[] = [];
  private undone: Step[] = [];
  private sums: Decimal[];
  readonly rows: Row[];

  constructor(
    readonly view: CompiledView,
    rows: readonly Row[],
  ) {
    this.rows = rows.map((row) => ({ ...row }));
    this.sums = view.sums.map(() => ZERO);
    for (const row of this.rows) {
      this.count(this.keep(row), 1);
    }
    this.publish();
  }
  private keep(row: Row): Kept {
    const kept: Kept = {
      ...{ row, saved: { ...row }, bad: new Map(), told: new Map(), marks: new Map(), sums: [] },
      flags: { rows: 1, error: 0, warn: 0, missing: 0 },
    };
    this.kept.set(this.keyOf(row), kept);
    judgeRow(this.view, kept);
    return kept;
  }
  /** Rows of a page that has come: marked like the others, but in no total; those of a paged grid are the server's. */
  page(rows: readonly Row[]): Row[] {
    return rows.map((row) => this.keep({ ...row }).row);
  }

  keyOf(row: Row): string {
    return String(row[this.view.def.rowKey]);
  }
  row(key: string): Row | undefined {
    return this.kept.get(key)?.row;
  }
  mayEdit(row: Row, column: ColumnDef): boolean {
    return column.edit === true && row.locked !== true;
  }
  markOf(row: Row, field: string): Mark | undefined {
    return this.kept.get(this.keyOf(row))?.marks.get(field);
  }
  badOf(row: Row, field: string): Bad | undefined {
    return this.kept.get(this.keyOf(row))?.bad.get(field);
  }
  isDirty(row: Row, field: string): boolean {
    const kept = this.view.columns.get(field)?.edit ? this.kept.get(this.keyOf(row)) : undefined;
    return kept !== undefined && (kept.bad.has(field) || (row[field] ?? null) !== (kept.saved[field] ?? null));
  }
  has(row: Row, what: 'error' | 'warn' | 'missing'): boolean {
    return (this.kept.get(this.keyOf(row))?.flags[what] ?? 0) > 0;
  }

  /** Returns how many cells changed. */
  commit(changes: readonly Change[]): number {
    const step: Step = [];
    for (const { key, field, value, bad } of changes) {
      const kept = this.kept.get(key);
      const column = this.view.columns.get(field);
      if (!kept || !column || !this.mayEdit(kept.row, column)) continue;
      const fromBad = kept.bad.get(field);
      const from = kept.row[field] ?? null;
      const to = bad ? null : (value ?? null);
      if (from === to && fromBad?.text === bad?.text) continue;
      step.push({ key, field, from, fromBad, to, toBad: bad });
    }
    if (step.length === 0) return 0;
    this.done = [...this.done, step].slice(-undoLimit);
    this.undone = [];
    this.apply(step.map(({ key, field, to, toBad }) => ({ key, field, value: to, bad: toBad })));
    return step.length;
  }
  undo(): void {
    const step = this.done.pop();
    if (!step) return;
    this.undone.push(step);
    this.apply(step.map(({ key, field, from, fromBad }) => ({ key, field, value: from, bad: fromBad })));
  }
  redo(): void {
    const step = this.undone.pop();
    if (!step) return;
    this.done.push(step);
    this.apply(step.map(({ key, field, to, toBad }) => ({ key, field, value: to, bad: toBad })));
  }

  /** Unsaved values by row, without cells that cannot be read. */
  pending(): { key: string; row: Row; values: Row }[] {
    const fields = [...this.view.columns.values()].filter((column) => column.edit).map((column) => column.field);
    return [...this.kept].flatMap(([key, { row, bad }]) => {
      const changed = fields.filter((field) => !bad.has(field) && this.isDirty(row, field));
      return changed.length
        ? [{ key, row, values: Object.fromEntries(changed.map((field) => [field, row[field] ?? null])) }]
        : [];
    });
  }
  unreadable(): { row: Row; field: string; bad: Bad }[] {
    return [...this.kept.values()].flatMap(({ row, bad }) => [...bad].map(([field, one]) => ({ row, field, bad: one })));
  }

  /** The server's rows after saving. A cell that was typed again meanwhile keeps what was typed. */
  accept(rows: readonly Row[], sent: ReadonlyMap<string, Row> = new Map()): void {
    const keys = new Set<string>();
    for (const fresh of rows) {
      const key = this.keyOf(fresh);
      const kept = this.kept.get(key);
      if (!kept) continue;
      const values = sent.get(key) ?? {};
      const typed = Object.keys(kept.row).filter(
        (field) =>
          this.view.columns.get(field)?.edit &&
          this.isDirty(kept.row, field) &&
          (!(field in values) || values[field] !== (kept.row[field] ?? null)),
      );
      const mine = Object.fromEntries(typed.map((field) => [field, kept.row[field]]));
      this.count(kept, -1);
      kept.saved = { ...kept.saved, ...fresh };
      Object.assign(kept.row, fresh, mine);
      kept.told.clear();
      judgeRow(this.view, kept);
      this.count(kept, 1);
      keys.add(key);
    }
    this.publish();
    this.onChange(keys);
  }
  /** What the server found wrong, shown at the cell until it is typed again. */
  tell(found: readonly { key: string; field: string; mark: Mark }[]): void {
    const keys = new Set<string>();
    for (const { key, field, mark } of found) {
      const kept = this.kept.get(key);
      if (!kept) continue;
      this.count(kept, -1);
      kept.told.set(field, mark);
      judgeRow(this.view, kept);
      this.count(kept, 1);
      keys.add(key);
    }
    this.publish();
    this.onChange(keys);
  }

  private apply(changes: readonly Change[]): void {
    const keys = new Set(changes.map((change) => change.key));
    const touched = [...keys].map((key) => this.kept.get(key)!);
    for (const kept of touched) this.count(kept, -1);
    for (const { key, field, value, bad } of changes) {
      const kept = this.kept.get(key)!;
      kept.row[field] = value;
      kept.told.delete(field);
      if (bad) kept.bad.set(field, bad);
      else kept.bad.delete(field);
    }
    for (const kept of touched) {
      judgeRow(this.view, kept);
      this.count(kept, 1);
    }
    this.publish();
    this.onChange(keys);
  }

  private count(kept: Kept, by: 1 | -1): void {
    kept.sums.forEach((value, i) => {
      if (value !== null) this.sums[i] = by === 1 ? add(this.sums[i]!, value) : sub(this.sums[i]!, value);
    });
    for (const name of ['rows', 'error', 'warn', 'missing'] as const) this.running[name] += by * kept.flags[name];
    const dirty = [...this.view.columns.values()].filter((column) => this.isDirty(kept.row, column.field)).length;
    this.running.dirty += by * dirty;
  }
  private readonly running = { rows: 0, error: 0, warn: 0, missing: 0, dirty: 0 };
  private publish(): void {
    const { dirty, ...counts } = this.running;
    this.counts.set(counts);
    this.dirty.set(dirty);
    this.totals.set(Object.fromEntries(this.view.sums.map((field, i) => [field, textOf(this.sums[i]!)])));
    this.steps.set({ undo: this.done.length, redo: this.undone.length });
  }
}
