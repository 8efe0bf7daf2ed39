// A body fits its plugin: it compiles, its allowance has what it names, and so have the fees and deposits of a card's actions.
import {
  compileFormula,
  FormulaError,
  type FormulaType,
  type Plugin,
  preparePricer,
  Refusal,
  type TariffBody,
  type VatRate,
} from '#kit';
import type { Lang } from '#platform/context';

export function refuseUnfit(plugin: Plugin, body: TariffBody, vatRates: readonly VatRate[], lang: Lang): void {
  preparePricer(plugin, body, vatRates); // throws with every finding at its field
  if (plugin.kind !== 'card' && plugin.kind !== 'job') return;
  const names = Object.fromEntries<FormulaType>([
    ...Object.keys(body.parameters).map((name): [string, FormulaType] => [name, 'number']),
    ...plugin.variables.map(({ name, type }): [string, FormulaType] => [name, type === 'flag' ? 'boolean' : 'number']),
  ]);
  for (const { label, fee, deposit } of plugin.actions) {
    for (const formula of [fee, deposit]) if (formula !== undefined) refuseAction(label[lang], formula, names);
  }
}

function refuseAction(action: string, formula: string, names: Record<string, FormulaType>): void {
  try {
    compileFormula(formula, { names, result: 'number' });
  } catch (error) {
    if (!(error instanceof FormulaError)) throw error; // the plugin's formula names what the tariff does not have
    throw new Refusal('tariff.action.unfit', { action, formula, name: String(error.params.name ?? '') });
  }
}
