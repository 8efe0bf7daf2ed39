// A field for whole đồng: digits are grouped while one types, and nothing but digits gets in.
import { Component, type ElementRef, inject, input, model, viewChild } from '@angular/core';
import { formatNumber } from '../format/numbers.ts';
import { I18n } from '../i18n/i18n.ts';

@Component({
  selector: 'th-money-field',
  template: `<input #box class="field num" inputmode="numeric" autocomplete="off" [attr.aria-label]="label()" [attr.data-field]="name()" [disabled]="disabled()"
      [attr.aria-invalid]="invalid() || null" [value]="shown()" (input)="type()" (focus)="box.select()" /><span class="unit" aria-hidden="true">₫</span>`,
  styles: `
    :host { display: block; position: relative; } .field { width: 100%; padding-right: 26px; font-weight: 600; } .unit { position: absolute; right: 10px; top: 50%; translate: 0 -50%; color: var(--ink-3); }
    :host(.big) .field { height: 52px; font-size: 26px; letter-spacing: -0.015em; padding-right: 38px; } :host(.big) .unit { font-size: 20px; right: 14px; }`,
})
export class MoneyField {
  readonly label = input.required<string>();
  readonly name = input('');
  readonly disabled = input(false);
  readonly invalid = input(false);
  readonly value = model.required<number | null>();
  private readonly i18n = inject(I18n);
  private readonly box = viewChild.required<ElementRef<HTMLInputElement>>('box');
  protected shown(): string {
    const value = this.value();
    return value === null ? '' : formatNumber(value, this.i18n.lang());
  }
  protected type(): void {
    const box = this.box().nativeElement;
    const behind = digitsOf(box.value.slice(box.selectionEnd ?? box.value.length)).length;
    const digits = digitsOf(box.value).slice(0, 15);
    this.value.set(digits === '' ? null : Number(digits));
    box.value = this.shown();
    // the caret stays before the same digits
    let at = box.value.length;
    for (let left = behind; left > 0 && at > 0; at--) if (/\d/.test(box.value[at - 1]!)) left--;
    box.setSelectionRange(at, at);
  }
  focus(): void {
    this.box().nativeElement.focus();
  }
}
const digitsOf = (text: string): string => text.replace(/\D/g, '');
