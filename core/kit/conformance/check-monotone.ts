// More consumption never costs less, over every tier edge and a sweep between.
import type { CheckResult } from './check-plugin.ts';
import type { PricedExample } from './example-case.ts';

const SWEEP = 200;

export function checkMonotone({ plugin, body, pricer, example, options }: PricedExample): CheckResult {
  const consumption = plugin.variables.filter(({ source, name }) => source === 'consumption' && pricer.needs.includes(name));
  const limits = Object.values(body.tables).flatMap((tiers) =>
    tiers.flatMap(({ upTo }) => (upTo === null ? [] : [Number(upTo)])),
  );
  const top = Math.ceil(Math.max(10, ...limits) * 2);
  const points = [
    ...new Set([...Array.from({ length: SWEEP + 1 }, (_, i) => Math.round((top * i) / SWEEP)), ...limits.flatMap(edge)]),
  ];
  points.sort((a, b) => a - b);
  for (const { name } of consumption) {
    let below = { at: 0, total: Number.NEGATIVE_INFINITY };
    for (const at of points) {
      const { total } = pricer.price({ ...example.facts, [name]: at }, options);
      if (total < below.total) {
        return {
          check: 'monotone',
          ok: false,
          detail: `${example.name}: ${name} ${below.at} costs ${below.total}, ${at} costs ${total}`,
        };
      }
      below = { at, total };
    }
  }
  return { check: 'monotone', ok: true, detail: `${example.name}: ${points.length * consumption.length} points up to ${top}` };
}

const edge = (limit: number): number[] =>
  [Math.floor(limit) - 1, Math.floor(limit), Math.ceil(limit), Math.ceil(limit) + 1].filter((at) => at >= 0);
