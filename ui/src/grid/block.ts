// A rectangle of cells: where it starts (anchor), where it is drawn to (head), and its edges.

export interface Spot {
  row: number;
  col: number;
}
export interface Box {
  top: number;
  bottom: number;
  left: number;
  right: number;
}
export const boxOf = (a: Spot, b: Spot): Box => ({
  top: Math.min(a.row, b.row),
  bottom: Math.max(a.row, b.row),
  left: Math.min(a.col, b.col),
  right: Math.max(a.col, b.col),
});
export const isInside = (box: Box, row: number, col: number): boolean =>
  row >= box.top && row <= box.bottom && col >= box.left && col <= box.right;
export const isSingle = (box: Box): boolean => box.top === box.bottom && box.left === box.right;
/** The six classes a cell of the box wears, as bits of a fixed list. */
export const boxClasses = ['in-box', 'box-top', 'box-right', 'box-bottom', 'box-left', 'box-handle'] as const;
export function wearsOf(box: Box | null, row: number, col: number): boolean[] {
  if (!box || !isInside(box, row, col)) return [false, false, false, false, false, false];
  const bottom = row === box.bottom;
  const right = col === box.right;
  return [!isSingle(box), row === box.top, right, bottom, col === box.left, bottom && right];
}

/** Where Ctrl+arrow goes from a spot: to the edge of the filled block, or over the gap to the next one. */
export function edgeOf(from: Spot, [down, right]: readonly [number, number], last: Spot, filled: (spot: Spot) => boolean): Spot {
  const next = ({ row, col }: Spot): Spot => ({ row: row + down, col: col + right });
  const inGrid = ({ row, col }: Spot): boolean => row >= 0 && row <= last.row && col >= 1 && col <= last.col;
  let at = from;
  const block = inGrid(next(at)) && filled(at) && filled(next(at));
  while (inGrid(next(at))) {
    if (block && !filled(next(at))) break;
    at = next(at);
    if (!block && filled(at)) break;
  }
  return at;
}
