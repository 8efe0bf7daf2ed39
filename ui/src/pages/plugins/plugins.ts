// What is installed: every plugin the server loaded, with its version and what it declares.
import { Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { I18n } from '../../i18n/i18n.ts';
import { Icon } from '../../parts/icon.ts';
import { Catalog } from '../../state/catalog.ts';

@Component({
  selector: 'th-plugins',
  imports: [Icon, RouterLink],
  template: `<div class="page">
    <div class="page-head"><div><h1>{{ t('plugins.title') }}</h1><p class="meta">{{ t('plugins.subtitle') }}</p></div></div>
    <div class="scroll">
      @if (catalog.plugins.error(); as error) { <div class="empty" role="alert"><p>{{ error.message }}</p></div> }
      <ul>
        @for (one of catalog.rows(); track one.id) {
          <li class="card">
            <span class="mark"><th-icon [name]="one.icon" /></span>
            <div class="grow"><h2>{{ catalog.nameOf(one.id) }}</h2><p class="meta">{{ one.id }} · {{ t('plugins.version') }} {{ one.version }}</p></div>
            <span class="chip strong">{{ t('kind.' + one.kind) }}</span>
            <dl><dt class="meta">{{ t('plugins.measure') }}</dt><dd>{{ one.measure.unit }}</dd></dl>
            <a class="btn" routerLink="/tariffs" [queryParams]="{ s: one.id }" queryParamsHandling="merge"><th-icon name="payments" />{{ t('nav.tariffs') }}</a>
          </li>
        }
      </ul>
    </div></div>`,
  styles: `
    ul { list-style: none; margin: 0; padding: 0; display: grid; gap: 10px; max-width: 860px; }
    li { display: flex; align-items: center; gap: 18px; }
    .mark { width: 40px; height: 40px; border-radius: 10px; background: var(--accent-soft); color: var(--accent-ink); display: grid; place-items: center; }
    .mark th-icon { width: 22px; height: 22px; } .grow { flex: 1; } dl { display: flex; gap: 8px; margin: 0; align-items: baseline; } dd { margin: 0; font-weight: 600; }`,
})
export class Plugins {
  protected readonly t = inject(I18n).t;
  protected readonly catalog = inject(Catalog);
}
