// A kind of request a plugin declares.
import type { Localized } from './contract.ts';

/**
 * Dated hours somebody asks for and a second person approves (after-hours air conditioning, say). The run adds up the approved ones
 * into variables of source `request`, each rounded up to the block the tariff agrees on.
 */
export interface RequestKind {
  id: string;
  label: Localized;
  /** Tariff parameter with the block in hours; a tariff without it takes hours as they are. */
  block?: string;
  /** What `quantity` counts, e.g. machines; left out where only hours are asked. */
  quantity?: Localized;
}
