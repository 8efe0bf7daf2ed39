// What services this house bills: the loaded plugins and their declarations.
import { z } from 'zod';
import { plugins } from '../platform/plugins.ts';
import { action, defineService } from '../platform/service.ts';

export default defineService({
  name: 'plugin',
  actions: {
    list: action({
      rest: 'GET /plugins',
      permission: null,
      summary: 'Loaded plugins',
      handler: async () => {
        const rows = plugins.list().map((plugin) => {
          const { id, kind, version, measure, name, icon, requests = [] } = plugin;
          return { id, kind, version, measure, name, icon, requests, tone: (plugin as { tone?: string }).tone ?? null };
        });
        return { rows, total: rows.length };
      },
    }),
    get: action({
      rest: 'GET /plugins/:id',
      permission: null,
      summary: 'The whole declaration of a plugin',
      params: z.object({ id: z.string().max(100) }),
      handler: async (ctx) => plugins.get(ctx.params.id),
    }),
  },
});
