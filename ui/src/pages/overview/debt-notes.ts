// Warnings of debt on the overview: newly overdue, old, and money nobody has recognised; each leads to its list.
import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { I18n } from '../../i18n/i18n.ts';
import { Icon } from '../../parts/icon.ts';
import { DebtAlerts } from '../../state/debt-alerts.ts';

@Component({
  selector: 'th-debt-notes',
  imports: [Icon, RouterLink],
  template: `@for (note of notes(); track note.id) {
    <a class="note" [class]="note.tone" routerLink="/debts" [queryParams]="note.query" queryParamsHandling="merge"><th-icon [name]="note.icon" /><span>{{ note.words }}</span><th-icon name="chevron_right" /></a>
  }`,
  styles: `:host { display: grid; gap: 8px; margin-bottom: 20px; } :host:empty { display: none; } .note { align-items: center; text-decoration: none; } .note span { flex: 1; font-weight: 550; } .note:hover { text-decoration: none; filter: brightness(0.98); }`,
})
export class DebtNotes {
  private readonly t = inject(I18n).t;
  private readonly alerts = inject(DebtAlerts);
  protected readonly notes = computed(() => {
    const now = this.alerts.now();
    if (!now) return [];
    const of = (id: 'fresh' | 'old' | 'unidentified', tone: string, icon: string, query: object) =>
      now[id].payers === 0
        ? []
        : [
            {
              id,
              tone,
              icon,
              query,
              words: this.t(`overview.debt.${id}`, { ...now[id], count: now[id].payers, days: now.days }),
            },
          ];
    return [
      ...of('fresh', 'warn', 'notifications', { tab: 'debtors', late: 1 }),
      ...of('old', 'error', 'warning', { tab: 'debtors', late: 91 }),
      ...of('unidentified', '', 'help', { tab: 'debtors', late: null }),
    ];
  });
  constructor() {
    this.alerts.refresh();
  }
}
