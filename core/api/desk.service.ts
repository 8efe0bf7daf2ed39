// Service `desk`: what the frame of the screens asks of the whole house: find, what waits, how far the set-up is.
import { z } from 'zod';
import { id } from '../platform/params.ts';
import { action, defineService } from '../platform/service.ts';
import { askAll } from './ask-all.ts';

const MOST = 5;
const TONES = ['error', 'warn', 'info'];

export default defineService({
  name: 'desk',
  actions: {
    search: action({
      rest: 'GET /search',
      permission: null,
      summary: 'Units, people, meters, cards, bills and documents by name, code or number; a few of each kind',
      params: z.object({ text: z.string().trim().normalize('NFC').min(1).max(100) }),
      handler: async (ctx) => {
        const { parts, silent } = await askAll(ctx, 'search', { text: ctx.params.text, most: MOST });
        const rows = parts.sort((a, b) => a.order - b.order);
        return { rows, total: rows.length, silent };
      },
    }),
    waiting: action({
      rest: 'GET /waiting',
      permission: null,
      summary: 'What waits for the caller in his buildings',
      params: z.object({}),
      handler: async (ctx) => {
        const { parts, silent } = await askAll(ctx, 'waiting', {});
        const may = new Set(ctx.meta.user!.permissions);
        const rows = parts.filter(({ permission }) => may.has(permission));
        rows.sort((a, b) => TONES.indexOf(a.tone) - TONES.indexOf(b.tone) || a.buildingId - b.buildingId);
        return { rows, total: rows.length, silent };
      },
    }),
    setup: action({
      rest: 'GET /setup',
      permission: null,
      summary: 'The steps from an empty house to the first bills, and what is done of them',
      params: z.object({ buildingId: id.optional() }),
      handler: async (ctx) => {
        const { parts, silent } = await askAll(ctx, 'setup', ctx.params);
        const rows = parts.sort((a, b) => a.order - b.order);
        return { rows, total: rows.length, silent };
      },
    }),
  },
});
