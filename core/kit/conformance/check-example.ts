// An example holds to the đồng, twice the same, in whole đồng; its tree agrees; nothing consumed is an explicit zero.
import type { Facts } from '../contract.ts';
import type { CheckResult } from './check-plugin.ts';
import type { PricedExample } from './example-case.ts';

export function checkExample(made: PricedExample): CheckResult[] {
  const { example, pricer, options } = made;
  const named = (check: string, ok: boolean, detail = ''): CheckResult => ({
    check,
    ok,
    detail: `${example.name}${detail && `: ${detail}`}`,
  });
  const charge = pricer.price(example.facts, options);
  const lines: Record<string, number> = {};
  for (const { code, net } of charge.lines) lines[code] = (lines[code] ?? 0) + net;
  const found = { lines, vat: charge.vatTotal, total: charge.total };
  const again = pricer.price(structuredClone(example.facts), { ...options });
  const { tree, ...explained } = pricer.explain(example.facts, options);
  const sum =
    charge.lines.reduce((total, { net }) => total + net, 0) + charge.vat.reduce((total, { amount }) => total + amount, 0);
  const whole = [charge.total, ...charge.lines.map(({ net }) => net), ...charge.vat.map(({ amount }) => amount)].every(
    Number.isSafeInteger,
  );
  return [
    named('examples', sameFigures(found, example.expect), `${JSON.stringify(found)}, expected ${JSON.stringify(example.expect)}`),
    named('determinism', JSON.stringify(charge) === JSON.stringify(again), 'the same facts priced twice'),
    named('whole đồng', whole && sum === charge.total, `Σ lines + Σ VAT = ${sum}, total ${charge.total}`),
    named(
      'explain',
      JSON.stringify(explained) === JSON.stringify(charge) && tree.value === String(charge.total),
      `tree ${tree.value}`,
    ),
    ...zero(made, named),
  ];
}

function sameFigures(a: PricedExample['example']['expect'], b: PricedExample['example']['expect']): boolean {
  const sorted = ({ lines, vat, total }: typeof a): string =>
    JSON.stringify([Object.entries(lines).sort(([x], [y]) => (x < y ? -1 : 1)), vat, total]);
  return sorted(a) === sorted(b);
}

// Zero consumption keeps its lines: each line of tiers is there and is 0.
function zero(
  { plugin, body, pricer, example, options }: PricedExample,
  named: (check: string, ok: boolean, detail: string) => CheckResult,
): CheckResult[] {
  const consumption = plugin.variables.filter(({ source }) => source === 'consumption').map(({ name }) => name);
  if (consumption.length === 0) return [];
  const facts: Facts = { ...example.facts, ...Object.fromEntries(consumption.map((name) => [name, '0'])) };
  const charge = pricer.price(facts, options);
  const expected = body.lines.filter(
    (line) =>
      line.when === undefined && (line.kind === 'tiers' || line.quantity !== undefined) && consumption.includes(line.quantity!),
  );
  const wrong = expected.filter(({ code }) => charge.lines.find((line) => line.code === code)?.net !== 0);
  return [
    named(
      'zero for zero',
      wrong.length === 0,
      wrong.length ? `not zero or missing: ${wrong.map(({ code }) => code).join(', ')}` : `total ${charge.total}`,
    ),
  ];
}
