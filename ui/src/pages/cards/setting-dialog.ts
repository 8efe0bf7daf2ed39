// How a building charges a kind of card, as a form: the choices are the server's, the words ours.
import type { Api } from '../../api/api.ts';
import type { CardSetting } from '../../api/card-rows.ts';
import type { List } from '../../api/rows.ts';
import type { FormAsked } from '../../parts/form-field.ts';

const CHOICES = {
  charges: ['month', 'term'],
  firstMonth: ['full', 'half', 'daily'],
  lastMonth: ['full', 'half', 'daily'],
  oneOff: ['atOnce', 'withRun'],
  lateRenewal: ['today', 'backdated'],
} as const;

export async function settingForm(
  api: Api,
  t: (key: string, params?: Record<string, unknown>) => string,
  { buildingId, service, name }: { buildingId: number; service: string; name: string },
): Promise<FormAsked> {
  const { rows } = await api.get<List<{ service: string } & CardSetting>>(`/buildings/${buildingId}/card-settings`);
  const now = rows.find((row) => row.service === service)!;
  return {
    title: t('cards:setting.title', { name }),
    lead: t('cards:setting.lead'),
    go: t('cards:save'),
    fields: Object.entries(CHOICES).map(([field, values]) => ({
      name: field,
      kind: 'choice',
      needed: true,
      label: t(`cards:setting.${field}`),
      value: now[field as keyof CardSetting],
      options: values.map((value) => ({ value, label: t(`cards:setting.${field}.${value}`) })),
    })),
    send: (said) => api.send('PUT', `/buildings/${buildingId}/card-settings/${service}`, said),
  };
}
