// Finds the heading of a sheet: anywhere near the top, in one row or two, Vietnamese or English, columns in any order.
import { fold } from '#platform/sheet/fold';
import { type SheetFieldId, sheetFields } from './sheet-fields.ts';

export type Cells = readonly (readonly unknown[])[];
export interface Heading {
  /** Index of the first row below the heading. */
  below: number;
  columns: Partial<Record<SheetFieldId, number>>;
  /** Fields two columns claim; the sheet cannot be read without knowing which. */
  twice: { field: SheetFieldId; columns: [number, number] }[];
}
const SEARCH_ROWS = 60;
const SEARCH_COLUMNS = 100;

/** null where no row names a reading and what it belongs to. */
export function findHeading(cells: Cells): Heading | null {
  for (let row = 0; row < Math.min(cells.length, SEARCH_ROWS); row++) {
    const single = wordsOf(cells[row]);
    const one = headingOf(single, row + 1);
    const two = headingOf(stacked(single, wordsOf(cells[row + 1])), row + 2);
    if (isEnough(two) && sizeOf(two) > sizeOf(one)) return two;
    if (isEnough(one)) return one;
  }
  return null;
}

export function fieldOf(heading: string): SheetFieldId | null {
  if (heading === '') return null;
  let best: { id: SheetFieldId; length: number } | null = null;
  for (const field of sheetFields) {
    if (field.exact.includes(heading) || field.starts.includes(heading)) return field.id;
    for (const start of field.starts) {
      if (heading.startsWith(`${start} `) && start.length > (best?.length ?? 0)) best = { id: field.id, length: start.length };
    }
  }
  return best?.id ?? null;
}

function headingOf(names: readonly string[], below: number): Heading {
  const columns: Heading['columns'] = {};
  const twice: Heading['twice'] = [];
  names.forEach((name, column) => {
    const field = fieldOf(name);
    if (field === null) return;
    const first = columns[field];
    if (first === undefined) columns[field] = column;
    else if (field === 'value' || field === 'serial') twice.push({ field, columns: [first, column] });
  });
  return { below, columns, twice };
}

const sizeOf = ({ columns }: Heading): number => Object.keys(columns).length;

function isEnough({ columns }: Heading): boolean {
  return columns.value !== undefined && (columns.serial !== undefined || columns.unit !== undefined);
}

function wordsOf(row: readonly unknown[] | undefined): string[] {
  return (row ?? []).slice(0, SEARCH_COLUMNS).map((cell) => (typeof cell === 'string' && cell.length <= 80 ? fold(cell) : ''));
}

// "Chỉ số" merged above "Cũ | Mới" reads "chi so cu", "chi so moi"; a cell merged down over both rows stands alone.
function stacked(top: readonly string[], bottom: readonly string[]): string[] {
  let above = '';
  return Array.from({ length: Math.max(top.length, bottom.length) }, (_, column) => {
    above = top[column] || above;
    const below = bottom[column] ?? '';
    if (below === '') return top[column] ?? '';
    const both = `${above} ${below}`.trim();
    return fieldOf(both) === null ? below : both;
  });
}
