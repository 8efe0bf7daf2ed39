// A label, its field (the content), a hint, and what is wrong with it.
import { Component, computed, inject, input } from '@angular/core';
import type { Finding } from '#kit';
import { I18n } from '../i18n/i18n.ts';

@Component({
  selector: 'th-form-row',
  template: `<label><span class="name">{{ name() }}@if (needed()) { <span class="star" aria-hidden="true">*</span> }</span><ng-content />
    @if (said(); as message) { <span class="bad" role="alert">{{ message }}</span> } @else if (hint()) { <span class="meta">{{ hint() }}</span> }</label>`,
  styles: `label { display: grid; gap: 4px; align-content: start; } .name { font-weight: 550; color: var(--ink-2); } .star { color: var(--error-ink); }
    .bad { color: var(--error-ink); font-size: 12px; }`,
})
export class FormRow {
  readonly name = input.required<string>();
  readonly hint = input('');
  readonly needed = input(false);
  readonly finding = input<Finding | undefined>();
  private readonly i18n = inject(I18n);
  protected readonly said = computed(() => {
    const found = this.finding();
    return found ? this.i18n.sentence(found.code, { ...found.params, field: this.name() }) : '';
  });
}
