// The books of the building: the month's checklist and lock, the journal, and the accounts with their balances.
import { Component, inject, input } from '@angular/core';
import { Router } from '@angular/router';
import { I18n } from '../../i18n/i18n.ts';
import { CloseMonth } from './close-month.ts';
import { Journal } from './journal.ts';
import { TrialBalance } from './trial-balance.ts';

const tabs = ['month', 'journal', 'accounts'] as const;

@Component({
  selector: 'th-close',
  imports: [CloseMonth, Journal, TrialBalance],
  template: `<div class="page">
    <div class="page-head"><div><h1>{{ t('money:close.title') }}</h1><p class="meta">{{ t('money:close.subtitle') }}</p></div></div>
    <div class="bar"><div class="segments" role="group" [attr.aria-label]="t('money:close.title')">
      @for (one of tabs; track one) { <button type="button" [attr.aria-pressed]="tab() === one" (click)="go(one)">{{ t('money:close.tab.' + one) }}</button> }
    </div></div>
    @switch (tab()) { @case ('journal') { <th-journal [of]="account() ?? ''" /> } @case ('accounts') { <th-trial-balance /> } @default { <th-close-month /> } }
  </div>`,
  styles: `th-journal, th-trial-balance, th-close-month { display: flex; flex-direction: column; flex: 1; min-height: 0; }`,
})
export class Close {
  readonly tab = input('month', { transform: (value: string | undefined) => value ?? 'month' });
  /** The account the journal shows alone. */
  readonly account = input<string>();
  private readonly router = inject(Router);
  protected readonly t = inject(I18n).t;
  protected readonly tabs = tabs;
  protected go(tab: string): void {
    void this.router.navigate([], { queryParams: { tab, account: null }, queryParamsHandling: 'merge' });
  }
}
