/** The path of the first text (key or value) that no database keeps: with a NUL or half a surrogate pair; null if there is none. */
export function unstorableText(params: object): string | null {
  // a list of what is still to look at, not recursion: a body may nest 100,000 deep
  const open: { path: string; value: unknown }[] = [{ path: '', value: params }];
  for (let at = open.pop(); at; at = open.pop()) {
    const { path, value } = at;
    if (typeof value === 'string' && (value.includes('\0') || !value.isWellFormed())) return path;
    if (typeof value !== 'object' || value === null) continue;
    for (const [key, each] of Object.entries(value)) {
      if (key.includes('\0') || !key.isWellFormed()) return path;
      // numbers and flags hold no text
      if (typeof each === 'string' || typeof each === 'object') open.push({ path: path ? `${path}.${key}` : key, value: each });
    }
  }
  return null;
}
