// A service in words: a plugin's name, or what money without a plugin is called.
import type { Lang } from '#kit';
import { sentence } from '#platform/i18n';
import { plugins } from '#platform/plugins';

export function serviceName(service: string | null, lang: Lang): string {
  if (service === null) return sentence(lang, { code: 'report.noService', params: {} });
  const plugin = plugins.list().find(({ id }) => id === service);
  if (plugin) return plugin.name[lang];
  return service === 'late-interest' ? sentence(lang, { code: 'report.lateInterest', params: {} }) : service;
}
