// Screens of cards and customers; their words come with them.
import { inject } from '@angular/core';
import type { Routes } from '@angular/router';
import { I18n } from '../i18n/i18n.ts';

const words = () => {
  const i18n = inject(I18n);
  return Promise.all([i18n.load('cards'), i18n.load('card'), i18n.load('customers'), i18n.load('money')]);
};

export const cardRoutes: Routes = [
  { path: 'cards', resolve: { words }, loadComponent: async () => (await import('../pages/cards/cards.ts')).Cards },
  { path: 'cards/:id', resolve: { words }, loadComponent: async () => (await import('../pages/card/card.ts')).Card },
  { path: 'gate', resolve: { words }, loadComponent: async () => (await import('../pages/gate/gate.ts')).Gate },
  {
    path: 'customers/:id',
    resolve: { words },
    loadComponent: async () => (await import('../pages/customer/customer.ts')).Customer,
  },
];
