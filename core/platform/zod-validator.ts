// Moleculer's validator for actions with `params: {$$zod: () => schema}`; moleculer's own services keep fastest-validator.
import { Validators } from 'moleculer';
import type { z } from 'zod';

type Params = Record<string, unknown>;
type Check = (params: Params) => true | Problem[];
export interface Problem {
  path: string;
  issue: z.core.$ZodIssue;
}

export class ZodValidator extends Validators.Fastest {
  override compile(schema: unknown): never {
    const zod = (schema as { $$zod?: () => z.ZodType }).$$zod;
    if (!zod) return super.compile(schema as never) as never;
    const parse = zod();
    const check: Check = (params) => {
      const parsed = parse.safeParse(params, { reportInput: true }); // the sentence says what was received
      // problems are answered, not thrown: a throw here would escape the promise of broker.call
      if (!parsed.success)
        return parsed.error.issues.map((issue) => ({
          path: issue.path.join('.'),
          issue: { ...issue, input: kindOnly(issue.input) } as z.core.$ZodIssue,
        }));
      // the handler sees what the schema names, plus what the gateway says of an upload ($filename, …)
      for (const key of Object.keys(params)) if (!key.startsWith('$')) delete params[key];
      Object.assign(params, parsed.data);
      return true;
    };
    return check as never;
  }
}

// the sentence needs the kind of value only; the value itself may be a password and must not reach a log
function kindOnly(input: unknown): unknown {
  if (typeof input === 'string') return '';
  return typeof input === 'object' && input !== null ? (Array.isArray(input) ? [] : {}) : input;
}
