// How core services are declared: moleculer schemas whose actions carry their route, permission and zod params.
import type { Service, ServiceSchema } from 'moleculer';
import type { ZodType, z } from 'zod';
import type { Ctx } from './context.ts';

export interface ActionDeclaration<S extends ZodType = ZodType, R = unknown> {
  /** `'GET /buildings/:buildingId/units'`, under /api/v1; without it the action is internal. */
  rest?: string | string[];
  /** Needed permission; null: any signed-in user. */
  permission: string | null;
  /** No session needed (sign-in, health). */
  public?: boolean;
  /** multipart: the file arrives in `ctx.stream`, read it with `readUpload` (upload.ts). */
  upload?: boolean;
  /** A question this action answers a part of (questions.ts); the gateway asks all that do. */
  answers?: 'search' | 'waiting' | 'setup';
  params?: S;
  timeoutMs?: number;
  /** One line for /openapi.json. */
  summary?: string;
  handler(this: Service, ctx: Ctx<z.output<S>>): Promise<R>;
}

/** An action with its zod params: query, path and body values are merged, then parsed; the handler sees the parsed ones. */
export function action<S extends ZodType, R>(declaration: ActionDeclaration<S, R>): ActionDeclaration<S, R> {
  return declaration;
}

export interface ServiceDeclaration {
  name: string;
  // biome-ignore lint/suspicious/noExplicitAny: actions of different params live in one map
  actions: Record<string, ActionDeclaration<any, unknown>>;
  started?(this: Service): Promise<void>;
  stopped?(this: Service): Promise<void>;
}

/** The moleculer schema of a service; default-export it from `core/<name>/<name>.service.ts`. */
export function defineService(declaration: ServiceDeclaration): ServiceSchema {
  const actions = Object.entries(declaration.actions).map(([name, { params, timeoutMs, rest, ...others }]) => [
    name,
    {
      ...others,
      ...(rest ? { rest: [rest].flat().map((route) => routeOf(route, others.upload)) } : {}),
      ...(timeoutMs ? { timeout: timeoutMs } : {}),
      // zod schemas must not sit in a moleculer schema directly: it deep-clones them and zod breaks
      ...(params ? { params: { $$zod: () => params } } : {}),
    },
  ]);
  return { ...declaration, settings: { rest: '/' }, actions: Object.fromEntries(actions) } as unknown as ServiceSchema;
}

function routeOf(route: string, upload = false): object {
  const [method, path] = route.split(' ');
  return { method, path, ...(upload ? { type: 'multipart' } : {}) };
}
