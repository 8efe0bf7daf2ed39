// The frame: navigation on the left, building and month on top, the page in the middle.
import { Component, computed, effect, inject, signal } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { MatMenuModule } from '@angular/material/menu';
import { MatTooltip } from '@angular/material/tooltip';
import { Router, RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router';
import { Api } from '../api/api.ts';
import { formatPeriod } from '../format/numbers.ts';
import { I18n, type Lang } from '../i18n/i18n.ts';
import { Setup } from '../pages/setup/setup.ts';
import { Icon } from '../parts/icon.ts';
import { Toast } from '../parts/toast.ts';
import { DebtAlerts } from '../state/debt-alerts.ts';
import { Place } from '../state/place.ts';
import { Session } from '../state/session.ts';
import { Theme } from '../state/theme.ts';
import { anywhere } from './anywhere.ts';
import { Bell } from './bell.ts';
import { GlobalSearch } from './global-search.ts';
import { moneyPlaces } from './money-routes.ts';
import { systemPlaces } from './system-routes.ts';

@Component({
  selector: 'th-shell',
  imports: [Bell, GlobalSearch, Icon, MatMenuModule, MatTooltip, RouterLink, RouterLinkActive, RouterOutlet, Setup],
  templateUrl: './shell.html',
  styleUrl: './shell.scss',
  host: { '[class.slim]': 'slim()' },
})
export class Shell {
  protected readonly i18n = inject(I18n);
  protected readonly t = this.i18n.t;
  protected readonly place = inject(Place);
  protected readonly session = inject(Session);
  protected readonly theme = inject(Theme);
  private readonly alerts = inject(DebtAlerts);
  private readonly router = inject(Router);
  private readonly toast = inject(Toast);
  private readonly dialog = inject(MatDialog);
  /** The page on show needs no building. */
  protected readonly anywhere = anywhere(this.router);
  protected readonly slim = signal(localStorage.getItem('toanha.nav') === 'slim');
  protected readonly failed = signal<string | null>(null);
  protected readonly monthName = (period: string) => formatPeriod(period, this.i18n.lang());
  protected readonly initials = computed(() =>
    (this.session.user()?.name ?? '')
      .split(/\s+/)
      .slice(-2)
      .map((word) => word[0]?.toUpperCase() ?? '')
      .join(''),
  );
  protected readonly unread = computed(
    () => this.place.month()?.services.reduce((sum, one) => sum + one.meters - one.read, 0) ?? 0,
  );
  protected readonly groups = computed(() => [
    {
      title: 'nav.operations',
      items: [
        { path: '/overview', icon: 'dashboard', title: 'nav.overview', count: 0 },
        { path: '/readings', icon: 'speed', title: 'nav.readings', count: this.unread() },
        { path: '/meters', icon: 'electric_meter', title: 'nav.meters', count: 0 },
        { path: '/units', icon: 'door_front', title: 'nav.units', count: 0 },
        { path: '/people', icon: 'group', title: 'nav.people', count: 0 },
        { path: '/requests', icon: 'schedule', title: 'nav.requests', count: 0 },
        { path: '/cards', icon: 'badge', title: 'nav.cards', count: 0 },
      ],
    },
    {
      title: 'nav.finance',
      items: [
        { path: '/run', icon: 'calculate', title: 'nav.run', count: this.place.month()?.parked ?? 0 },
        { path: '/bills', icon: 'receipt_long', title: 'nav.bills', count: 0 },
        { path: '/tariffs', icon: 'payments', title: 'nav.tariffs', count: 0 },
      ],
    },
    { title: 'nav.money', items: moneyPlaces(this.router.config, { '/debts': this.alerts.now()?.fresh.payers ?? 0 }) },
    { title: 'nav.system', items: systemPlaces(this.session) },
  ]);

  constructor() {
    this.place.start().catch((error: Error) => this.failed.set(error.message));
    const api = inject(Api);
    let seen = api.signedOut();
    effect(() => {
      if (api.signedOut() === seen) return;
      seen = api.signedOut();
      this.session.user.set(null);
      void this.router.navigate(['/login'], { queryParams: { to: this.router.url } });
    });
  }

  protected toggleNav(): void {
    this.slim.update((slim) => !slim);
    localStorage.setItem('toanha.nav', this.slim() ? 'slim' : 'wide');
  }
  protected use(lang: Lang): void {
    void this.i18n.use(lang);
    this.session.keepLang(lang).catch((error: unknown) => this.toast.problem(error));
  }
  protected async changePassword(): Promise<void> {
    await this.i18n.load('settings');
    const { PasswordDialog } = await import('./password-dialog.ts');
    this.dialog
      .open(PasswordDialog)
      .afterClosed()
      .subscribe((done) => done && this.toast.say(this.t('settings:password.done')));
  }
  protected async signOut(): Promise<void> {
    try {
      await this.session.signOut();
      await this.router.navigate(['/login']);
    } catch (error) {
      this.toast.problem(error);
    }
  }
}
