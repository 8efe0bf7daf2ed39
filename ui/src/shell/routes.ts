// Every screen and its lazy chunk.
import { inject } from '@angular/core';
import { type CanActivateFn, Router, type Routes } from '@angular/router';
import { I18n } from '../i18n/i18n.ts';
import { Session } from '../state/session.ts';
import { cardRoutes } from './card-routes.ts';
import { meterRoutes, meterWords } from './meter-routes.ts';
import { moneyRoutes } from './money-routes.ts';
import { paperRoutes } from './paper-routes.ts';
import { peopleRoutes } from './people-routes.ts';
import { systemRoutes } from './system-routes.ts';

const signedIn: CanActivateFn = (_route, state) =>
  inject(Session).user()
    ? true
    : inject(Router).createUrlTree(['/login'], { queryParams: state.url === '/' ? {} : { to: state.url } });

/** Words of the desk come with its screens. */
const deskWords = () => inject(I18n).load('desk');

export const routes: Routes = [
  { path: 'login', loadComponent: async () => (await import('../pages/login/login.ts')).Login },
  {
    path: '',
    canActivate: [signedIn],
    loadComponent: async () => (await import('./shell.ts')).Shell,
    children: [
      { path: '', pathMatch: 'full', redirectTo: 'overview' },
      { path: 'overview', loadComponent: async () => (await import('../pages/overview/overview.ts')).Overview },
      {
        path: 'readings',
        resolve: { words: meterWords },
        loadComponent: async () => (await import('../pages/readings/readings.ts')).Readings,
        canDeactivate: [(page: { mayLeave(): boolean }) => page.mayLeave()],
      },
      { path: 'run', loadComponent: async () => (await import('../pages/run/run.ts')).RunPage },
      { path: 'bills', loadComponent: async () => (await import('../pages/bills/bills.ts')).Bills },
      { path: 'bills/:id', loadComponent: async () => (await import('../pages/bill/bill.ts')).Bill },
      {
        path: 'tariffs',
        resolve: { words: deskWords },
        loadComponent: async () => (await import('../pages/tariffs/tariffs.ts')).Tariffs,
      },
      {
        path: 'laboratory/:tariff',
        resolve: { words: deskWords },
        loadComponent: async () => (await import('../pages/laboratory/laboratory.ts')).Laboratory,
      },
      ...cardRoutes,
      ...meterRoutes,
      ...moneyRoutes,
      ...paperRoutes,
      ...peopleRoutes,
      ...systemRoutes,
      { path: 'plugins', loadComponent: async () => (await import('../pages/plugins/plugins.ts')).Plugins },
    ],
  },
  { path: '**', redirectTo: '' },
];
