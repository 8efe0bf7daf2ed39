// At each scaled limit −1, 0 and +1 the rows join without gap or overlap, add up, and only the last one starts the next tier.
import type { PricedLine } from '../contract.ts';
import { add, compare, type Decimal, decimalOf, ONE, sub, textOf, ZERO } from '../decimal.ts';
import type { CheckResult } from './check-plugin.ts';
import type { PricedExample } from './example-case.ts';

export function checkEdges(made: PricedExample): CheckResult[] {
  const { plugin, body, pricer, example, options } = made;
  const consumption = new Set(plugin.variables.filter(({ source }) => source === 'consumption').map(({ name }) => name));
  return body.lines.flatMap((line) => {
    if (line.kind !== 'tiers' || !consumption.has(line.quantity)) return [];
    const at = (quantity: Decimal): PricedLine | undefined =>
      pricer.price({ ...example.facts, [line.quantity]: textOf(quantity) }, options).lines.find(({ code }) => code === line.code);
    const limits = limitsOf(at);
    const problems = limits.flatMap((limit) =>
      [sub(limit, ONE), limit, add(limit, ONE)].flatMap((quantity) => {
        if (compare(quantity, ZERO) < 0) return [];
        const problem = rowProblem(at(quantity), quantity);
        return problem ? [`${textOf(quantity)}: ${problem}`] : [];
      }),
    );
    return [
      {
        check: 'tier edges',
        ok: problems.length === 0,
        detail: `${example.name} ${line.code}: ${problems[0] ?? `${limits.length} limits`}`,
      },
    ];
  });
}

// The limits as this example scales them, read from the rows of a quantity beyond all of them.
function limitsOf(at: (quantity: Decimal) => PricedLine | undefined): Decimal[] {
  const rows = at(decimalOf(10_000_000))?.tiers ?? [];
  return rows.flatMap(({ upTo }) => (upTo === null ? [] : [decimalOf(upTo)]));
}

function rowProblem(line: PricedLine | undefined, quantity: Decimal): string | undefined {
  if (!line?.tiers) return 'no rows';
  let from = line.tiers[0]!.from;
  let sum = ZERO;
  for (const row of line.tiers) {
    if (row.from !== from) return `row starts at ${row.from}, the one before ends at ${from}`;
    const room = row.upTo === null ? undefined : sub(decimalOf(row.upTo), decimalOf(row.from));
    if (room !== undefined && compare(decimalOf(row.quantity), room) > 0) return `${row.quantity} in a tier of ${textOf(room)}`;
    sum = add(sum, decimalOf(row.quantity));
    from = row.upTo ?? from;
  }
  if (compare(sum, quantity) !== 0) return `rows hold ${textOf(sum)}`;
  const net = line.tiers.reduce((total, row) => total + row.net, 0);
  return net === line.net ? undefined : `rows cost ${net}, the line ${line.net}`;
}
