// The frame of the settings: its parts as segments, each a page of its own.
import { Component, computed, inject } from '@angular/core';
import { RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router';
import { I18n } from '../../i18n/i18n.ts';
import { Icon } from '../../parts/icon.ts';
import { Session } from '../../state/session.ts';

@Component({
  selector: 'th-settings',
  imports: [Icon, RouterLink, RouterLinkActive, RouterOutlet],
  template: `<div class="page">
    <div class="page-head"><div><h1>{{ t('settings:title') }}</h1><p class="meta">{{ t('settings:subtitle') }}</p></div></div>
    <nav class="bar" [attr.aria-label]="t('settings:parts')"><span class="segments">
      @for (part of parts(); track part.path) {
        <a [routerLink]="part.path" queryParamsHandling="preserve" routerLinkActive #on="routerLinkActive" [attr.aria-current]="on.isActive ? 'page' : null"
          [class.on]="on.isActive"><th-icon [name]="part.icon" />{{ t('settings:part.' + part.path) }}</a>
      }
    </span></nav>
    <router-outlet />
  </div>`,
  styles: `.segments .on { background: var(--panel); color: var(--ink); box-shadow: var(--shadow); font-weight: 600; } router-outlet + * { flex: 1; min-height: 0; }
    :host ::ng-deep .sheet { max-width: 860px; display: grid; gap: 14px; }`,
})
export class Settings {
  protected readonly t = inject(I18n).t;
  private readonly session = inject(Session);
  protected readonly parts = computed(() =>
    [
      { path: 'company', icon: 'home', may: undefined },
      { path: 'buildings', icon: 'apartment', may: undefined },
      { path: 'users', icon: 'group', may: 'users.write' },
    ].filter(({ may }) => this.session.may(may)),
  );
}
