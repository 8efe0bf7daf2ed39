// Approved requests of a stay → facts: each rounded up to the tariff's block, weighed, added up. Pure.
import {
  add,
  ceil,
  compare,
  type Decimal,
  decimalOf,
  div,
  type Facts,
  mul,
  type Plugin,
  type TariffBody,
  textOf,
  ZERO,
} from '#kit';
import type { ResultOf } from '#platform/actions';
import type { Month, Unit } from './read-month.ts';
import type { Stay } from './stays.ts';

export type DueRequest = ResultOf<'request.listDue'>[number];
/** What a charge keeps of a request. */
export interface ChargedRequest {
  id: number;
  on: string;
  hours: string;
  /** Rounded up to the block. */
  billed: string;
  quantity: number;
  areaM2: string | null;
}

/** `area`: of the unit, where a request names none; null parks nothing: the variable stays unknown and pricing says so. */
export function requestFacts(
  plugin: Plugin,
  body: TariffBody,
  requests: readonly DueRequest[],
  area: string | null,
): { facts: Facts; charged: ChargedRequest[] } {
  const charged = requests.map((request): ChargedRequest => {
    const { id, on, hours, quantity, areaM2 } = request;
    return { id, on, hours, billed: textOf(inBlocks(plugin, body, request)), quantity, areaM2 };
  });
  const facts: Facts = {};
  for (const { name, source, request: kind, weigh = 'quantity' } of plugin.variables) {
    if (source !== 'request') continue;
    let sum: Decimal | null = ZERO;
    requests.forEach((one, n) => {
      if (one.kind !== kind || sum === null) return;
      const by = weigh === 'quantity' ? String(one.quantity) : (one.areaM2 ?? area);
      sum = by === null ? null : add(sum, mul(decimalOf(charged[n]!.billed), decimalOf(by)));
    });
    if (sum !== null) facts[name] = textOf(sum);
  }
  return { facts, charged };
}

/** Those of a stay: up to its last day, and after the one before; what nobody was charged for earlier is the first one's. */
export function requestsOf(month: Month, unit: Unit, plugin: Plugin, { subject, to, part }: Stay): DueRequest[] {
  if (!plugin.requests) return [];
  const isLast = subject === '';
  const before = part ? month.payers.moves(unit.id).findLast((day) => isLast || day < to) : undefined;
  return (month.requests.get(unit.id) ?? []).filter(
    ({ service, on }) => service === plugin.id && (before === undefined || on > before) && (isLast || on <= to),
  );
}

/** Whether a tariff charges what was asked for: one that says nothing about it must not pass over it in silence. */
export function pricesRequests(plugin: Plugin, body: TariffBody, requests: readonly DueRequest[]): boolean {
  const text = JSON.stringify(body.lines);
  const named = plugin.variables.filter(({ name, source }) => source === 'request' && new RegExp(`\\b${name}\\b`).test(text));
  return requests.every(({ kind }) => named.some(({ request }) => request === kind));
}

function inBlocks(plugin: Plugin, body: TariffBody, { kind, hours }: DueRequest): Decimal {
  const name = plugin.requests?.find(({ id }) => id === kind)?.block;
  const block = name === undefined ? undefined : body.parameters[name];
  const exact = decimalOf(hours);
  if (block === undefined || compare(decimalOf(block), ZERO) <= 0) return exact;
  return mul(ceil(div(exact, decimalOf(block))), decimalOf(block));
}
