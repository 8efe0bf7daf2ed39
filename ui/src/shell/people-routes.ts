// Screens of units and people; their words come with them.
import { inject } from '@angular/core';
import type { Routes } from '@angular/router';
import { I18n } from '../i18n/i18n.ts';

const words = () => {
  const i18n = inject(I18n);
  return Promise.all(['people', 'building', 'billing', 'customer', 'cards'].map((ns) => i18n.load(ns)));
};

export const peopleRoutes: Routes = [
  { path: 'units', resolve: { words }, loadComponent: async () => (await import('../pages/units/units.ts')).Units },
  { path: 'units/:id', resolve: { words }, loadComponent: async () => (await import('../pages/unit/unit.ts')).Unit },
  { path: 'people', resolve: { words }, loadComponent: async () => (await import('../pages/people/people.ts')).PeoplePage },
  {
    path: 'allowance',
    resolve: { words },
    loadComponent: async () => (await import('../pages/allowance/allowance.ts')).Allowance,
  },
  {
    path: 'requests',
    resolve: {
      words: () => {
        const i18n = inject(I18n);
        return Promise.all(['requests', 'people', 'cards'].map((ns) => i18n.load(ns)));
      },
    },
    loadComponent: async () => (await import('../pages/requests/requests.ts')).Requests,
  },
];
