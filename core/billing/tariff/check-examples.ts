// Worked examples of a tariff: the plugin's for the preset it was copied from, and the desk's own.
import {
  type Example,
  type Facts,
  type Finding,
  type Plugin,
  type Pricer,
  PricingProblem,
  preparePricer,
  Refusal,
  type VatRate,
} from '#kit';
import type { Lang } from '#platform/context';
import { sentence } from '#platform/i18n';
import { isSameBody } from './same-body.ts';
import type { ExampleCheck, ExampleFigures, TariffRow } from './tariff.contract.ts';

type Worked = Pick<Example, 'name' | 'source' | 'taxDate' | 'facts' | 'expect'>;

/** The plugin's figures bind only the unchanged preset; an edited body must at least price their facts. */
export async function checkExamples(
  plugin: Plugin,
  { preset, body, examples }: Pick<TariffRow, 'preset' | 'body' | 'examples'>,
  vatRates: readonly VatRate[],
  lang: Lang,
): Promise<ExampleCheck[]> {
  const pricer = preparePricer(plugin, body, vatRates);
  const declared = plugin.examples.filter((example) => preset !== null && example.preset === preset);
  const source = plugin.tariffs.find(({ id }) => id === preset);
  const unchanged = source !== undefined && isSameBody(source.body, body);
  const worked: Worked[] = [...declared, ...examples];
  const found = await priceAll(pricer, worked);
  return worked.map((example, index) => {
    const own = index >= declared.length;
    const binding = own || unchanged;
    const result = found[index]!;
    const named = { name: example.name, source: example.source, own, binding, expected: example.expect };
    if ('code' in result) return { ...named, holds: false, problem: sentence(lang, result) };
    return { ...named, holds: !binding || isSameBody(result, example.expect), found: result };
  });
}

/** Refuses with the first example that does not hold. */
export function refuseFailing(checks: readonly ExampleCheck[]): void {
  const failing = checks.find(({ holds }) => !holds);
  if (!failing) return;
  const { name, expected, found, problem } = failing;
  if (!found) throw new Refusal('tariff.example.unpriced', { example: name, problem: problem ?? '' });
  if (found.total !== expected.total)
    throw new Refusal('billing.tariff.exampleFails', { example: name, expected: expected.total, found: found.total });
  throw new Refusal('tariff.example.linesDiffer', { example: name, total: found.total });
}

async function priceAll(pricer: Pricer, worked: readonly Worked[]): Promise<(ExampleFigures | Finding)[]> {
  const quotas = pricer.needsQuota ? await pricer.quotas(worked.map(({ facts }) => facts)) : [];
  return worked.map(({ facts, taxDate }, index) => {
    const decided = quotas[index];
    if (decided?.problem) return decided.problem;
    return figuresOf(pricer, facts, taxDate, decided?.quota ?? null);
  });
}

function figuresOf(pricer: Pricer, facts: Facts, taxDate: string, quota: string | null): ExampleFigures | Finding {
  try {
    const priced = pricer.price(facts, { taxDate, quota });
    const lines: Record<string, number> = {};
    for (const { code, net } of priced.lines) lines[code] = (lines[code] ?? 0) + net;
    return { lines, vat: priced.vatTotal, total: priced.total };
  } catch (error) {
    if (error instanceof PricingProblem) return { code: error.code, params: error.params }; // told beside the example
    throw error;
  }
}
