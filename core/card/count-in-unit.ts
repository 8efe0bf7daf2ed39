// The how-manieth of its kind a card is among the unit's, by age; and how many others there are.
import type { CardPlugin } from '#kit';

export interface InUnit {
  ordinal: number;
  cardsInUnit: number;
}
interface Counted {
  id: number;
  fields: Record<string, unknown>;
}

/** Of all cards of one service in one unit, oldest first: by card. */
export function countInUnit(plugin: CardPlugin, cards: readonly Counted[]): Map<number, InUnit> {
  const seen = new Map<string, number>();
  return new Map(
    cards.map((card) => {
      const kind = kindOf(plugin, card.fields);
      const ordinal = (seen.get(kind) ?? 0) + 1;
      seen.set(kind, ordinal);
      return [card.id, { ordinal, cardsInUnit: cards.length - 1 }];
    }),
  );
}

/** A field left out says what its variable's default says. */
function kindOf({ ordinalBy = [], variables }: CardPlugin, fields: Record<string, unknown>): string {
  return JSON.stringify(
    ordinalBy.map((name) => String(fields[name] ?? variables.find((variable) => variable.name === name)?.default ?? '')),
  );
}
