// A number of a list (an area, a rate) as exact decimal text: `68,5`, `68.5`, `1.234,5` or a number cell.

/** null where it is no number, or where a dot may as well group thousands (`1.234`). */
export function readDecimal(cell: unknown): string | null {
  if (typeof cell === 'number') return Number.isFinite(cell) && Math.abs(cell) < 1e12 ? plain(String(cell)) : null;
  if (typeof cell !== 'string') return null;
  const text = cell.normalize('NFKC').replace(/\s/g, '');
  const dot = text.lastIndexOf('.');
  const comma = text.lastIndexOf(',');
  if (dot >= 0 && comma >= 0) {
    const [group, mark] = dot < comma ? ['.', ','] : [',', '.'];
    return plain(text.replaceAll(group, '').replace(mark, '.'));
  }
  if (/^\d{1,3}([.,]\d{3})+$/.test(text)) return null;
  return plain(text.replace(',', '.'));
}

const plain = (text: string): string | null => (/^\d{1,12}(\.\d{1,6})?$/.test(text) ? text : null);
