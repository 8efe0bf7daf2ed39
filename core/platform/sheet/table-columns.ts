// A list as a sheet: its columns are declared once; the blank sheet, the export and the reader come from them.

export interface TableColumn {
  id: string;
  /** day: `YYYY-MM-DD`; count: whole number from 0; decimal: exact decimal text; choice: one of `options`. */
  kind: 'text' | 'day' | 'count' | 'decimal' | 'choice';
  /** A row without it is a finding. */
  needed?: true;
  /** Written for people; reading ignores it. */
  told?: true;
  width: number;
  options?: readonly string[];
}
export interface Table {
  columns: readonly TableColumn[];
  /** Locale code of a column's heading, and with `column.option` of a choice. */
  word(id: string): string;
}
/** A row as it was read: `letters` names the columns, so that a later problem can point at its cell. */
export interface TableRow {
  sheet: string;
  /** As the spreadsheet counts: the first is 1. */
  row: number;
  letters: Readonly<Record<string, string>>;
  values: Readonly<Record<string, string | number>>;
}

/** The cell of a column, for a finding; the row where the sheet has no such column. */
export function cellAt({ sheet, row, letters }: TableRow, column: string): { sheet: string; row: number; column?: string } {
  const letter = letters[column];
  return { sheet, row, ...(letter ? { column: letter } : {}) };
}
