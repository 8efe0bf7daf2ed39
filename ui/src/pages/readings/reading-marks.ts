// What the server says about readings, put at the cells it is about.
import type { Finding, ViewDef } from '#kit';
import type { ReadingRow } from '../../api/rows.ts';
import type { Mark, Row, SheetStore } from '../../grid/sheet-store.ts';

interface CellMark {
  key: string;
  field: string;
  mark: Mark;
}

/** Dials of one service differ in their decimals; the sheet takes the finest, the server checks each meter's own. */
export function withDialDecimals(view: ViewDef, rows: readonly ReadingRow[]): ViewDef {
  const scale = Math.max(0, ...rows.map((row) => row.decimals));
  const dial = new Set(['previous', 'value', 'consumption']);
  return {
    ...view,
    columns: view.columns.map((column) =>
      dial.has(column.field) ? { ...column, scale: Math.max(scale, column.scale ?? 0) } : column,
    ),
  };
}

/** A row with its judgement as plain fields, so that formulas may name them. */
export function flat(row: ReadingRow): Row {
  return {
    ...row,
    // nothing is read yet: no way of reading either
    kind: row.state === 'missing' ? null : row.kind,
    anomalyCode: row.anomaly?.code ?? null,
    anomalyTone: row.anomaly?.tone ?? null,
    anomalyHold: row.anomaly?.hold ?? null,
  };
}
/** A row as it is now: a save gives it new values. */
export function rowNow(store: SheetStore | undefined, row: Row | undefined): Row | undefined {
  store?.counts(); // rises with every save
  return row && (store?.rows.find(({ id }) => id === row.id) ?? row);
}
/** The server's judgement of a saved value, in words at the cells it is about; an accepted one stays readable but calm. */
export function anomalyMarks(row: ReadingRow, store: SheetStore): CellMark[] {
  if (!row.anomaly) return [];
  const fields = [...store.view.columns.values()].filter((column) => column.look === 'delta').map((column) => column.field);
  // red is for what cannot be right; what waits for a person is amber, however strongly the plugin feels
  const tone = row.state === 'accepted' ? 'info' : row.anomaly.tone === 'error' ? 'warn' : row.anomaly.tone;
  return [...fields, 'state']
    .filter((field) => store.view.columns.has(field))
    .map((field) => ({
      key: String(row.id),
      field,
      mark: { tone, message: row.anomaly!.code, params: { ...row, limit: row.anomaly!.limit } },
    }));
}

export const fieldOf = ({ at }: Finding, store: SheetStore): string => at?.field ?? store.view.entry ?? store.view.def.rowKey;
export function findingMarks(findings: readonly Finding[], store: SheetStore): CellMark[] {
  return findings.flatMap((finding) =>
    finding.at?.row === undefined
      ? []
      : [
          {
            key: String(finding.at.row),
            field: fieldOf(finding, store),
            mark: { tone: 'error', message: finding.code, params: finding.params },
          },
        ],
  );
}
