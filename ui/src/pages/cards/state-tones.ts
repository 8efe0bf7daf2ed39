// The colour of each state, from the service's own grid: one list of colours for grid, card page and customer page.
import type { Tone, ViewDef } from '#kit';
import type { Api } from '../../api/api.ts';

export async function stateTones(api: Api, service: string): Promise<Record<string, Tone>> {
  const view = await api.get<ViewDef>('/views/cards', { service });
  const options = view.columns.find(({ field }) => field === 'state')?.options ?? [];
  return Object.fromEntries(options.map(({ value, tone = 'muted' }) => [value, tone]));
}
