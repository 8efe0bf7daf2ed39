// The questions of a registration form, from the plugin's schema: a flag is a box, a choice a list, the rest is typed.
import type { CardPlugin } from '#kit';

export interface FormField {
  name: string;
  kind: 'text' | 'number' | 'flag' | 'choice';
  options: string[];
  needed: boolean;
  most: number;
}
interface Schema {
  type?: string;
  enum?: unknown[];
  maxLength?: number;
}

export const formFields = ({ registration }: CardPlugin): FormField[] =>
  Object.entries(registration.properties).map(([name, given]) => {
    const { type, enum: choices, maxLength = 200 } = given as Schema;
    const kind = choices ? 'choice' : type === 'boolean' ? 'flag' : type === 'number' || type === 'integer' ? 'number' : 'text';
    return {
      name,
      kind,
      options: (choices ?? []).map(String),
      needed: registration.required?.includes(name) ?? false,
      most: maxLength,
    };
  });

/** How a form begins: boxes as a card without them is priced. */
export const freshAnswers = (plugin: CardPlugin): Record<string, unknown> =>
  Object.fromEntries(
    formFields(plugin).flatMap(({ name, kind }) => {
      const variable = plugin.variables.find((one) => one.name === name);
      return kind === 'flag' ? [[name, variable?.default === 'true']] : [];
    }),
  );

/** Every question that must be answered is. */
export const isAnswered = (plugin: CardPlugin, values: Readonly<Record<string, unknown>>): boolean =>
  formFields(plugin).every(({ name, needed }) => !needed || (values[name] ?? '') !== '');

/** What is sent: questions left open are left out. */
export const answered = (values: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
