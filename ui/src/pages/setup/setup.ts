// From an empty house to the first bills: the steps in their order, what is done, and the door to the next one.
import { Component, computed, inject, resource } from '@angular/core';
import type { SetupStep } from '../../../../core/platform/questions.contract.ts';
import { Api } from '../../api/api.ts';
import { formatNumber } from '../../format/numbers.ts';
import { I18n } from '../../i18n/i18n.ts';
import { Icon } from '../../parts/icon.ts';
import { Doors } from '../../shell/doors.ts';
import { Place } from '../../state/place.ts';
import { Session } from '../../state/session.ts';

@Component({
  selector: 'th-setup',
  imports: [Icon],
  template: `<div class="page">
    <div class="page-head"><div><h1>{{ t('setup.title') }}</h1><p class="meta">{{ place.building()?.name ?? t('setup.subtitle') }}</p></div>
      <span class="grow"></span>@if (steps().length) { <span class="chip strong">{{ t('setup.done', { n: done(), of: steps().length }) }}</span> }</div>
    <div class="scroll">
      @if (all.error(); as error) { <p class="note error" role="alert"><th-icon name="error" />{{ error.message }}</p> }
      <ol>
        @for (one of steps(); track one.step; let n = $index) {
          <li class="card" [class.done]="one.done" [class.next]="one === next()">
            <span class="n">@if (one.done) { <th-icon name="check" /> } @else { {{ n + 1 }} }</span>
            <div class="grow"><h2>{{ t('setup.step.' + one.step) }}</h2><p class="meta">{{ t('setup.hint.' + one.step) }}</p></div>
            @if (one.count && one.step !== 'company') { <span class="count num">{{ number(one.count) }}</span> }
            @if (!session.may(one.permission)) { <span class="meta">{{ t('setup.other') }}</span> }
            @else if (doors.exists(one) && reachable(one)) { <button type="button" class="btn" [class.primary]="one === next()" [class.outline]="one !== next()" (click)="open(one)">{{ t(one.done ? 'setup.look' : 'setup.go') }}</button> }
          </li>
        }
      </ol>
    </div></div>`,
  styles: `
    ol { list-style: none; margin: 0; padding: 0; display: grid; gap: 8px; max-width: 860px; } li { display: flex; align-items: center; gap: 14px; padding: 12px 16px; }
    .n { width: 26px; height: 26px; border-radius: 13px; flex: none; display: grid; place-items: center; background: var(--pill); color: var(--ink-2); font: 600 12px/1 Inter, sans-serif; }
    .done .n { background: var(--ok-bg); color: var(--ok-ink); } .next { border-color: var(--accent); } .next .n { background: var(--accent); color: var(--on-accent); }
    .grow { flex: 1; } .count { font-weight: 600; color: var(--ink-2); }`,
})
export class Setup {
  private readonly api = inject(Api);
  private readonly i18n = inject(I18n);
  protected readonly t = this.i18n.t;
  protected readonly place = inject(Place);
  protected readonly session = inject(Session);
  protected readonly doors = inject(Doors);
  protected readonly number = (value: number) => formatNumber(value, this.i18n.lang());
  protected readonly all = resource({
    params: () => ({ buildingId: this.place.building()?.id ?? null }),
    loader: async ({ params }) => (await this.api.get<{ rows: SetupStep[] }>('/setup', params)).rows,
  });
  protected readonly steps = computed(() => (this.all.hasValue() ? this.all.value() : []));
  protected readonly done = computed(() => this.steps().filter((one) => one.done).length);
  protected readonly next = computed(() => this.steps().find((one) => !one.done && this.session.may(one.permission)));

  /** Before there is a building only the settings open. */
  protected reachable({ path }: SetupStep): boolean {
    return path.startsWith('/settings') || this.place.here() !== null;
  }
  protected open(step: SetupStep): void {
    void this.doors.open({ ...step, buildingId: null });
  }
}
