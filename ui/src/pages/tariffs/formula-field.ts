// A formula with the names it may use at hand, and its mistake marked at the character.
import { Component, computed, type ElementRef, inject, input, output, signal, viewChild } from '@angular/core';
import type { FormulaType, Variable } from '#kit';
import { I18n } from '../../i18n/i18n.ts';
import type { FormulaProblem } from './formula-problem.ts';

interface Offer {
  name: string;
  hint: string;
}
const FUNCTIONS = ['min', 'max', 'round', 'floor', 'ceil', 'abs', 'if', 'prorate', 'tiered'];
let count = 0;

@Component({
  selector: 'th-formula-field',
  template: `<label [attr.for]="id">{{ label() }}</label>
    <div class="box">
      <textarea #box rows="1" class="field" [id]="id" spellcheck="false" autocomplete="off" aria-autocomplete="list" aria-haspopup="listbox" [attr.aria-controls]="offers().length ? id + 'list' : null"
        [value]="text()" [attr.aria-invalid]="problem() !== null" [attr.aria-describedby]="problem() ? id + 'wrong' : null"
        (input)="type(box)" (click)="look(box)" (keyup)="look(box)" (keydown)="key($event, box)" (blur)="close()"></textarea>
      @if (offers().length) {
        <ul class="offers" role="listbox" [id]="id + 'list'" [attr.aria-label]="t('desk:formula.names')">
          @for (offer of offers(); track offer.name; let i = $index) {
            <li role="option" [attr.aria-selected]="i === at()" (mousedown)="$event.preventDefault(); take(offer, box)"><code>{{ offer.name }}</code><span>{{ offer.hint }}</span></li>
          }
        </ul>
      }
    </div>
    @if (problem(); as wrong) {
      <p class="bad" role="status" [id]="id + 'wrong'">@if (wrong.before || wrong.at) { <code>{{ wrong.before }}<mark>{{ wrong.at || ' ' }}</mark>{{ wrong.after }}</code> }{{ i18n.sentence(wrong.code, wrong.params) }}</p>
    }`,
  styles: `
    :host { display: grid; grid-template-columns: 84px minmax(0, 1fr); gap: 2px 8px; align-items: center; }
    label { color: var(--ink-2); font-size: 12px; font-weight: 550; } .box { position: relative; }
    .field { display: block; font: 12.5px/1.5 ui-monospace, monospace; width: 100%; height: auto; min-height: 32px; padding: 6px 10px; resize: none; field-sizing: content; overflow-wrap: anywhere; }
    .offers { position: absolute; z-index: 20; top: calc(100% + 2px); left: 0; min-width: 280px; max-width: 100%; max-height: 216px; overflow: auto; margin: 0; padding: 4px; list-style: none; background: var(--panel); border: 1px solid var(--line-strong); border-radius: 8px; box-shadow: var(--pop); }
    .offers li { display: flex; gap: 12px; justify-content: space-between; padding: 4px 8px; border-radius: 6px; cursor: pointer; } .offers span { color: var(--ink-3); font-size: 12px; text-align: right; }
    .offers li:hover { background: var(--hover); } .offers [aria-selected='true'] { background: var(--accent-soft); }
    code { font: 12px/1.5 ui-monospace, monospace; }
    .bad { grid-column: 2; color: var(--error-ink); font-weight: 500; font-size: 12px; display: flex; flex-wrap: wrap; gap: 4px 10px; }
    mark { background: var(--error-bg); color: var(--error-ink); outline: 1px solid var(--error-ink); border-radius: 2px; white-space: pre; }`,
})
export class FormulaField {
  readonly label = input.required<string>();
  readonly text = input.required<string>();
  readonly names = input.required<Record<string, FormulaType>>();
  readonly variables = input.required<readonly Variable[]>();
  readonly problem = input<FormulaProblem | null>(null);
  readonly changed = output<string>();
  protected readonly i18n = inject(I18n);
  protected readonly t = this.i18n.t;
  protected readonly id = `formula${++count}`;
  private readonly box = viewChild.required<ElementRef<HTMLTextAreaElement>>('box');
  /** The beginning of a name left of the cursor; null while the list is away. */
  private readonly word = signal<string | null>(null);
  protected readonly at = signal(0);
  protected readonly offers = computed<Offer[]>(() => {
    const word = this.word()?.toLowerCase();
    if (word === undefined) return [];
    const lang = this.i18n.lang();
    const known = Object.keys(this.names()).map((name) => {
      const variable = this.variables().find((one) => one.name === name);
      return {
        name,
        hint: variable ? `${variable.label[lang]}${variable.unit ? ` · ${variable.unit}` : ''}` : this.t('desk:formula.own'),
      };
    });
    const functions = FUNCTIONS.map((name) => ({ name, hint: this.t('desk:formula.function') }));
    const fits = [...known, ...functions].filter(
      ({ name }) => name.toLowerCase().startsWith(word) && name.toLowerCase() !== word,
    );
    return fits.slice(0, 40);
  });

  protected type(box: HTMLTextAreaElement): void {
    this.changed.emit(box.value);
    this.look(box);
  }
  /** Offers names where the cursor stands behind the beginning of one, or where a value is due. */
  protected look(box: HTMLTextAreaElement): void {
    const before = box.value.slice(0, box.selectionStart ?? 0);
    const word = /[\p{L}_][\p{L}\d_]*$/u.exec(before)?.[0];
    const due = before.trim() === '' || /[-+*/%(,?:<>=]\s*$/.test(before);
    this.word.set(word ?? (due ? '' : null));
    if (this.at() >= this.offers().length) this.at.set(0);
  }
  protected close(): void {
    this.word.set(null);
  }
  protected key(event: KeyboardEvent, box: HTMLTextAreaElement): void {
    const offers = this.offers();
    if (event.key === 'Enter') event.preventDefault(); // a formula is one line, however wide
    if (offers.length === 0) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) this.at.update((at) => (at + step + offers.length) % offers.length);
    else if (event.key === 'Escape') this.close();
    else if (event.key === 'Enter' || (event.key === 'Tab' && this.word() !== ''))
      this.take(offers[this.at()] ?? offers[0]!, box);
    else return;
    event.preventDefault();
  }
  protected take({ name }: Offer, box: HTMLTextAreaElement): void {
    const cursor = box.selectionStart ?? box.value.length;
    const start = cursor - (this.word()?.length ?? 0);
    box.value = `${box.value.slice(0, start)}${name}${box.value.slice(cursor)}`;
    box.setSelectionRange(start + name.length, start + name.length);
    this.box().nativeElement.focus();
    this.changed.emit(box.value);
    this.close();
  }
}
