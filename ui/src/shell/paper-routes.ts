// Screens of tax invoices and reports; their words come with them.
import { inject } from '@angular/core';
import type { Routes } from '@angular/router';
import { I18n } from '../i18n/i18n.ts';

const words = () => inject(I18n).load('invoices');
/** A paper may be read in the language the screen is not in. */
const paperWords = async () => {
  const i18n = inject(I18n);
  await i18n.load('invoices');
  await i18n.loadBoth('invoices');
};

const reportWords = () => {
  const i18n = inject(I18n);
  return Promise.all([i18n.load('reports'), i18n.load('report')]);
};

export const paperRoutes: Routes = [
  { path: 'invoices', resolve: { words }, loadComponent: async () => (await import('../pages/invoices/invoices.ts')).Invoices },
  {
    path: 'invoices/:id',
    resolve: { words: paperWords },
    loadComponent: async () => (await import('../pages/invoice/invoice.ts')).Invoice,
  },
  {
    path: 'reports',
    resolve: { words: reportWords },
    loadComponent: async () => (await import('../pages/reports/reports.ts')).Reports,
  },
];
