// Screens of the house itself: settings, users and the trail of changes; they open without a building too.
import { inject } from '@angular/core';
import type { Routes } from '@angular/router';
import { I18n } from '../i18n/i18n.ts';
import type { Session } from '../state/session.ts';

const words = () => {
  const i18n = inject(I18n);
  return Promise.all(['settings', 'access', 'building', 'company'].map((ns) => i18n.load(ns)));
};
const stays = [(page: { mayLeave(): boolean }) => page.mayLeave()];

export const systemRoutes: Routes = [
  {
    path: 'settings',
    data: { anywhere: true },
    resolve: { words },
    loadComponent: async () => (await import('../pages/settings/settings.ts')).Settings,
    children: [
      { path: '', pathMatch: 'full', redirectTo: 'company' },
      {
        path: 'company',
        canDeactivate: stays,
        loadComponent: async () => (await import('../pages/settings/company-form.ts')).CompanyForm,
      },
      {
        path: 'buildings',
        canDeactivate: stays,
        loadComponent: async () => (await import('../pages/settings/buildings.ts')).Buildings,
      },
      { path: 'users', loadComponent: async () => (await import('../pages/settings/users.ts')).Users },
    ],
  },
  { path: 'setup', data: { anywhere: true }, loadComponent: async () => (await import('../pages/setup/setup.ts')).Setup },
  {
    path: 'audit',
    data: { anywhere: true },
    resolve: { words: () => inject(I18n).load('audit') },
    loadComponent: async () => (await import('../pages/audit/audit.ts')).Audit,
  },
];

export const systemPlaces = (session: Session) => [
  ...(session.may('audit.read') ? [{ path: '/audit', icon: 'history', title: 'nav.audit', count: 0 }] : []),
  ...(session.may('buildings.write') ? [{ path: '/setup', icon: 'checklist', title: 'nav.setup', count: 0 }] : []),
  { path: '/settings', icon: 'settings', title: 'nav.settings', count: 0 },
  { path: '/plugins', icon: 'extension', title: 'nav.plugins', count: 0 },
];
