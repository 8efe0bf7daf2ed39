// A day or a month, written 25/12/2026 or 12/2026 whatever language the browser speaks; its own date field would follow the browser's.
import { Component, computed, type ElementRef, inject, input, linkedSignal, output, viewChild } from '@angular/core';
import { today } from '../format/today.ts';
import { I18n } from '../i18n/i18n.ts';
import { Icon } from './icon.ts';
import { type Grain, readDay, showDay } from './read-day.ts';

/**
 * `value` and `changed` speak ISO (`2026-12-25`, `2026-12`, empty for none). What is no day goes out as it was typed and is marked, so
 * that whoever takes it refuses it; it never becomes another day or none.
 */
@Component({
  selector: 'th-day',
  imports: [Icon],
  template: `<input class="field" inputmode="numeric" autocomplete="off" [attr.data-field]="field() || null" [attr.aria-label]="label() || null"
      [attr.aria-invalid]="wrong() || null" [attr.aria-required]="required() || null" [title]="wrong() ? t('day.wrong.' + grain()) : ''"
      [placeholder]="t('day.hint.' + grain())" [value]="text()" (input)="type($any($event.target).value)" (blur)="leave()" (keydown.enter)="leave()" />
    @if (grain() === 'day') {
      <button type="button" tabindex="-1" [attr.aria-label]="t('day.open')" (click)="open()"><th-icon name="calendar_month" /></button>
      <input #calendar type="date" tabindex="-1" aria-hidden="true" [value]="wrong() ? '' : value()" [max]="max()" (change)="pick($any($event.target).value)" />
    }`,
  styles: `:host { position: relative; display: inline-grid; width: 132px; } .field { width: 100%; padding-right: 30px; font-feature-settings: 'tnum'; }
    button { position: absolute; right: 3px; top: 3px; width: 26px; height: 26px; display: grid; place-items: center; border: 0; border-radius: 6px; background: none; color: var(--ink-3); cursor: pointer; }
    button:hover { color: var(--accent-ink); background: var(--accent-soft); }
    input[type='date'] { position: absolute; right: 0; bottom: 0; width: 26px; height: 1px; opacity: 0; border: 0; padding: 0; pointer-events: none; }`,
})
export class DayField {
  readonly value = input.required<string>();
  readonly grain = input<Grain>('day');
  readonly max = input('');
  readonly field = input('');
  readonly label = input('');
  readonly required = input(false);
  readonly changed = output<string>();
  protected readonly t = inject(I18n).t;
  private readonly calendar = viewChild<ElementRef<HTMLInputElement>>('calendar');
  protected readonly text = linkedSignal(() => showDay(this.value()));
  protected readonly wrong = computed(() => this.read() === null);

  private read(): string | null {
    return readDay(this.text(), this.grain(), today());
  }
  /** A whole day is told while typing, half a one only when the field is left. */
  protected type(text: string): void {
    this.text.set(text);
    const day = this.read();
    if (day && (text.trim() === day || text.trim() === showDay(day))) this.tell(day);
  }
  protected leave(): void {
    const day = this.read();
    if (day !== null) this.text.set(showDay(day));
    this.tell(day ?? this.text().trim());
    // whoever did not take it, an emptied field of a filter, has what was there before
    setTimeout(() => this.wrong() || this.text.set(showDay(this.value())));
  }
  protected open(): void {
    this.calendar()?.nativeElement.showPicker();
  }
  protected pick(day: string): void {
    this.text.set(showDay(day));
    this.tell(day);
  }
  private tell(day: string): void {
    if (day !== this.value()) this.changed.emit(day);
  }
}
