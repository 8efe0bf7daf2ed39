// Sums of a run, kept while it goes along.
import { createHash } from 'node:crypto';
import { vnd } from '#kit';
import type { RunTotals } from '../billing.contract.ts';
import type { PricedUnit } from './pricing-desk.ts';

export const noTotals = (): RunTotals => ({
  bills: 0,
  charges: 0,
  parked: 0,
  net: 0,
  vat: 0,
  total: 0,
  previousTotal: 0,
  changes: { new: 0, gone: 0, changed: 0, same: 0 },
});

export function addUnit(totals: RunTotals, { charges, problems }: PricedUnit): void {
  if (problems.length > 0) totals.parked++;
  if (charges.length > 0) totals.bills++;
  totals.charges += charges.length;
  for (const { amounts } of charges) {
    totals.net = vnd(totals.net + amounts.net);
    totals.vat = vnd(totals.vat + amounts.vatTotal);
    totals.total = vnd(totals.total + amounts.total);
  }
}

/** One figure over all inputs of a run, in order: what was previewed is what is posted. */
export class InputHash {
  readonly #hash = createHash('sha256');

  add(units: readonly PricedUnit[]): void {
    let text = '';
    for (const { unit, charges, problems } of units) {
      text += `${unit.id}:`;
      for (const { inputHash, amounts } of charges) text += `${inputHash}=${amounts.total},`;
      for (const { service, code } of problems) text += `!${service} ${code},`;
    }
    this.#hash.update(text);
  }
  end(): string {
    return this.#hash.digest('base64url');
  }
}
