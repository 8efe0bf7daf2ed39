// A bank account whose statements are to be read: bank, number, and the buildings it serves.
import { Component, computed, inject, signal } from '@angular/core';
import { MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import { banks } from '#kit';
import { Api, ApiError } from '../../api/api.ts';
import { I18n } from '../../i18n/i18n.ts';
import { Icon } from '../../parts/icon.ts';
import { Place } from '../../state/place.ts';

@Component({
  selector: 'th-account-dialog',
  imports: [Icon, MatDialogModule],
  template: `
    <div class="dialog">
      <h2 mat-dialog-title class="title">{{ t('bank:account.add') }}</h2>
      <label>{{ t('bank:account.bank') }}
        <select class="field" (change)="bin.set($any($event.target).value)">
          <option value="">{{ t('bank:account.choose') }}</option>
          @for (bank of banks; track bank.bin) { <option [value]="bank.bin">{{ bank.name }}</option> }
        </select></label>
      <label>{{ t('bank:account.numberLabel') }}<input class="field" inputmode="numeric" maxlength="19" [value]="number()" (input)="number.set($any($event.target).value.trim())" /></label>
      <label>{{ t('bank:account.name') }}<input class="field" maxlength="100" [value]="name()" (input)="name.set($any($event.target).value)" [placeholder]="t('bank:account.nameHint')" /></label>
      <fieldset>
        <legend>{{ t('bank:account.buildings') }}</legend>
        @for (one of place.buildings(); track one.id) {
          <label class="tick"><input type="checkbox" [checked]="chosen().has(one.id)" (change)="toggle(one.id)" /> {{ one.name }} <span class="meta">{{ one.code }}</span></label>
        }
      </fieldset>
      @if (problem(); as message) { <p class="note error" role="alert"><th-icon name="error" />{{ message }}</p> }
      <div class="dialog-actions">
        <button type="button" class="btn" mat-dialog-close>{{ t('action.cancel') }}</button>
        <button type="button" class="btn primary" [disabled]="!ready() || busy()" (click)="save()"><th-icon name="save" />{{ t('bank:account.save') }}</button>
      </div>
    </div>`,
  styles: `
    .title { padding: 0; margin: 0; font: 600 15px/20px Inter, sans-serif; } .title::before { display: none; } .dialog { width: 400px; }
    label { display: grid; gap: 4px; font-size: 12px; color: var(--ink-2); } fieldset { border: 1px solid var(--line); border-radius: 8px; padding: 8px 12px; max-height: 200px; overflow: auto; } legend { font-size: 12px; color: var(--ink-2); }
    .tick { display: flex; align-items: center; gap: 8px; padding: 3px 0; font-size: 13px; color: var(--ink); }`,
})
export class AccountDialog {
  private readonly api = inject(Api);
  protected readonly t = inject(I18n).t;
  protected readonly place = inject(Place);
  private readonly ref = inject(MatDialogRef);
  protected readonly banks = banks;
  protected readonly bin = signal('');
  protected readonly number = signal('');
  protected readonly name = signal('');
  protected readonly chosen = signal<ReadonlySet<number>>(new Set([this.place.building()!.id]));
  protected readonly problem = signal<string | null>(null);
  protected readonly busy = signal(false);
  protected readonly ready = computed(() => this.bin() !== '' && this.number() !== '' && this.chosen().size > 0);

  protected toggle(id: number): void {
    this.chosen.update((chosen) => new Set(chosen.has(id) ? [...chosen].filter((one) => one !== id) : [...chosen, id]));
  }
  protected async save(): Promise<void> {
    this.busy.set(true);
    this.problem.set(null);
    try {
      const body = { bin: this.bin(), number: this.number(), name: this.name(), buildingIds: [...this.chosen()] };
      this.ref.close((await this.api.send<{ id: number }>('POST', '/bank-accounts', body)).id);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error; // told in the dialog, which stays open
      this.problem.set(error.message);
    } finally {
      this.busy.set(false);
    }
  }
}
