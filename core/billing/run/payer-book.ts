// Who pays a service of a unit on a day: by the unit's rule, else the building's, else the tenant where there is one, else the owner.
import type { ResultOf } from '#platform/actions';
import type { Payer } from './read-month.ts';

type Payment = ResultOf<'customer.listPayment'>;
type Dated = { from: string; to: string | null };
const holds = ({ from, to }: Dated, day: string): boolean => from <= day && (to === null || day <= to);

export class PayerBook {
  readonly #last: ReadonlyMap<number, Payer>;
  readonly #rules: Map<number | null, Payment['rules']>;
  readonly #moves: Map<number, string[]>;
  readonly #occupants: Map<number, Payment['occupants']>;

  /** `last`: by unit, who pays on the period's last day where nothing else is said. */
  constructor(last: ReadonlyMap<number, Payer>, { rules, moves, occupants }: Payment) {
    this.#last = last;
    this.#rules = Map.groupBy(rules, ({ unitId }) => unitId);
    this.#occupants = Map.groupBy(occupants, ({ unitId }) => unitId);
    this.#moves = new Map([...Map.groupBy(moves, ({ unitId }) => unitId)].map(([unit, own]) => [unit, own.map(({ on }) => on)]));
  }

  /** The last days of who left in the period, in order. */
  moves(unitId: number): readonly string[] {
    return this.#moves.get(unitId) ?? [];
  }

  /** Who pays on the last day where nothing else is said. */
  of(unitId: number): Payer | null {
    return this.#last.get(unitId) ?? null;
  }

  /** null where nobody is known to pay, or the owner should and none is on record. */
  on(unitId: number, service: string, day: string): Payer | null {
    const found = this.#occupants.get(unitId);
    if (!found) return this.#last.get(unitId) ?? null; // no rule and no move concerns this unit
    const rule = (of: number | null) => this.#rules.get(of)?.find((one) => one.service === service && holds(one, day));
    const there = (role: 'owner' | 'tenant') => found.find((one) => one.role === role && holds(one, day));
    const wanted = (rule(unitId) ?? rule(null))?.role;
    return there(wanted === 'owner' ? 'owner' : 'tenant') ?? there('owner') ?? null;
  }
}
