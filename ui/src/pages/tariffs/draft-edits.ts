// The edits of a draft's form: rows changed, added, moved and removed; each gives a new form.
import { type DraftForm, emptyLine, type FormulaKey, type LineRow, moved } from './draft-form.ts';

type List = 'parameters' | 'tables' | 'lines';
type Tiers = DraftForm['tables'][number]['tiers'];

export class DraftEdits {
  private readonly update: (change: (form: DraftForm) => DraftForm) => void;
  constructor(update: (change: (form: DraftForm) => DraftForm) => void) {
    this.update = update;
  }

  /** One list of the form, changed. */
  set<K extends List>(list: K, change: (rows: DraftForm[K]) => DraftForm[K]): void {
    this.update((form) => ({ ...form, [list]: change(form[list]) }));
  }
  setParameter(at: number, change: Partial<DraftForm['parameters'][number]>): void {
    this.set('parameters', (rows) => rows.map((row, i) => (i === at ? { ...row, ...change } : row)));
  }
  addParameter(): void {
    this.set('parameters', (rows) => [...rows, { name: '', value: '' }]);
  }
  addTable(): void {
    this.set('tables', (rows) => [...rows, { name: `table${rows.length + 1}`, tiers: [{ upTo: '', price: '' }] }]);
  }
  setTableName(at: number, name: string): void {
    this.set('tables', (rows) => rows.map((row, i) => (i === at ? { ...row, name } : row)));
  }
  setTiers(at: number, change: (tiers: Tiers) => Tiers): void {
    this.set('tables', (rows) => rows.map((row, i) => (i === at ? { ...row, tiers: change(row.tiers) } : row)));
  }
  setTier(table: number, at: number, change: { upTo?: string; price?: string }): void {
    this.setTiers(table, (tiers) => tiers.map((tier, i) => (i === at ? { ...tier, ...change } : tier)));
  }
  /** A new tier goes before the open one, so that the last stays open. */
  addTier(table: number): void {
    this.setTiers(table, (tiers) => [...tiers.slice(0, -1), { upTo: '', price: '' }, ...tiers.slice(-1)]);
  }
  drop<K extends List>(list: K, at: number): void {
    this.set(list, (rows) => rows.filter((_row, i) => i !== at) as DraftForm[K]);
  }
  move(at: number, by: 1 | -1): void {
    this.set('lines', (rows) => moved(rows, at, by));
  }
  without(at: number) {
    return <T>(rows: readonly T[]): T[] => rows.filter((_row, i) => i !== at);
  }
  /** A tier line begins with the first table. */
  addLine(kind: LineRow['kind'], table = ''): void {
    this.set('lines', (rows) => [...rows, { ...emptyLine(kind), ...(kind === 'tiers' ? { table } : {}) }]);
  }
  setLine(at: number, change: Partial<LineRow>): void {
    this.set('lines', (rows) => rows.map((row, i) => (i === at ? { ...row, ...change } : row)));
  }
  setFormula(at: number, key: FormulaKey, text: string): void {
    this.setLine(at, { [key]: text });
  }
  setPolicy(priceChange: DraftForm['priceChange']): void {
    this.update((form) => ({ ...form, priceChange }));
  }
}
