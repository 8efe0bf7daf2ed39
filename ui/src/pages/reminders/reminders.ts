// Reminders: whose turn it is today, what became of each letter, and the plan behind both.
import { Component, inject, signal } from '@angular/core';
import { I18n } from '../../i18n/i18n.ts';
import { Icon } from '../../parts/icon.ts';
import { DueList } from './due-list.ts';
import { PlanEditor } from './plan-editor.ts';
import { TraceList } from './trace-list.ts';

type Tab = 'due' | 'trace' | 'plan';

@Component({
  selector: 'th-reminders',
  imports: [DueList, Icon, PlanEditor, TraceList],
  template: `
    <div class="page">
      <div class="page-head">
        <div><h1>{{ t('reminder:page.title') }}</h1><p class="meta">{{ t('reminder:page.subtitle') }}</p></div>
        <span class="grow"></span>
        <div class="segments" role="tablist" [attr.aria-label]="t('reminder:page.title')">
          @for (one of tabs; track one.id) {
            <button type="button" role="tab" [attr.aria-selected]="tab() === one.id" (click)="tab.set(one.id)"><th-icon [name]="one.icon" />{{ t('reminder:page.' + one.id) }}</button>
          }
        </div>
      </div>
      @switch (tab()) {
        @case ('due') { <th-due-list (made)="tab.set('trace')" (plan)="tab.set('plan')" /> }
        @case ('trace') { <th-trace-list /> }
        @case ('plan') { <th-plan-editor (saved)="tab.set('due')" /> }
      }
    </div>`,
  styles: `th-due-list, th-trace-list, th-plan-editor { display: flex; flex-direction: column; flex: 1; min-height: 0; }`,
})
export class Reminders {
  protected readonly t = inject(I18n).t;
  protected readonly tab = signal<Tab>('due');
  protected readonly tabs: { id: Tab; icon: string }[] = [
    { id: 'due', icon: 'notifications' },
    { id: 'trace', icon: 'history' },
    { id: 'plan', icon: 'schedule' },
  ];
}
