// Screens of money and the group of the navigation they stand in: a place is shown as soon as its screen exists.
import { inject } from '@angular/core';
import type { Routes } from '@angular/router';
import { I18n } from '../i18n/i18n.ts';

const words = () => inject(I18n).load('money');
const bankWords = () => inject(I18n).load('bank');
const reminderWords = () => inject(I18n).load('reminder');

export const moneyRoutes: Routes = [
  { path: 'bank', resolve: { words: bankWords }, loadComponent: async () => (await import('../pages/bank/bank.ts')).Bank },
  {
    path: 'reminders',
    resolve: { words: reminderWords },
    loadComponent: async () => (await import('../pages/reminders/reminders.ts')).Reminders,
  },
  { path: 'collect', resolve: { words }, loadComponent: async () => (await import('../pages/collect/collect.ts')).Collect },
  {
    path: 'documents',
    resolve: { words },
    loadComponent: async () => (await import('../pages/documents/documents.ts')).Documents,
  },
  {
    path: 'documents/:id',
    resolve: { words },
    loadComponent: async () => (await import('../pages/document/document.ts')).DocumentPage,
  },
  { path: 'debts', resolve: { words }, loadComponent: async () => (await import('../pages/debts/debts.ts')).Debts },
  { path: 'close', resolve: { words }, loadComponent: async () => (await import('../pages/close/close.ts')).Close },
];

const places = [
  { path: '/collect', icon: 'point_of_sale', title: 'nav.collect' },
  { path: '/documents', icon: 'description', title: 'nav.documents' },
  { path: '/debts', icon: 'account_balance_wallet', title: 'nav.debts' },
  { path: '/bank', icon: 'account_balance', title: 'nav.bank' },
  { path: '/reminders', icon: 'notifications', title: 'nav.reminders' },
  { path: '/invoices', icon: 'receipt_long', title: 'nav.invoices' },
  { path: '/reports', icon: 'bar_chart', title: 'nav.reports' },
  { path: '/close', icon: 'lock', title: 'nav.close' },
];
/** Those whose screen exists, in the order of the work. */
export const moneyPlaces = (
  routes: Routes,
  counts: Record<string, number>,
): { path: string; icon: string; title: string; count: number }[] => {
  const known = new Set(routes.flatMap((route) => [route, ...(route.children ?? [])]).map(({ path }) => `/${path}`));
  return places.filter(({ path }) => known.has(path)).map((place) => ({ ...place, count: counts[place.path] ?? 0 }));
};
