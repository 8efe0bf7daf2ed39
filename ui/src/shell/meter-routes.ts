// Screens of meters; their words come with them.
import { inject } from '@angular/core';
import type { Routes } from '@angular/router';
import { I18n } from '../i18n/i18n.ts';

export const meterWords = () => {
  const i18n = inject(I18n);
  return Promise.all(['meters', 'metering', 'people', 'cards'].map((ns) => i18n.load(ns)));
};

export const meterRoutes: Routes = [
  {
    path: 'meters',
    resolve: { words: meterWords },
    loadComponent: async () => (await import('../pages/meters/meters.ts')).Meters,
  },
  {
    path: 'meters/balance',
    resolve: { words: meterWords },
    loadComponent: async () => (await import('../pages/balance/balance.ts')).BalancePage,
  },
];
