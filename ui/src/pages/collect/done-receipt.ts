// The receipt that was just made: its number and amount, its paper on the printer at once, and the way to take it back.
import { Component, computed, type ElementRef, effect, inject, input, output, signal, viewChild } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { firstValueFrom } from 'rxjs';
import { amountInWords } from '#kit';
import type { MoneyDocumentDetail } from '../../api/money-rows.ts';
import { formatNumber } from '../../format/numbers.ts';
import { I18n } from '../../i18n/i18n.ts';
import { Icon } from '../../parts/icon.ts';
import { Toast } from '../../parts/toast.ts';
import { Paper } from '../../state/paper.ts';
import { Session } from '../../state/session.ts';
import { VoidDialog } from '../documents/void-dialog.ts';

@Component({
  selector: 'th-done-receipt',
  imports: [Icon],
  template: `<section class="card" [class.voided]="document().voided" aria-live="polite">
    <p class="head"><th-icon [name]="document().voided ? 'block' : 'check_circle'" /><span>{{ t(document().voided ? 'money:done.voided' : 'money:done.title') }}</span></p>
    <p class="number">{{ document().number }}</p>
    <p class="amount">{{ money(document().amount) }} ₫</p>
    <p class="words">{{ words() }}</p>
    <dl>
      <div><dt>{{ t('money:party') }}</dt><dd>{{ document().party }}</dd></div>
      <div><dt>{{ t('money:done.pays') }}</dt><dd>{{ t('money:collect.items', { count: document().allocations.length, n: document().allocations.length }) }}</dd></div>
      @if (document().credit) { <div><dt>{{ t('money:done.surplus') }}</dt><dd>{{ money(document().credit) }}</dd></div> }
    </dl>
    <div class="actions">
      <button #next type="button" class="btn primary" (click)="nextPayer.emit()"><th-icon name="keyboard_return" />{{ t('money:done.next') }}</button>
      <button type="button" class="btn outline" (click)="print()"><th-icon name="print" />{{ t('money:print') }}</button>
      <button type="button" class="btn" (click)="look()"><th-icon name="picture_as_pdf" />{{ t('money:openPdf') }}</button>
      @if (mayVoid() && !document().voided) { <button type="button" class="btn danger" (click)="undo()"><th-icon name="block" />{{ t('money:void') }}</button> }
    </div>
    <label class="auto"><input type="checkbox" [checked]="paper.auto()" (change)="paper.setAuto($any($event.target).checked)" />{{ t('money:done.auto') }}</label>
  </section>`,
  styles: `
    section { display: grid; gap: 6px; justify-items: center; padding: 28px; text-align: center; } .head { display: inline-flex; gap: 8px; align-items: center; color: var(--ok-ink); font-weight: 600; }
    .number { font: 600 18px/24px Inter, sans-serif; } .amount { font: 650 40px/48px Inter, sans-serif; letter-spacing: -0.02em; font-feature-settings: 'tnum'; } .words { font-style: italic; color: var(--ink-2); }
    dl { display: flex; gap: 8px 32px; flex-wrap: wrap; justify-content: center; margin: 8px 0; } dt { color: var(--ink-3); font-size: 12px; } dd { margin: 0; font-weight: 600; }
    .actions { display: flex; gap: 8px; flex-wrap: wrap; justify-content: center; } .primary { height: 44px; font-size: 15px; } .outline, .actions .btn:not(.primary) { height: 44px; }
    .voided .head { color: var(--error-ink); } .voided .amount { text-decoration: line-through; } .auto { display: inline-flex; gap: 6px; align-items: center; color: var(--ink-3); margin-top: 6px; }`,
})
export class DoneReceipt {
  readonly document = input.required<MoneyDocumentDetail>();
  readonly nextPayer = output({ alias: 'next' });
  readonly changed = output();
  private readonly i18n = inject(I18n);
  protected readonly t = this.i18n.t;
  protected readonly paper = inject(Paper);
  private readonly toast = inject(Toast);
  private readonly dialog = inject(MatDialog);
  private readonly session = inject(Session);
  protected readonly mayVoid = computed(() => this.session.may('money.void'));
  protected readonly money = (value: number) => formatNumber(value, this.i18n.lang());
  protected readonly words = computed(() => amountInWords(this.document().amount, this.i18n.lang(), { even: true }));
  private readonly next = viewChild.required<ElementRef<HTMLButtonElement>>('next');
  private readonly printed = signal<number | null>(null);

  constructor() {
    effect(() => {
      const { id } = this.document();
      this.next().nativeElement.focus();
      if (this.printed() === id) return;
      this.printed.set(id);
      if (this.paper.auto()) void this.print();
    });
  }
  protected async print(): Promise<void> {
    await this.paper.print(this.document()).catch((error: unknown) => this.toast.problem(error));
  }
  protected async look(): Promise<void> {
    await this.paper.open(this.document()).catch((error: unknown) => this.toast.problem(error));
  }
  protected async undo(): Promise<void> {
    const ref = this.dialog.open<VoidDialog, object, MoneyDocumentDetail>(VoidDialog, { data: this.document() });
    if (await firstValueFrom(ref.afterClosed())) this.changed.emit();
  }
}
