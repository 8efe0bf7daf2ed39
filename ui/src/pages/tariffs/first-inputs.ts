// Inputs to start a trial with: those of the plugin's own worked example for this tariff, else the variables' defaults.
import type { Plugin } from '#kit';
import type { TariffRow } from '../../api/rows.ts';
import type { Lang } from '../../i18n/i18n.ts';

export function firstInputs(plugin: Plugin, tariff: TariffRow, lang: Lang): Record<string, string> {
  const example = plugin.examples.find((one) => one.preset === tariff.preset) ?? plugin.examples[0];
  return Object.fromEntries(
    plugin.variables.map((variable) => {
      const value = example?.facts[variable.name] ?? variable.default ?? '';
      if (variable.type === 'flag') return [variable.name, String(value)];
      const text = String(value);
      return [variable.name, lang === 'vi' ? text.replace('.', ',') : text];
    }),
  );
}
