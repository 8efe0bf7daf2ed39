// The fields an action asks for.
import { Component, inject, input, model } from '@angular/core';
import { I18n } from '../../i18n/i18n.ts';
import { DayField } from '../../parts/day-field.ts';
import { Lookup } from '../../parts/lookup.ts';
import { People } from '../../state/people.ts';
import type { ActInput, Asked } from './act-input.ts';

@Component({
  selector: 'th-act-fields',
  imports: [DayField, Lookup],
  template: `
    @if (asked().number && !many()) {
      <label>{{ t('cards:field.number') }} *<input class="field" data-field="number" maxlength="40" [value]="value().number ?? ''" (input)="text('number', $event)" /></label>
    }
    @if (asked().term) {
      <label>{{ t('cards:field.months') }}<input class="field" data-field="months" type="number" min="1" max="120" [value]="value().months ?? ''" (input)="count('months', $event)" /></label>
      <label>{{ t('cards:field.validTo') }}<th-day field="validTo" [value]="value().validTo ?? ''" (changed)="put('validTo', $event || undefined)" /></label>
    }
    @if (asked().holder) {
      <label>{{ t('cards:field.newHolder') }} *<th-lookup [label]="t('cards:field.newHolder')" [hint]="t('cards:hint.customer')" [search]="people.customers" (chosen)="put('customerId', $event?.id)" /></label>
      <label>{{ t('cards:field.newUnit') }}<th-lookup [label]="t('cards:field.newUnit')" [hint]="t('cards:hint.unit')" [search]="people.unitsBy" (chosen)="put('unitId', $event?.id)" /></label>
    }
    @if (asked().quantity) {
      <label>{{ t('cards:field.quantity') }} *<input class="field" data-field="quantity" type="number" min="1" max="1000" [value]="value().quantity ?? ''" (input)="count('quantity', $event)" /></label>
    }
    @if (asked().deposit && hasDeposit()) {
      <label>{{ t('cards:field.depositBy') }}<select class="field" (change)="text('depositBy', $event)">
        <option value="">{{ t('cards:deposit.later') }}</option>
        @for (way of ways; track way) { <option [value]="way">{{ t('cards:deposit.' + way) }}</option> }
      </select></label>
    }
    <label>{{ t('cards:field.on') }}<th-day [value]="value().on ?? ''" (changed)="put('on', $event || undefined)" /></label>
    <label>{{ t('cards:field.document') }}{{ asked().document ? ' *' : '' }}<input class="field" data-field="document" maxlength="200" [value]="value().document ?? ''" (input)="text('document', $event)" [placeholder]="t('cards:hint.document')" /></label>
    <label class="wide">{{ t('cards:field.reason') }}{{ asked().reason ? ' *' : '' }}<input class="field" data-field="reason" maxlength="500" [value]="value().reason ?? ''" (input)="text('reason', $event)" /></label>`,
  styles: `
    :host { display: grid; grid-template-columns: 1fr 1fr; gap: 10px 14px; } label { display: grid; gap: 4px; font-weight: 550; color: var(--ink-2); align-content: start; }
    .wide { grid-column: 1 / -1; }`,
})
export class ActFields {
  readonly asked = input.required<Asked>();
  readonly many = input(false);
  readonly hasDeposit = input(false);
  readonly value = model.required<ActInput>();
  protected readonly t = inject(I18n).t;
  protected readonly people = inject(People);
  protected readonly ways = ['cash', 'bank', 'damage', 'debt'];
  protected text(field: keyof ActInput, event: Event): void {
    this.put(field, (event.target as HTMLInputElement).value.normalize('NFC').trim() || undefined);
  }
  protected count(field: keyof ActInput, event: Event): void {
    const typed = (event.target as HTMLInputElement).value;
    this.put(field, /^\d{1,4}$/.test(typed) ? Number(typed) : undefined);
  }
  protected put(field: keyof ActInput, value: string | number | undefined): void {
    this.value.update((input) => ({ ...input, [field]: value }));
  }
}
