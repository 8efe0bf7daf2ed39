// What differs between two states of a thing, as an audit row keeps it: each changed field with its value before and after.

export type Changes = { changes: Record<string, { before: unknown; after: unknown }> };

/** null where nothing differs. Values are plain JSON. */
export function changesOf(before: object, after: object): Changes | null {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const changed = names.flatMap((name) => {
    const [was, is] = [fieldOf(before, name), fieldOf(after, name)];
    return JSON.stringify(was) === JSON.stringify(is) ? [] : [[name, { before: was, after: is }] as const];
  });
  return changed.length > 0 ? { changes: Object.fromEntries(changed) } : null;
}
const fieldOf = (thing: object, name: string): unknown => (thing as Record<string, unknown>)[name] ?? null;
