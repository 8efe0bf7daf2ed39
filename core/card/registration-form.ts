// The registration form of a card against the plugin's own schema.
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { type CardPlugin, type Finding, Refusal } from '#kit';

const compiled = new WeakMap<object, ValidateFunction>();

/** Refuses with a finding per field; fields the plugin does not know are refused too. */
export function checkForm(plugin: CardPlugin, fields: Record<string, unknown>): void {
  let validate = compiled.get(plugin);
  if (!validate) {
    validate = new Ajv2020({ allErrors: true, strict: false }).compile({ additionalProperties: false, ...plugin.registration });
    compiled.set(plugin, validate);
  }
  if (validate(fields)) return;
  const findings = (validate.errors ?? []).slice(0, 50).map(({ instancePath, params, keyword }): Finding => {
    const named = (params.missingProperty ?? params.additionalProperty) as string | undefined;
    const field = named ?? instancePath.slice(1);
    return { code: 'card.field.refused', params: { field, rule: keyword }, at: { field } };
  });
  throw new Refusal('card.form.refused', { problems: findings.length }, 422, findings);
}
