// One action of a card's or job's machine, as a plugin declares it.
import type { FormulaText, Localized, RuleConditions } from './contract.ts';

export interface CardAction {
  id: string;
  from: string[];
  to: string;
  label: Localized;
  guard?: RuleConditions;
  fee?: FormulaText;
  deposit?: FormulaText;
  permission?: string;
  billing?: 'start' | 'stop' | 'keep';
  /** What it does beside the state: gives or replaces the number, moves holder and unit, moves the last day, ends the card's days. */
  effect?: 'number' | 'transfer' | 'renew' | 'end';
  /** Locale key of the plugin's own sentence for a refused guard, e.g. `vehicle-card.quota.full`. */
  refusal?: string;
}
