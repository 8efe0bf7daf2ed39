// An audit row's detail as a list of facts. Services keep changes in three shapes; here they become one.

/** `before` is absent where a fact is told and nothing was there before. */
export interface Part {
  field: string;
  before?: unknown;
  after: unknown;
}
type Tree = Record<string, unknown>;
const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value);
const DAY = /^\d{4}-\d\d(-\d\d)?$/;

export function partsOf(detail: Tree): Part[] {
  const was = isTree(detail.was) ? detail.was : {};
  return Object.entries(detail).flatMap(([name, value]): Part[] => {
    if (name === 'was') return 'change' in detail || Object.keys(was).some((key) => key in detail) ? [] : told(name, value);
    if (name === 'changes' && Array.isArray(value))
      return value.map(({ path, from, to }) => ({ field: path, before: from, after: to }));
    if ((name === 'changes' || name === 'change') && isTree(value)) return changed(value, was);
    if (Object.hasOwn(was, name)) return [{ field: name, before: was[name], after: value }];
    if (name === 'to' && isMove(detail)) return [];
    if (name === 'from' && isMove(detail)) return [{ field: 'state', before: value, after: detail.to }];
    return told(name, value);
  });
}

function changed(fields: Tree, was: Tree): Part[] {
  return Object.entries(fields).flatMap(([field, value]): Part[] => {
    if (isTree(value) && 'before' in value && 'after' in value) return [{ field, before: value.before, after: value.after }];
    if (Object.hasOwn(was, field))
      return JSON.stringify(was[field]) === JSON.stringify(value) ? [] : [{ field, before: was[field], after: value }];
    return told(field, value);
  });
}

/** From one state to another; two days are a span, not a change. */
function isMove({ from, to }: Tree): boolean {
  return typeof from === 'string' && typeof to === 'string' && !DAY.test(from) && !DAY.test(to);
}

function told(field: string, value: unknown): Part[] {
  const nothing =
    value === null ||
    value === '' ||
    (Array.isArray(value) && value.length === 0) ||
    (isTree(value) && Object.keys(value).length === 0);
  return nothing ? [] : [{ field, after: value }];
}
