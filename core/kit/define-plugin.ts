// Declares a plugin: checks everything at once and freezes it.
import { checkDeclaration } from './check-declaration.ts';
import type { CardPlugin, FlatPlugin, JobPlugin, MeterPlugin, Plugin } from './contract.ts';
import { type Finding, Refusal } from './findings.ts';

/** Every problem of a plugin at once, in `findings`. */
export class PluginError extends Refusal {
  constructor(plugin: string, findings: Finding[]) {
    super('plugin.refused', { plugin, problems: findings.length }, 422, findings);
    this.name = 'PluginError';
    this.message += `\n${findings.map(({ code, params, at }) => `  ${at?.field ?? ''}: ${code} ${JSON.stringify(params)}`).join('\n')}`;
  }
}

/** A declaration as a plugin writes it: `kind` and `kit` may be left out, the function says the one and this contract the other. */
export type Declared<P extends Plugin> = Omit<P, 'kind' | 'kit'> & { kind?: P['kind']; kit?: 1 };

function define<P extends Plugin>(kind: P['kind'], declaration: Declared<P>): Readonly<P> {
  const whole = { kind, kit: 1, ...declaration };
  const kindFindings: Finding[] =
    whole.kind === kind ? [] : [{ code: 'plugin.malformed', params: { field: 'kind', expected: kind }, at: { field: 'kind' } }];
  const copy = plainCopy(whole);
  const findings = copy ? [...kindFindings, ...checkDeclaration(copy)] : [{ code: 'plugin.notData', params: {} }];
  if (findings.length > 0 || !copy) throw new PluginError(String(declaration.id), findings);
  return deepFreeze(copy) as P;
}

// A declaration is data: what cannot be cloned (a function, a class) has no place in it.
function plainCopy(value: object): object | undefined {
  try {
    return structuredClone(value);
  } catch (error) {
    if ((error as Error).name === 'DataCloneError') return undefined;
    throw error;
  }
}

function deepFreeze<T extends object>(value: T): T {
  for (const child of Object.values(value)) if (typeof child === 'object' && child !== null) deepFreeze(child);
  return Object.freeze(value);
}

/** A metered service. Returns the frozen declaration, or throws PluginError with every finding. */
export const defineMeterPlugin = (declaration: Declared<MeterPlugin>): Readonly<MeterPlugin> =>
  define<MeterPlugin>('meter', declaration);
/** A service behind cards: a state machine with fees and deposits. */
export const defineCardPlugin = (declaration: Declared<CardPlugin>): Readonly<CardPlugin> =>
  define<CardPlugin>('card', declaration);
/** A fee without a meter: per unit, area or person. */
export const defineFlatPlugin = (declaration: Declared<FlatPlugin>): Readonly<FlatPlugin> =>
  define<FlatPlugin>('flat', declaration);
/** A service per order: repair, after hours. */
export const defineJobPlugin = (declaration: Declared<JobPlugin>): Readonly<JobPlugin> => define<JobPlugin>('job', declaration);
