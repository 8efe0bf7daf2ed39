// Units a transfer's text speaks of: by printed memo, by building and unit, or by a unit's code alone.
import { findTransferMemos, memoWord } from '#kit';

export interface UnitPlace {
  buildingId: number;
  unitId: number;
  unit: string;
  building: string;
}
export interface UnitsFound<U extends UnitPlace> {
  /** memo: its check character holds; place: building and unit are there, the check is not; code: only the unit's code is. */
  by: 'memo' | 'place' | 'code' | null;
  units: U[];
  /** A code that several units have, in several buildings. */
  doubtful: string | null;
}
const PLACE_MIN = 4;
// before a bare number: it is a unit's, not a day's or a phone's
const BEFORE_NUMBER = new Set(['CAN', 'CANHO', 'CH', 'HO', 'PHONG', 'P', 'UNIT', 'APT', 'ROOM', 'MB', 'MATBANG', 'NHA', 'LO']);

export function unitFinder<U extends UnitPlace>(units: readonly U[]): (text: string) => UnitsFound<U> {
  const byPlace = Map.groupBy(units, ({ building, unit }) => memoWord(building) + memoWord(unit));
  const byCode = Map.groupBy(units, ({ unit }) => memoWord(unit));
  const lengths = [...new Set([...byPlace.keys()].map((place) => place.length))]
    .filter((length) => length >= PLACE_MIN)
    .sort((a, b) => b - a);
  return (text) => {
    const memos = findTransferMemos(text, (place) => byPlace.has(place)).map(({ place }) => place);
    if (memos.length > 0) return answer('memo', memos, byPlace);
    const places = placesIn(memoWord(text), byPlace, lengths);
    if (places.length > 0) return answer('place', places, byPlace);
    const codes = codesIn(text, byCode);
    return codes.length > 0 ? answer('code', codes, byCode) : { by: null, units: [], doubtful: null };
  };
}

function answer<U extends UnitPlace>(
  by: 'memo' | 'place' | 'code',
  words: readonly string[],
  units: ReadonlyMap<string, U[]>,
): UnitsFound<U> {
  const several = words.find((word) => units.get(word)!.length > 1);
  if (several !== undefined) return { by, units: [], doubtful: units.get(several)![0]!.unit };
  return { by, units: [...new Set(words.map((word) => units.get(word)![0]!))], doubtful: null };
}

/** Longest first, and no letter used twice: `BLD1A12` inside `BLD1A1203` is no find of its own. */
function placesIn(whole: string, byPlace: ReadonlyMap<string, unknown>, lengths: readonly number[]): string[] {
  const found: string[] = [];
  for (let at = 0; at + PLACE_MIN <= whole.length; at++) {
    for (const length of lengths) {
      if (at + length > whole.length) continue;
      const word = whole.slice(at, at + length);
      // a digit behind it would make another unit of it
      if (!byPlace.has(word) || (/\d$/.test(word) && /^\d/.test(whole.slice(at + length)))) continue;
      found.push(word);
      at += length - 1;
      break;
    }
  }
  return found;
}

function codesIn(text: string, byCode: ReadonlyMap<string, unknown>): string[] {
  const words = text
    .split(/[^\p{L}\p{N}.-]+/u)
    .map(memoWord)
    .filter(Boolean);
  const found: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const [before, word, next] = [words[at - 1] ?? '', words[at]!, words[at + 1] ?? ''];
    const hinted = BEFORE_NUMBER.has(before) || found.length > 0;
    if (byCode.has(word) && isCode(word, hinted)) found.push(word);
    else if (/^[A-Z]{1,3}$/.test(word) && /^\d/.test(next) && byCode.has(word + next)) found.push(word + next);
  }
  return [...new Set(found)];
}
const isCode = (word: string, hinted: boolean): boolean => word.length >= 3 && /\d/.test(word) && (hinted || /[A-Z]/.test(word));
