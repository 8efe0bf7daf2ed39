// The OpenAPI document, made from the actions' own routes and zod params; nothing is written twice.
import type { ServiceBroker } from 'moleculer';
import { z } from 'zod';
import type { ActionDeclaration } from '../platform/service.ts';

interface Route {
  method: string;
  path: string;
}
type Listed = Omit<ActionDeclaration, 'rest' | 'params'> & { name: string; rest?: Route[]; params?: { $$zod?: () => z.ZodType } };
interface JsonSchema {
  properties?: Record<string, object>;
  required?: string[];
}
const problem = {
  description: 'A refusal: code, sentence, params and findings',
  content: json({ $ref: '#/components/schemas/Problem' }),
};

/** OpenAPI 3.1 of all routes under /api/v1. */
export function openApi(broker: ServiceBroker): object {
  const listed = broker.registry.getActionList({ onlyAvailable: true, skipInternal: true, withEndpoints: false } as never) as {
    action?: Listed;
  }[];
  const paths: Record<string, Record<string, object>> = {};
  for (const { action } of listed) {
    for (const route of action?.rest ?? []) {
      const path = route.path.replace(/:(\w+)/g, '{$1}');
      paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(action!, route) };
    }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Tòa Nhà', version: '1' },
    servers: [{ url: '/api/v1' }],
    security: [{ bearer: [] }, { cookie: [] }],
    paths: Object.fromEntries(Object.entries(paths).sort(([a], [b]) => a.localeCompare(b))),
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer' },
        cookie: { type: 'apiKey', in: 'cookie', name: 'toanha_session' },
      },
      schemas: { Problem: { type: 'object', required: ['code', 'message', 'params'], properties: PROBLEM } },
    },
  };
}

const text = { type: 'string' };
const PROBLEM = {
  code: text,
  message: text,
  params: { type: 'object' },
  requestId: text,
  findings: {
    type: 'array',
    items: { type: 'object', properties: { code: text, message: text, params: { type: 'object' }, at: { type: 'object' } } },
  },
};

function operationOf(action: Listed, route: Route): object {
  const schema = schemaOf(action);
  const inPath = [...route.path.matchAll(/:(\w+)/g)].map((match) => match[1]!);
  const others = Object.keys(schema.properties ?? {}).filter((name) => !inPath.includes(name));
  const inQuery = route.method === 'GET' || route.method === 'DELETE' || action.upload ? others : [];
  const parameters = [...inPath.map((name) => ({ name, in: 'path' })), ...inQuery.map((name) => ({ name, in: 'query' }))].map(
    (each) => ({
      ...each,
      required: each.in === 'path' || (schema.required ?? []).includes(each.name),
      schema: schema.properties?.[each.name] ?? text,
    }),
  );
  return {
    operationId: action.name,
    ...(action.summary ? { summary: action.summary } : {}),
    ...(action.public ? { security: [] } : {}),
    ...(action.permission ? { 'x-permission': action.permission } : {}),
    parameters,
    ...bodyOf(action, schema, inQuery.length > 0 || route.method === 'GET' || route.method === 'DELETE' ? [] : others),
    responses: { 200: { description: 'OK' }, default: problem },
  };
}

function bodyOf(action: Listed, { properties = {}, required = [] }: JsonSchema, names: string[]): object {
  if (action.upload) {
    const file = { type: 'object', properties: { file: { type: 'string', format: 'binary' } }, required: ['file'] };
    return { requestBody: { required: true, content: { 'multipart/form-data': { schema: file } } } };
  }
  if (names.length === 0) return {};
  const picked = Object.fromEntries(names.map((name) => [name, properties[name]]));
  return {
    requestBody: {
      required: true,
      content: json({ type: 'object', properties: picked, required: required.filter((name) => names.includes(name)) }),
    },
  };
}

function schemaOf(action: Listed): JsonSchema {
  const zod = action.params?.$$zod?.();
  return zod ? (z.toJSONSchema(zod, { io: 'input', unrepresentable: 'any' }) as JsonSchema) : {};
}

function json(schema: object): object {
  return { 'application/json': { schema } };
}
