// Seeded randomness: the same label gives the same building on every machine, and one part's draws never shift another's.

export interface Random {
  /** A whole number, both ends included. */
  int(min: number, max: number): number;
  chance(percent: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** An entry of `[value, weight]` pairs, as often as its weight says. */
  weighted<T>(list: readonly (readonly [T, number])[]): T;
}

/** Draws that depend on the label only (xmur3 hash, then mulberry32; both public domain). */
export function randomFrom(label: string): Random {
  let state = hashOf(label);
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const int = (min: number, max: number): number => min + Math.floor(next() * (max - min + 1));
  return {
    int,
    chance: (percent) => next() * 100 < percent,
    pick: (list) => list[int(0, list.length - 1)]!,
    weighted: (list) => {
      let ticket = next() * list.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [value, weight] of list) {
        ticket -= weight;
        if (ticket < 0) return value;
      }
      return list.at(-1)![0];
    },
  };
}

function hashOf(label: string): number {
  let hash = 1779033703 ^ label.length;
  for (let i = 0; i < label.length; i++) {
    hash = Math.imul(hash ^ label.charCodeAt(i), 3432918353);
    hash = (hash << 13) | (hash >>> 19);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 2246822507);
  return Math.imul(hash ^ (hash >>> 13), 3266489909) ^ (hash >>> 16);
}
