// Rows of a list of registered people against what is known: new, changed, unchanged, or wrong at which cell. Pure.
import type { Finding } from '#kit';
import { codeKey, fold } from '#platform/sheet/fold';
import { cellAt, type TableRow } from '#platform/sheet/table-columns';
import type { PeopleInput } from '../customer.contract.ts';
import type { MemberRow } from '../people.contract.ts';
import { overlaps } from './overlaps.ts';

type Member = NonNullable<PeopleInput['members']>[number];
export type KnownMember = Pick<
  MemberRow,
  'id' | 'unit' | 'name' | 'personalId' | 'documentRef' | 'documentUntil' | 'from' | 'to'
>;
export interface MemberPlan {
  created: Member[];
  changed: ({ id: number } & Omit<KnownMember, 'id' | 'unit'>)[];
  unchanged: number;
  findings: Finding[];
}
const FIELDS = ['name', 'personalId', 'documentRef', 'documentUntil', 'to'] as const;

/** A person is known by the unit, the day he came, and his number, or his name where the sheet has no number. */
export function planMembers(rows: readonly TableRow[], units: readonly string[], members: readonly KnownMember[]): MemberPlan {
  const unitOf = new Map(units.map((code) => [codeKey(code), code]));
  const here = Map.groupBy<string, KnownMember>(members, ({ unit }) => codeKey(unit));
  const plan: MemberPlan = { created: [], changed: [], unchanged: 0, findings: [] };
  for (const row of rows) {
    const values = row.values as Partial<Record<keyof Member, string>> & { unit: string; name: string; from: string };
    const told = (code: string, column: string, params: Finding['params'] = {}) =>
      plan.findings.push({ code, params, at: cellAt(row, column) });
    const unit = unitOf.get(codeKey(values.unit));
    if (!unit) {
      told('customer.unit.unknown', 'unit', { unit: values.unit });
      continue;
    }
    const others = here.get(codeKey(unit)) ?? [];
    here.set(codeKey(unit), others);
    const same = others.find((one) => one.from === values.from && isSame(one, values));
    const after = { ...(same ?? EMPTY), ...values, unit, id: same?.id ?? 0 };
    const clash = after.personalId
      ? others.find((one) => one !== same && one.personalId === after.personalId && overlaps(one, after))
      : undefined;
    if (after.documentUntil && !after.documentRef) told('customer.member.expiryAlone', 'documentUntil');
    else if (after.to && after.to < after.from) told('customer.sheet.backwards', 'to');
    else if (clash) told('customer.member.twice', 'personalId', { name: clash.name });
    else if (!same) {
      plan.created.push({ ...values, unit });
      others.push(after);
    } else if (FIELDS.some((field) => values[field] !== undefined && values[field] !== same[field])) {
      const { id, name, personalId, documentRef, documentUntil, from, to } = after;
      if (id) plan.changed.push({ id, name, personalId, documentRef, documentUntil, from, to });
      Object.assign(same, after);
    } else plan.unchanged++;
  }
  return plan;
}

const EMPTY = { personalId: null, documentRef: null, documentUntil: null, to: null };
const isSame = (one: KnownMember, { personalId, name }: { personalId?: string; name: string }): boolean =>
  personalId !== undefined && one.personalId !== null ? one.personalId === personalId : fold(one.name) === fold(name);
