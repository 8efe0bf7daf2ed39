// What the parts of an answer to a question of the whole house look like (questions.ts).
import type { Params } from '#kit';

/** Where in the screens something is: a path, and what else stands in the address. */
export interface Door {
  path: string;
  query?: Record<string, string>;
}
export interface SearchHit extends Door {
  /** Locale key of its group: `building.found.unit`. */
  kind: string;
  /** Groups stand in this order. */
  order: number;
  id: number;
  title: string;
  note: string;
  /** null: of the whole company. */
  buildingId: number | null;
}
/** Something that somebody has to look at. */
export interface WaitingItem extends Door {
  /** Key of its sentence in the locale files, said with `params`; `count` chooses the plural. */
  words: string;
  params: Params & { count: number };
  tone: 'error' | 'warn' | 'info';
  buildingId: number;
  /** Who may do something about it; others are not told. */
  permission: string;
}
/** A step on the way from an empty house to the first bills; its words are `setup:step.<step>`. */
export interface SetupStep extends Door {
  step: string;
  order: number;
  /** How many there are already. */
  count: number;
  done: boolean;
  permission: string;
}
export interface Questions {
  search: SearchHit;
  waiting: WaitingItem;
  setup: SetupStep;
}
