// The cashier's first field: unit codes or a payer's name; Enter takes the unit, Enter on an empty field goes on to the money.
import { Component, computed, type ElementRef, inject, input, output, signal, viewChild } from '@angular/core';
import type { UnitWithPayer } from '../../api/card-rows.ts';
import { I18n } from '../../i18n/i18n.ts';
import { Icon } from '../../parts/icon.ts';
import { Units } from '../../state/units.ts';

const MOST = 8;

@Component({
  selector: 'th-unit-picker',
  imports: [Icon],
  template: `
    <div class="box" (click)="focus()">
      <th-icon name="search" />
      @for (unit of units(); track unit.id) {
        <span class="unit"><b>{{ unit.code }}</b><button type="button" (click)="removed.emit(unit); $event.stopPropagation()" [attr.aria-label]="t('money:collect.remove', { unit: unit.code })"><th-icon name="close" /></button></span>
      }
      <input #field role="combobox" autocomplete="off" spellcheck="false" data-field="unit" [attr.aria-label]="t('money:collect.unit')" [attr.aria-expanded]="found().length > 0" aria-controls="unit-list"
        [attr.aria-activedescendant]="found().length ? 'unit-list-' + at() : null" [placeholder]="units().length ? t('money:collect.more') : t('money:collect.unitHint')" [value]="text()"
        (input)="type($any($event.target).value)" (keydown)="key($event)" (blur)="text.set('')" />
    </div>
    <ul role="listbox" id="unit-list" [attr.aria-label]="t('money:collect.unit')" [hidden]="!found().length">
      @for (one of found(); track one.id; let n = $index) {
        <li role="option" [id]="'unit-list-' + n" [attr.aria-selected]="n === at()" (mousedown)="$event.preventDefault(); take([one])"><b>{{ one.code }}</b><span>{{ one.payer?.name ?? t('money:collect.noPayer') }}</span></li>
      }
    </ul>
    @if (unknown(); as code) { <p class="none" role="alert">{{ t('money:collect.unknownUnit', { unit: code }) }}</p> }`,
  styles: `
    :host { display: block; position: relative; }
    .box { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; min-height: 52px; padding: 6px 14px; border: 1px solid var(--line-strong); border-radius: 10px; background: var(--field); cursor: text; color: var(--ink-3); }
    .box:focus-within { outline: 2px solid var(--accent); outline-offset: -1px; }
    input { flex: 1; min-width: 180px; height: 38px; border: 0; outline: 0; background: none; color: var(--ink); font: 600 20px/1 Inter, sans-serif; }
    input::placeholder { color: var(--ink-3); font-weight: 400; font-size: 15px; }
    .unit { display: inline-flex; align-items: center; gap: 4px; height: 36px; padding: 0 6px 0 12px; border-radius: 8px; background: var(--accent-soft); color: var(--accent-ink); font-size: 17px; }
    .unit button { display: inline-flex; padding: 4px; border: 0; background: none; color: inherit; cursor: pointer; border-radius: 6px; } .unit button:hover { background: var(--hover); }
    ul { position: absolute; z-index: 6; left: 0; right: 0; top: calc(100% + 4px); margin: 0; padding: 4px; list-style: none; background: var(--panel); border: 1px solid var(--line); border-radius: 10px; box-shadow: var(--pop); max-height: 320px; overflow: auto; }
    li { display: flex; gap: 16px; padding: 8px 12px; border-radius: 7px; cursor: pointer; font-size: 15px; } li b { min-width: 90px; } li span { color: var(--ink-2); }
    li[aria-selected='true'], li:hover { background: var(--accent-soft); } .none { color: var(--error-ink); margin-top: 6px; font-weight: 550; }`,
})
export class UnitPicker {
  readonly units = input.required<readonly UnitWithPayer[]>();
  readonly added = output<UnitWithPayer[]>();
  readonly removed = output<UnitWithPayer>();
  /** Enter on an empty field. */
  readonly next = output();
  protected readonly t = inject(I18n).t;
  private readonly all = inject(Units);
  private readonly field = viewChild.required<ElementRef<HTMLInputElement>>('field');
  protected readonly text = signal('');
  protected readonly at = signal(0);
  protected readonly unknown = signal<string | null>(null);
  protected readonly found = computed(() => {
    const taken = new Set(this.units().map(({ id }) => id));
    const text = this.text();
    const some = [...this.all.find(text, MOST * 2), ...this.all.findByPayer(text, MOST)].filter(({ id }) => !taken.has(id));
    return [...new Map(some.map((one) => [one.id, one])).values()].slice(0, MOST);
  });

  focus(): void {
    this.field().nativeElement.focus();
  }
  protected type(text: string): void {
    this.text.set(text.normalize('NFC'));
    this.at.set(0);
    this.unknown.set(null);
  }
  protected key(event: KeyboardEvent): void {
    const last = this.found().length - 1;
    if (event.key === 'ArrowDown') this.at.update((at) => Math.min(at + 1, last));
    else if (event.key === 'ArrowUp') this.at.update((at) => Math.max(at - 1, 0));
    else if (event.key === 'Enter') this.enter();
    else if (event.key === 'Backspace' && this.text() === '' && this.units().length > 0) this.removed.emit(this.units().at(-1)!);
    else if (event.key === 'Escape') this.type('');
    else return;
    event.preventDefault();
  }
  /** Several exact codes at once ("A-1201 A-1202"), or the suggestion that is marked. */
  private enter(): void {
    const text = this.text().trim();
    if (text === '') {
      if (this.units().length > 0) this.next.emit();
      return;
    }
    const exact = text.split(/[\s,;+]+/).map((code) => ({ code, unit: this.all.byCode(code) }));
    const missing = exact.find(({ unit }) => !unit);
    const marked = this.found()[this.at()];
    if (!missing) this.take(exact.map(({ unit }) => unit!));
    else if (marked) this.take([marked]);
    else this.unknown.set(missing.code);
  }
  protected take(units: UnitWithPayer[]): void {
    this.type('');
    this.added.emit(units);
  }
}
