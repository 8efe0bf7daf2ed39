// Which items an amount pays: the oldest first, or what the cashier wrote on each line; and what is left over.
import type { OpenItem } from '../../api/money-rows.ts';

export interface Plan {
  items: { itemId: number; amount: number }[];
  /** Paid of each item. */
  paid: ReadonlyMap<number, number>;
  used: number;
  /** More than is paid: the payer's surplus. */
  rest: number;
  /** What stays owed. */
  left: number;
}

/** `items` oldest first; `lines` (item → amount) in place of the order, never more than is open. */
export function planPayment(items: readonly OpenItem[], amount: number, lines: ReadonlyMap<number, number> | null): Plan {
  let money = amount;
  const paid = new Map<number, number>();
  for (const { id, open } of items) {
    const part = Math.min(open, lines ? (lines.get(id) ?? 0) : money);
    if (part <= 0) continue;
    paid.set(id, part);
    money -= part;
  }
  const used = [...paid.values()].reduce((sum, part) => sum + part, 0);
  return {
    items: [...paid].map(([itemId, part]) => ({ itemId, amount: part })),
    paid,
    used,
    rest: Math.max(0, amount - used),
    left: items.reduce((sum, { open }) => sum + open, 0) - used,
  };
}
