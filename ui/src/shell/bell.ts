// What waits for who is signed in, by counts, each a door. Services say what it is; the bell only shows it.
import { Component, computed, DestroyRef, inject, resource } from '@angular/core';
import { MatMenuModule } from '@angular/material/menu';
import { MatTooltip } from '@angular/material/tooltip';
import type { WaitingItem } from '../../../core/platform/questions.contract.ts';
import { Api } from '../api/api.ts';
import { formatPeriod } from '../format/numbers.ts';
import { I18n } from '../i18n/i18n.ts';
import { Icon } from '../parts/icon.ts';
import { Catalog } from '../state/catalog.ts';
import { Place } from '../state/place.ts';
import { Doors } from './doors.ts';

const EVERY_MS = 180_000;

@Component({
  selector: 'th-bell',
  imports: [Icon, MatMenuModule, MatTooltip],
  template: `<button type="button" class="btn icon" [matMenuTriggerFor]="menu" (menuOpened)="all.reload()" [matTooltip]="t('bell.title')"
      [attr.aria-label]="items().length ? t('bell.count', { count: items().length, n: items().length }) : t('bell.title')">
      <th-icon name="notifications" />@if (items().length) { <span class="dot" [class.bad]="worst()">{{ items().length }}</span> }</button>
    <mat-menu #menu="matMenu" class="bell-menu">
      <div class="head"><b>{{ t('bell.title') }}</b></div>
      @for (one of items(); track $index) {
        <button mat-menu-item [disabled]="!one.opens" (click)="doors.open(one.item)"><span class="line"><span class="mark" [class]="one.item.tone"></span><span class="words">{{ one.words }}<span class="meta">{{ one.where }}</span></span></span></button>
      } @empty { <p class="none" role="status">{{ all.isLoading() ? t('loading') : t('bell.nothing') }}</p> }
      @if (all.error(); as error) { <p class="none" role="alert">{{ error.message }}</p> }
      @if (silent()) { <p class="none" role="status">{{ t('search.silent') }}</p> }
    </mat-menu>`,
  styles: `
    .btn { position: relative; }
    .dot { position: absolute; top: 1px; right: 0; min-width: 16px; padding: 0 4px; border-radius: 8px; background: var(--accent); color: var(--on-accent); font: 650 10px/16px Inter, sans-serif; text-align: center; }
    .dot.bad { background: var(--error-ink); color: var(--panel); }
    .head { padding: 8px 16px 6px; color: var(--ink); font-size: 13px; } .none { padding: 6px 16px 12px; color: var(--ink-3); max-width: 320px; }
    .line { display: flex; gap: 10px; align-items: flex-start; white-space: normal; padding: 4px 0; } .words { display: grid; gap: 1px; line-height: 18px; }
    .mark { width: 8px; height: 8px; border-radius: 4px; margin-top: 5px; flex: none; background: var(--info-ink); } .mark.warn { background: var(--warn-ink); } .mark.error { background: var(--error-ink); }`,
})
export class Bell {
  private readonly api = inject(Api);
  private readonly i18n = inject(I18n);
  protected readonly t = this.i18n.t;
  protected readonly doors = inject(Doors);
  private readonly place = inject(Place);
  private readonly catalog = inject(Catalog);
  protected readonly all = resource({ loader: () => this.api.get<{ rows: WaitingItem[]; silent: string[] }>('/waiting') });
  protected readonly items = computed(() =>
    (this.all.hasValue() ? this.all.value().rows : []).map((item) => ({
      item,
      opens: this.doors.exists(item),
      words: this.i18n.sentence(item.words, item.params),
      where: this.whereOf(item),
    })),
  );
  protected readonly worst = computed(() => this.items().some(({ item }) => item.tone === 'error'));
  protected readonly silent = computed(() => this.all.hasValue() && this.all.value().silent.length > 0);

  constructor() {
    const timer = setInterval(() => this.all.reload(), EVERY_MS);
    inject(DestroyRef).onDestroy(() => clearInterval(timer));
  }
  /** The month and service it is about, and the building where there are several. */
  private whereOf({ params, buildingId }: WaitingItem): string {
    const period = typeof params.period === 'string' && params.period ? formatPeriod(params.period, this.i18n.lang()) : '';
    const service = typeof params.service === 'string' ? this.catalog.nameOf(params.service) : '';
    const building = this.place.buildings().length > 1 ? this.place.buildings().find(({ id }) => id === buildingId)?.name : '';
    return [service, period, building].filter(Boolean).join(' · ');
  }
}
