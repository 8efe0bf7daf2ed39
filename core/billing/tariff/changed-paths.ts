// What a change of a draft touched, for the audit trail: `body.parameters.price: 9500 → 9900`.
const MOST = 50; // a draft rewritten from top to bottom is told by its first changes

export interface ChangedPath {
  path: string;
  from: unknown;
  to: unknown;
}

export function changedPaths(before: unknown, after: unknown, path = ''): ChangedPath[] {
  if (before === after) return [];
  if (!isTree(before) || !isTree(after)) return [{ path, from: before ?? null, to: after ?? null }];
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys.flatMap((key) => changedPaths(before[key], after[key], path ? `${path}.${key}` : key)).slice(0, MOST);
}

const isTree = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
