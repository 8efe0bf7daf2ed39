// Debts of the building: what is new and old, who owes for how long, and what moved by payer, unit, service, month or card type.
import { Component, computed, inject, input } from '@angular/core';
import { Router } from '@angular/router';
import { formatNumber } from '../../format/numbers.ts';
import { I18n } from '../../i18n/i18n.ts';
import { Icon } from '../../parts/icon.ts';
import { DebtAlerts } from '../../state/debt-alerts.ts';
import { DebtMovements } from './debt-movements.ts';
import { Debtors } from './debtors.ts';

const tabs = ['debtors', 'customer', 'unit', 'service', 'period', 'card'] as const;

@Component({
  selector: 'th-debts',
  imports: [DebtMovements, Debtors, Icon],
  template: `<div class="page">
    <div class="page-head"><div><h1>{{ t('money:debts.title') }}</h1><p class="meta">{{ t('money:debts.subtitle') }}</p></div></div>
    @if (alerts.now(); as now) {
      <div class="alerts">
        @for (one of cards(); track one.id) {
          <button type="button" class="card" [class]="one.tone" [attr.aria-pressed]="one.late === +(late() ?? -1) && tab() === 'debtors'" (click)="show(one)">
            <span class="what"><th-icon [name]="one.icon" />{{ t('money:alert.' + one.id, { days: now.days }) }}</span>
            <b>{{ money(now[one.id].amount) }} ₫</b><span class="meta">{{ t(one.id === 'unidentified' ? 'money:alert.transfers' : 'money:alert.payers', { count: now[one.id].payers, n: now[one.id].payers }) }}</span>
          </button>
        }
      </div>
    }
    <div class="bar"><div class="segments" role="group" [attr.aria-label]="t('money:debts.by')">
      @for (one of tabs; track one) { <button type="button" [attr.aria-pressed]="tab() === one" (click)="go({ tab: one })">{{ t('money:debts.tab.' + one) }}</button> }
    </div></div>
    @if (tab() === 'debtors') { <th-debtors [late]="+(late() ?? 0)" (lateChange)="go({ late: $event || null })" /> } @else { <th-debt-movements [by]="$any(tab())" /> }
  </div>`,
  styles: `
    .alerts { display: grid; grid-template-columns: repeat(auto-fit, minmax(200px, 1fr)); gap: 12px; padding: 4px 16px 10px; }
    .card { display: grid; gap: 2px; padding: 12px 14px; text-align: left; cursor: pointer; color: var(--ink); font: inherit; } .card:hover, .card[aria-pressed='true'] { border-color: var(--accent); }
    .what { display: inline-flex; gap: 8px; align-items: center; color: var(--ink-2); font-weight: 550; } b { font: 650 20px/28px Inter, sans-serif; letter-spacing: -0.01em; font-feature-settings: 'tnum'; }
    .error .what { color: var(--error-ink); } .warn .what { color: var(--warn-ink); } .info .what { color: var(--info-ink); }
    th-debtors, th-debt-movements { display: flex; flex-direction: column; flex: 1; min-height: 0; }`,
})
export class Debts {
  /** Tab and filter live in the address, so that a link opens the same list. */
  readonly tab = input('debtors', { transform: (value: string | undefined) => value ?? 'debtors' });
  readonly late = input<string>();
  private readonly router = inject(Router);
  private readonly i18n = inject(I18n);
  protected readonly t = this.i18n.t;
  protected readonly alerts = inject(DebtAlerts);
  protected readonly tabs = tabs;
  protected readonly money = (value: number) => formatNumber(value, this.i18n.lang());
  protected readonly cards = computed(() => [
    { id: 'fresh' as const, icon: 'notifications', tone: 'warn', late: 1 },
    { id: 'overdue' as const, icon: 'schedule', tone: 'warn', late: 1 },
    { id: 'old' as const, icon: 'warning', tone: 'error', late: 91 },
    { id: 'unidentified' as const, icon: 'help', tone: 'info', late: -2 },
  ]);

  constructor() {
    this.alerts.refresh();
  }
  protected show({ id, late }: { id: string; late: number }): void {
    if (id === 'unidentified') void this.router.navigate(['/bank'], { queryParamsHandling: 'preserve' });
    else this.go({ tab: 'debtors', late });
  }
  protected go(query: Record<string, string | number | null>): void {
    void this.router.navigate([], { queryParams: query, queryParamsHandling: 'merge' });
  }
}
