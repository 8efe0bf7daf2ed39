// Which items some money pays: the ones the payer names, or the oldest first; what is left is his surplus.
import { type Finding, Refusal, sumVnd, type Vnd, vnd } from '#kit';
import type { DraftAllocation, DraftCredit, DraftLine } from './money-draft.ts';

/** An open item as the books hold it; given oldest first. */
export interface PayableItem {
  id: number;
  unitId: number;
  unit: string;
  customerId: number;
  service: string;
  account: string;
  open: Vnd;
}
export interface Wanted {
  amount: Vnd;
  items?: readonly { itemId: number; amount: Vnd }[] | undefined;
  keepSurplus?: boolean | undefined;
  /** Who has the surplus, at which unit. */
  surplusOf: { unitId: number; customerId: number } | null;
}
export interface Allocated {
  lines: DraftLine[];
  allocations: DraftAllocation[];
  credits: DraftCredit[];
}

export function allocate(open: readonly PayableItem[], wanted: Wanted): Allocated {
  const paid = wanted.items ? named(open, wanted.items) : oldestFirst(open, wanted.amount);
  const used = sumVnd(paid.map(({ amount }) => amount));
  const rest = vnd(wanted.amount - used);
  if (rest < 0) throw new Refusal('ledger.receipt.linesExceed', { lines: used, amount: wanted.amount });
  if (rest > 0 && !wanted.keepSurplus)
    throw new Refusal('ledger.receipt.moreThanOpen', { open: used, amount: wanted.amount }, 409);
  if (rest > 0 && !wanted.surplusOf) throw new Refusal('ledger.receipt.whoseSurplus', { amount: rest });
  const surplus = rest > 0 ? wanted.surplusOf! : null;
  return {
    lines: [...linesOf(paid), ...(surplus ? [{ ...surplus, account: '131', amount: vnd(-rest) }] : [])],
    allocations: paid.map(({ item, amount }) => ({ itemId: item.id, amount })),
    credits: surplus ? [{ ...surplus, kind: 'surplus', account: '131', amount: rest }] : [],
  };
}

interface Paid {
  item: PayableItem;
  amount: Vnd;
}
function named(open: readonly PayableItem[], wanted: readonly { itemId: number; amount: Vnd }[]): Paid[] {
  const byId = new Map(open.map((item) => [item.id, item]));
  const findings: Finding[] = [];
  const seen = new Set<number>();
  const paid = wanted.flatMap(({ itemId, amount }): Paid[] => {
    const item = byId.get(itemId);
    if (!item) findings.push({ code: 'ledger.receipt.itemNotOpen', params: { item: itemId } });
    else if (seen.has(itemId)) findings.push({ code: 'ledger.receipt.itemTwice', params: { unit: item.unit, item: itemId } });
    else if (amount > item.open)
      findings.push({ code: 'ledger.receipt.itemOverpaid', params: { unit: item.unit, open: item.open, amount } });
    seen.add(itemId);
    return item ? [{ item, amount }] : [];
  });
  if (findings.length > 0) throw new Refusal(findings[0]!.code, findings[0]!.params, 409, findings);
  return paid;
}

function oldestFirst(open: readonly PayableItem[], amount: Vnd): Paid[] {
  const paid: Paid[] = [];
  let left = amount;
  for (const item of open) {
    if (left === 0) break;
    const part = Math.min(left, item.open);
    paid.push({ item, amount: part });
    left = vnd(left - part);
  }
  return paid;
}

/** One credit line per unit, payer, account and service. */
function linesOf(paid: readonly Paid[]): DraftLine[] {
  const lines = new Map<string, DraftLine>();
  for (const { item, amount } of paid) {
    const { unitId, customerId, account, service } = item;
    const key = `${unitId} ${customerId} ${account} ${service}`;
    lines.set(key, { account, unitId, customerId, service, amount: vnd((lines.get(key)?.amount ?? 0) - amount) });
  }
  return [...lines.values()];
}
