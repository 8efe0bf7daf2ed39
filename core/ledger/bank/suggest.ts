// What a transfer probably pays, why, and how sure that is. Pure: the same rows and debts suggest the same.
import { type Params, sumVnd, type Vnd, vnd } from '#kit';
import { bare } from '#platform/sheet/fold';
import type { Confidence, Suggestion } from './bank.contract.ts';
import { unitFinder } from './find-units.ts';
import { splitAmount } from './split-amount.ts';

export interface UnitDebts {
  buildingId: number;
  building: string;
  unitId: number;
  unit: string;
  debts: { customerId: number; customer: string; open: Vnd }[];
}
/** A bank receipt entered by hand that no statement row stands behind yet. */
export interface HandReceipt {
  documentId: number;
  number: string;
  onDate: string;
  amount: Vnd;
  reference: string;
  unitIds: number[];
}
export interface Transfer {
  onDate: string;
  amount: Vnd;
  reference: string;
  memo: string;
  party: string;
}
export interface Why {
  code: string;
  params: Params;
}
export interface Suggested {
  suggestion: Suggestion | null;
  why: Why[];
}
const DAYS_APART = 5;
const FEE = /\b(phi|fee|charge|thue|vat)\b/;
const INTEREST = /\b(tra lai|lai tien gui|lai nhap goc|lai khong ky han|interest)\b/;

/** Suggests in the order it is asked: what one sure transfer pays is not open for the next. */
export function suggester(units: readonly UnitDebts[], receipts: readonly HandReceipt[]): (row: Transfer) => Suggested {
  const find = unitFinder(units);
  const debtors = units.flatMap((unit) => unit.debts.map((debt) => ({ ...debt, unit })));
  const byName = Map.groupBy(debtors, ({ customer }) => bare(customer));
  const byOpen = Map.groupBy(debtors, ({ open }) => open);
  const taken = new Map<number, Vnd>();
  const linked = new Set<number>();
  const openOf = ({ unitId, debts }: UnitDebts): Vnd =>
    vnd(Math.max(0, sumVnd(debts.map(({ open }) => open)) - (taken.get(unitId) ?? 0)));

  function pay(
    row: Transfer,
    found: readonly UnitDebts[],
    confidence: Confidence,
    why: Why[],
    of: { id: number; name: string } | null,
  ): Suggested {
    const open = found.map(openOf);
    const amounts = splitAmount(open, row.amount);
    const over = vnd(row.amount - sumVnd(amounts));
    if (over > 0) amounts[0] = vnd(amounts[0]! + over);
    const parts = found.map(({ buildingId, unitId, unit }, n) => ({
      buildingId,
      unitId,
      unit,
      amount: amounts[n]!,
      open: open[n]!,
    }));
    if (confidence === 'sure') for (const { unitId, amount } of parts) taken.set(unitId, vnd((taken.get(unitId) ?? 0) + amount));
    const suggestion: Suggestion = {
      ...{ kind: 'pay', confidence, parts, customerId: of?.id ?? null, customer: of?.name ?? '', documentId: null, number: null },
    };
    return { suggestion, why };
  }

  function booked(row: Transfer, unitIds: readonly number[]): Suggested | null {
    const near = receipts.filter(
      ({ documentId, amount, onDate }) =>
        amount === row.amount && !linked.has(documentId) && daysApart(onDate, row.onDate) <= DAYS_APART,
    );
    const same = near.find(({ reference }) => reference !== '' && reference === row.reference);
    const receipt = same ?? near.find((each) => each.unitIds.some((unitId) => unitIds.includes(unitId)));
    if (!receipt) return null;
    linked.add(receipt.documentId);
    const { documentId, number, onDate } = receipt;
    const suggestion: Suggestion = {
      ...{ kind: 'booked', confidence: same ? 'sure' : 'likely', parts: [], customerId: null, customer: '', documentId, number },
    };
    return {
      suggestion,
      why: [{ code: same ? 'bank.why.bookedReference' : 'bank.why.booked', params: { number, day: onDate } }],
    };
  }

  function byUnits(row: Transfer, found: UnitDebts[], by: 'memo' | 'place' | 'code'): Suggested {
    const named = found.map(({ unit }) => unit).join(', ');
    const open = sumVnd(found.map(openOf));
    const payers = new Map(found.flatMap(({ debts }) => debts).map(({ customerId, customer }) => [customerId, customer]));
    const exact = open < row.amount ? [] : found.flatMap(({ debts }) => debts).filter((debt) => debt.open === row.amount);
    const alone = payers.size === 1 ? [...payers][0]! : null;
    const payer = alone
      ? { id: alone[0], name: alone[1] }
      : exact.length === 1
        ? { id: exact[0]!.customerId, name: exact[0]!.customer }
        : null;
    const nameAgrees = [...payers.values()].some((name) => saysName(row, name));
    const why: Why[] = [{ code: `bank.why.${by}`, params: { units: named } }];
    const fits = row.amount === open || (found.length === 1 && exact.length === 1);
    if (fits) why.push({ code: 'bank.why.amountAll', params: { open: row.amount } });
    else if (open === 0) why.push({ code: 'bank.why.nothingOpen', params: { units: named } });
    else if (row.amount < open) why.push({ code: 'bank.why.amountPart', params: { open, left: vnd(open - row.amount) } });
    else why.push({ code: 'bank.why.amountOver', params: { open, over: vnd(row.amount - open) } });
    if (found.length > 1 && row.amount < open) why.push({ code: 'bank.why.split', params: {} });
    if (nameAgrees) why.push({ code: 'bank.why.nameAgrees', params: {} });
    if (found.length === 1 && payers.size > 1 && !fits)
      why.push({ code: 'bank.why.severalPayers', params: { count: payers.size } });
    const oneBuilding = new Set(found.map(({ buildingId }) => buildingId)).size === 1;
    if (!oneBuilding) why.push({ code: 'bank.why.severalBuildings', params: {} });
    const partOfOne = row.amount < open && found.length === 1 && payers.size === 1;
    const sure = oneBuilding && (by === 'memo' ? fits || partOfOne : fits && nameAgrees);
    return pay(row, found, sure ? 'sure' : by === 'code' && !fits ? 'guess' : 'likely', why, payer);
  }

  function byDebtor(row: Transfer): Suggested {
    const isStillOpen = ({ unit }: (typeof debtors)[number]) => !taken.has(unit.unitId) || openOf(unit) >= row.amount;
    const owing = (byOpen.get(row.amount) ?? []).filter(isStillOpen);
    const named = [...new Set(namesIn(row).flatMap((name) => byName.get(name) ?? []))];
    const both = named.filter((debt) => debt.open === row.amount && isStillOpen(debt));
    const of = ({ customerId, customer }: { customerId: number; customer: string }) => ({ id: customerId, name: customer });
    const whyName = { code: 'bank.why.name', params: { customer: named[0]?.customer ?? '', units: named[0]?.unit.unit ?? '' } };
    const whyOpen = { code: 'bank.why.amountOne', params: { units: owing[0]?.unit.unit ?? '', open: row.amount } };
    if (both.length === 1) {
      const why: Why[] = [
        { code: 'bank.why.amountOne', params: { units: both[0]!.unit.unit, open: row.amount } },
        { code: 'bank.why.nameAgrees', params: {} },
      ];
      return pay(row, [both[0]!.unit], 'likely', why, of(both[0]!));
    }
    if (named.length === 1) return pay(row, [named[0]!.unit], 'guess', [whyName], of(named[0]!));
    if (owing.length === 1) return pay(row, [owing[0]!.unit], 'guess', [whyOpen], of(owing[0]!));
    const none: Why =
      owing.length > 1
        ? { code: 'bank.why.severalOwe', params: { count: owing.length, open: row.amount } }
        : { code: 'bank.why.none', params: {} };
    return { suggestion: null, why: [none] };
  }

  return (row) => {
    const said = bare(row.memo);
    if (row.amount < 0)
      return { suggestion: null, why: [{ code: FEE.test(said) ? 'bank.why.fee' : 'bank.why.out', params: {} }] };
    const { by, units: found, doubtful } = find(`${row.memo}`);
    const hand = booked(
      row,
      found.map(({ unitId }) => unitId),
    );
    if (hand) return hand;
    if (by !== null && found.length > 0) return byUnits(row, found, by);
    if (INTEREST.test(said)) return { suggestion: null, why: [{ code: 'bank.why.interest', params: {} }] };
    const rest = byDebtor(row);
    return doubtful === null
      ? rest
      : { ...rest, why: [{ code: 'bank.why.unitInSeveral', params: { unit: doubtful } }, ...rest.why] };
  };
}

/** Runs of two to six words of the payer's name and the memo: any of them may be a name. */
function namesIn({ party, memo }: Transfer): string[] {
  return [party, memo].flatMap((text) => {
    const words = bare(text).split(' ');
    return words.flatMap((_, at) => [2, 3, 4, 5, 6].map((length) => words.slice(at, at + length).join(' ')));
  });
}

function saysName({ party, memo }: Transfer, name: string): boolean {
  const wanted = bare(name);
  return wanted.includes(' ') && ` ${bare(party)} | ${bare(memo)} `.includes(` ${wanted} `);
}

const daysApart = (a: string, b: string): number => Math.abs(Date.parse(a) - Date.parse(b)) / 86_400_000;
