// A ViewDef made ready to run: every formula compiled once, so a row is judged without parsing.
import { type ColumnDef, compileViewFormula, type Tone, type ViewDef, type ViewFieldType, type ViewFormula } from '#kit';

export interface Judgement {
  when: ViewFormula;
  columns: string[];
  tone: Tone;
  message: string | null;
}
export interface Derived {
  field: string;
  formula: ViewFormula;
}
export interface CompiledView {
  def: ViewDef;
  columns: Map<string, ColumnDef>;
  derived: Derived[];
  judgements: Judgement[];
  sums: string[];
  /** The column people fill in: the first editable number, empty until it is read. */
  entry: string | null;
}

const typeOf = ({ type }: ColumnDef): ViewFieldType =>
  type === 'number' || type === 'money' || type === 'percent' ? 'number' : type === 'bool' ? 'boolean' : 'text';

/** `extra` are fields of the row that are no columns. Throws FormulaError where a formula names anything else. */
export function compileView(
  def: ViewDef,
  extra: Readonly<Record<string, ViewFieldType>> = {},
  words: readonly string[] = [],
): CompiledView {
  const fields = { ...extra, ...Object.fromEntries(def.columns.map((column) => [column.field, typeOf(column)])) };
  const options = {
    fields,
    words: [...words, ...def.columns.flatMap((column) => column.options?.map((option) => option.value) ?? [])],
  };
  const rules = def.columns.flatMap((column) =>
    (column.rules ?? []).map((rule) => ({ when: rule.when, columns: [column.field], tone: rule.level, message: rule.message })),
  );
  const judged = [...rules, ...def.styles].map((rule) => ({
    when: compileViewFormula(rule.when, options),
    columns: rule.columns,
    tone: rule.tone as Tone,
    message: rule.message ?? null,
  }));
  return {
    def,
    columns: new Map(def.columns.map((column) => [column.field, column])),
    derived: def.columns.flatMap((column) =>
      column.calc ? [{ field: column.field, formula: compileViewFormula(column.calc, options) }] : [],
    ),
    judgements: judged,
    sums: def.columns.filter((column) => column.sum).map((column) => column.field),
    entry: def.columns.find((column) => column.edit && column.type === 'number')?.field ?? null,
  };
}
