// The registration form of a card against the plugin's own schema.
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import { type CardPlugin, type Finding, Refusal } from '#kit';

type Fields = Record<string, unknown>;
const compiled = new WeakMap<object, ValidateFunction>();

/** Refuses with a finding per field; fields the plugin does not know are refused too. */
export function checkForm(plugin: CardPlugin, fields: Fields): void {
  let validate = compiled.get(plugin);
  if (!validate) {
    validate = new Ajv2020({ allErrors: true, strict: false }).compile({ additionalProperties: false, ...plugin.registration });
    compiled.set(plugin, validate);
  }
  if (validate(fields)) return;
  const findings = (validate.errors ?? []).slice(0, 50).map((error) => findingOf(plugin.id, error));
  throw new Refusal('card.form.refused', { problems: findings.length }, 422, findings);
}

const CODES: Record<string, string> = {
  required: 'card.field.missing',
  additionalProperties: 'card.field.unknown',
  minLength: 'card.field.short',
  maxLength: 'card.field.long',
  enum: 'card.field.choice',
};
function findingOf(service: string, { instancePath, params, keyword }: ErrorObject): Finding {
  const named = (params.missingProperty ?? params.additionalProperty) as string | undefined;
  const field = named ?? instancePath.slice(1);
  const { limit, allowedValues } = params as { limit?: number; allowedValues?: unknown[] };
  const told = { ...(limit === undefined ? {} : { limit }), ...(allowedValues ? { choices: allowedValues.join(', ') } : {}) };
  return { code: CODES[keyword] ?? 'card.field.refused', params: { service, field, ...told }, at: { field } };
}

/** A box nobody ticked says what it is priced by: the default of its variable. */
export function withDefaults({ registration, variables }: CardPlugin, fields: Fields): Fields {
  const said = { ...fields };
  for (const { name, source, type, default: fallback } of variables) {
    if (source !== 'registration' || type !== 'flag' || fallback === undefined) continue;
    if (Object.hasOwn(registration.properties, name)) said[name] ??= fallback === 'true';
  }
  return said;
}
