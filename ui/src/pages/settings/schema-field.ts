// One setting drawn from its schema: a flag is a box, a whole number a number field, a choice a list, the rest is typed.
import { Component, computed, inject, input, output } from '@angular/core';
import { I18n } from '../../i18n/i18n.ts';

export interface SettingSchema {
  type?: string;
  enum?: string[];
  minimum?: number;
  maximum?: number;
  default?: unknown;
}

@Component({
  selector: 'th-schema-field',
  template: `@switch (kind()) {
    @case ('flag') { <span class="flag"><input type="checkbox" [attr.data-field]="field()" [checked]="value() === true" (change)="typed.emit($any($event.target).checked)" /></span> }
    @case ('number') { <input class="field num" type="number" step="1" [attr.data-field]="field()" [min]="schema().minimum ?? null" [max]="schema().maximum ?? null" [value]="value() ?? ''" (input)="number($any($event.target).value)" /> }
    @case ('choice') { <select class="field" [attr.data-field]="field()" (change)="typed.emit($any($event.target).value)">@for (one of schema().enum; track one) { <option [value]="one" [selected]="one === value()">{{ wordOf(one) }}</option> }</select> }
    @default { <input class="field" [attr.data-field]="field()" [value]="value() ?? ''" (input)="typed.emit($any($event.target).value.normalize('NFC').trim())" /> }
  }`,
  styles: `.num { width: 96px; text-align: left; } .flag { display: inline-flex; height: 20px; align-items: center; } .flag input { width: 16px; height: 16px; margin: 0; }`,
})
export class SchemaField {
  readonly field = input.required<string>();
  readonly schema = input.required<SettingSchema>();
  readonly value = input<unknown>();
  readonly typed = output<unknown>();
  private readonly i18n = inject(I18n);
  /** A choice's word stands under its setting's: `setting.<field>.<choice>`. */
  protected wordOf(choice: string): string {
    const key = `building:setting.${this.field()}.${choice}`;
    return this.i18n.has(key) ? this.i18n.t(key) : choice;
  }
  protected readonly kind = computed(() => {
    const { type, enum: choices } = this.schema();
    if (choices) return 'choice';
    return type === 'boolean' ? 'flag' : type === 'integer' || type === 'number' ? 'number' : 'text';
  });
  /** What is no number is sent as it stands: the server says what is wrong with it. */
  protected number(text: string): void {
    this.typed.emit(/^-?\d+$/.test(text) ? Number(text) : text);
  }
}
