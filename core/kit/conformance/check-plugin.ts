// The conformance kit: what must hold before a plugin or a tariff may be switched on. Pure; every check says what it saw.
import { checkDeclaration } from '../check-declaration.ts';
import type { Plugin, VatRate } from '../contract.ts';
import { PricingProblem } from '../pricing-problem.ts';
import { checkEdges } from './check-edges.ts';
import { checkExample } from './check-example.ts';
import { checkLocales } from './check-locales.ts';
import { checkMissing } from './check-missing.ts';
import { checkMonotone } from './check-monotone.ts';
import { caseOf, type PricedExample } from './example-case.ts';

export interface CheckResult {
  check: string;
  ok: boolean;
  detail: string;
}
/** Words of a plugin's locale files, for locale parity; left out, that check is not made. */
export interface ConformanceOptions {
  locales?: { vi: Record<string, unknown>; en: Record<string, unknown> };
}

/** Runs every check; all `ok` is the condition. `detail` names the case and the figures. */
export async function checkPlugin(
  plugin: Plugin,
  vatRates: readonly VatRate[],
  options: ConformanceOptions = {},
): Promise<CheckResult[]> {
  const findings = checkDeclaration(plugin);
  const declaration = findings.map(({ code, params, at }) => ({
    check: 'declaration',
    ok: false,
    detail: `${at?.field ?? ''} ${code} ${JSON.stringify(params)}`,
  }));
  if (declaration.length > 0) return declaration;
  const results: CheckResult[] = [{ check: 'declaration', ok: true, detail: `${plugin.id} ${plugin.version}` }];
  for (const example of plugin.examples) {
    const made = await caseOf(plugin, example, vatRates);
    if ('problem' in made) {
      results.push({ check: 'examples', ok: false, detail: `${example.name}: ${made.problem}` });
      continue;
    }
    results.push(
      ...tried('examples', made, () => checkExample(made)),
      ...(await checkMissing(made)),
      ...tried('tier edges', made, () => checkEdges(made)),
    );
    if (plugin.kind === 'meter' && plugin.monotone) results.push(...tried('monotone', made, () => [checkMonotone(made)]));
  }
  if (options.locales) results.push(...checkLocales(plugin, options.locales));
  return results;
}

// A case that cannot be priced fails its check; the other checks go on.
function tried(check: string, made: PricedExample, run: () => CheckResult[]): CheckResult[] {
  try {
    return run();
  } catch (error) {
    if (error instanceof PricingProblem) return [{ check, ok: false, detail: `${made.example.name}: ${error.message}` }];
    throw error;
  }
}
