// Counting the cash box, or reading the bank's statement: what was found, what of it is not this building's, and the difference.
import { Component, computed, inject, input, output, signal } from '@angular/core';
import { Api, ApiError } from '../../api/api.ts';
import type { MoneyBalance } from '../../api/money-rows.ts';
import { formatNumber } from '../../format/numbers.ts';
import { I18n } from '../../i18n/i18n.ts';
import { Icon } from '../../parts/icon.ts';
import { MoneyField } from '../../parts/money-field.ts';
import { Place } from '../../state/place.ts';

/** Notes and what is left over in coins' place: a box is counted note by note. */
const NOTES = [500_000, 200_000, 100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000];

@Component({
  selector: 'th-count-form',
  imports: [Icon, MoneyField],
  template: `<form (submit)="$event.preventDefault(); save()">
    @if (balance().account === '111') {
      <fieldset><legend>{{ t('money:count.notes') }}</legend>
        @for (note of notes; track note) { <label>{{ money(note) }} ×<input class="field num" type="number" min="0" max="99999" [attr.aria-label]="t('money:count.notesOf', { note })" (input)="put(note, $event)" /></label> }
      </fieldset>
    }
    <div class="row">
      <label>{{ t(balance().account === '111' ? 'money:count.inBox' : 'money:count.onStatement') }} *<th-money-field name="counted" [label]="t('money:count.counted')" [(value)]="counted" /></label>
      <label>{{ t('money:count.besideLong') }}<th-money-field name="beside" [label]="t('money:count.beside')" [(value)]="beside" /></label>
      <label class="grow">{{ t('money:count.note') }}<input class="field" maxlength="300" [value]="note()" (input)="note.set($any($event.target).value.normalize('NFC'))" /></label>
    </div>
    @if (counted() !== null) { <p role="status" [class.bad]="difference() !== 0"><b>{{ t(difference() === 0 ? 'money:count.agrees' : difference() > 0 ? 'money:count.over' : 'money:count.short', { amount: abs() }) }}</b></p> }
    @if (problem(); as message) { <p class="note error" role="alert"><th-icon name="error" />{{ message }}</p> }
    <div class="dialog-actions"><button type="button" class="btn" (click)="closed.emit()">{{ t('action.cancel') }}</button><button type="submit" class="btn primary" [disabled]="counted() === null">{{ t('money:count.save') }}</button></div>
  </form>`,
  styles: `
    form { display: grid; gap: 10px; padding: 12px; margin-top: 8px; border-radius: 8px; background: var(--head); } fieldset { display: flex; flex-wrap: wrap; gap: 6px 14px; border: 0; padding: 0; margin: 0; } legend { font-weight: 550; color: var(--ink-2); margin-bottom: 4px; }
    fieldset label { display: inline-flex; gap: 6px; align-items: center; font-feature-settings: 'tnum'; } fieldset .field { width: 68px; } .row { display: flex; gap: 12px; flex-wrap: wrap; } .row label { display: grid; gap: 4px; font-weight: 550; color: var(--ink-2); } .grow { flex: 1; } .bad { color: var(--error-ink); }`,
})
export class CountForm {
  readonly balance = input.required<MoneyBalance>();
  readonly done = output();
  readonly closed = output();
  private readonly api = inject(Api);
  private readonly i18n = inject(I18n);
  protected readonly t = this.i18n.t;
  private readonly place = inject(Place);
  protected readonly notes = NOTES;
  protected readonly money = (value: number) => formatNumber(value, this.i18n.lang());
  protected readonly counted = signal<number | null>(null);
  protected readonly beside = signal<number | null>(null);
  protected readonly note = signal('');
  protected readonly problem = signal<string | null>(null);
  private readonly pieces = new Map<number, number>();
  protected readonly difference = computed(() => (this.counted() ?? 0) - (this.beside() ?? 0) - this.balance().book);
  protected readonly abs = computed(() => Math.abs(this.difference()));

  protected put(note: number, event: Event): void {
    const typed = (event.target as HTMLInputElement).value;
    this.pieces.set(note, /^\d{1,5}$/.test(typed) ? Number(typed) : 0);
    this.counted.set([...this.pieces].reduce((sum, [value, pieces]) => sum + value * pieces, 0));
  }
  protected async save(): Promise<void> {
    const { buildingId, period } = this.place.here()!;
    const body = {
      account: this.balance().account,
      counted: this.counted(),
      beside: this.beside() ?? 0,
      note: this.note().trim(),
    };
    try {
      await this.api.send('POST', `/buildings/${buildingId}/periods/${period}/counts`, body);
      this.done.emit();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error; // the refusal's reason is told in the form
      this.problem.set(error.message);
    }
  }
}
