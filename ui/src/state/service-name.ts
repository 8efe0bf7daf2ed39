// What a charge is called on the screens of money: the plugin's name, or core's own word for what no plugin charges.
import { inject } from '@angular/core';
import { I18n } from '../i18n/i18n.ts';
import { Catalog } from './catalog.ts';

/** Call it where things are injected; the function it answers may be called anywhere. */
export function serviceName(): (service: string | null) => string {
  const catalog = inject(Catalog);
  const i18n = inject(I18n);
  return (service) => {
    if (service === null) return '';
    if (catalog.find(service)) return catalog.nameOf(service);
    const key = `money:service.${service}`;
    return i18n.has(key) ? i18n.t(key) : service;
  };
}
