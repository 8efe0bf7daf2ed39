// The answers of a card's registration form, from the plugin's schema; what the server found wrong stands at its field.
import { Component, computed, inject, input, model } from '@angular/core';
import type { CardPlugin, Finding } from '#kit';
import { I18n } from '../../i18n/i18n.ts';
import { type FormField, formFields } from './form-fields.ts';

export type Answers = Record<string, unknown>;

@Component({
  selector: 'th-form-answers',
  template: `
    @for (field of typed(); track field.name) {
      <label>{{ word(field) }}{{ field.needed ? ' *' : '' }}
        @if (field.kind === 'choice') {
          <select class="field" [attr.data-field]="field.name" (change)="type(field, $event)">
            <option value=""></option>
            @for (one of field.options; track one) { <option [selected]="values()[field.name] === one">{{ one }}</option> }
          </select>
        } @else {
          <input class="field" [attr.data-field]="field.name" [type]="field.kind === 'number' ? 'number' : 'text'" [attr.maxlength]="field.most" [value]="values()[field.name] ?? ''"
            [attr.aria-invalid]="!!wrongAt(field)" (input)="type(field, $event)" />
        }
        @if (wrongAt(field); as said) { <span class="bad">{{ said }}</span> }
      </label>
    }
    @if (flags().length) {
      <div class="flags">
        @for (field of flags(); track field.name) {
          <label class="flag"><input type="checkbox" [attr.data-field]="field.name" [checked]="values()[field.name] === true" (change)="put(field.name, $any($event.target).checked)" />{{ word(field) }}</label>
        }
      </div>
    }`,
  styles: `
    :host { display: contents; } label { display: grid; gap: 4px; font-weight: 550; color: var(--ink-2); align-content: start; }
    .flags { grid-column: 1 / -1; display: flex; flex-wrap: wrap; gap: 4px 22px; } .flag { display: flex; gap: 8px; align-items: center; min-height: 28px; color: var(--ink); font-weight: 450; }
    .bad { color: var(--error-ink); font-weight: 400; font-size: 12px; }`,
})
export class FormAnswers {
  readonly plugin = input.required<CardPlugin>();
  readonly findings = input<readonly Finding[]>([]);
  readonly values = model.required<Answers>();
  private readonly i18n = inject(I18n);
  private readonly fields = computed(() => formFields(this.plugin()));
  protected readonly typed = computed(() => this.fields().filter(({ kind }) => kind !== 'flag'));
  protected readonly flags = computed(() => this.fields().filter(({ kind }) => kind === 'flag'));

  protected word({ name }: FormField): string {
    return this.i18n.t(`${this.plugin().id}:field.${name}`);
  }
  protected wrongAt(field: FormField): string {
    const found = this.findings().find(({ at }) => at?.field === field.name);
    return found ? this.i18n.sentence(found.code, { ...found.params, field: this.word(field) }) : '';
  }
  protected type({ name, kind }: FormField, event: Event): void {
    const text = (event.target as HTMLInputElement).value.normalize('NFC').trim();
    this.put(name, text === '' ? undefined : kind === 'number' ? Number(text) : text);
  }
  protected put(name: string, value: unknown): void {
    this.values.update((values) => ({ ...values, [name]: value }));
  }
}
