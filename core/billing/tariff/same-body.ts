// Whether two bodies say the same; jsonb gives keys back in its own order.
export function isSameBody(a: unknown, b: unknown): boolean {
  return canonicalText(a) === canonicalText(b);
}

/** The same text for the same value, whatever the order of its keys. */
export const canonicalText = (value: unknown): string => JSON.stringify(sorted(value));

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, each]) => each !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => [key, sorted(each)]),
  );
}
