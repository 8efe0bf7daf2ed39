// One dialog for small forms: fields are data, a refusal of the server stands in it and nothing typed is lost.
import { Component, computed, inject, signal } from '@angular/core';
import { MAT_DIALOG_DATA, MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import type { Finding } from '#kit';
import { ApiError } from '../api/api.ts';
import { I18n } from '../i18n/i18n.ts';
import { People } from '../state/people.ts';
import type { FormAsked, FormField, FormValues } from './form-field.ts';
import { Icon } from './icon.ts';
import { Lookup } from './lookup.ts';

@Component({
  selector: 'th-form-dialog',
  imports: [Icon, Lookup, MatDialogModule],
  templateUrl: './form-dialog.html',
  styles: `
    .title { padding: 0; margin: 0; font: 600 15px/20px Inter, sans-serif; } .title::before { display: none; }
    form { width: 560px; max-width: 90vw; } .fields { display: grid; grid-template-columns: 1fr 1fr; gap: 10px 14px; padding-bottom: 2px; }
    label { display: grid; gap: 4px; font-weight: 550; color: var(--ink-2); align-content: start; } .wide { grid-column: 1 / -1; } .field { width: 100%; } small { font-weight: 400; }`,
})
export class FormDialog {
  protected readonly asked = inject<FormAsked>(MAT_DIALOG_DATA);
  private readonly ref = inject<MatDialogRef<FormDialog, boolean>>(MatDialogRef);
  private readonly i18n = inject(I18n);
  protected readonly t = this.i18n.t;
  protected readonly people = inject(People);
  protected readonly values = signal<FormValues>(
    Object.fromEntries(this.asked.fields.map(({ name, value }) => [name, value ?? null])),
  );
  protected readonly problem = signal<string | null>(null);
  /** What is wrong with single values, in words. */
  protected readonly findings = signal<string[]>([]);
  protected readonly busy = signal(false);
  protected readonly fields = computed(() => this.asked.fields.filter(({ when }) => !when || when(this.values())));
  protected readonly ready = computed(
    () => !this.busy() && this.fields().every(({ needed, name }) => !needed || this.values()[name] !== null),
  );
  protected readonly inputType = ({ kind }: FormField) => (['date', 'time', 'number'].includes(kind) ? kind : 'text');

  protected type({ name, kind }: FormField, event: Event): void {
    const text = (event.target as HTMLInputElement).value.normalize('NFC').trim();
    // decimals cross as text with a point, however they are typed
    const value = kind === 'number' ? Number(text) : kind === 'decimal' ? text.replace(/\s/g, '').replace(',', '.') : text;
    this.put(name, text === '' ? null : value);
  }
  protected put(name: string, value: string | number | null): void {
    this.values.update((values) => ({ ...values, [name]: value }));
  }
  protected async send(): Promise<void> {
    if (!this.ready()) return;
    this.busy.set(true);
    this.problem.set(null);
    this.findings.set([]);
    const shown = this.fields().map(({ name }) => [name, this.values()[name] ?? null] as const);
    try {
      await this.asked.send(Object.fromEntries(shown));
      this.ref.close(true);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error; // a refusal is told in the form
      this.problem.set(error.message);
      const said = error.findings.map(
        ({ code, params, message }: Finding & { message?: string }) => message ?? this.i18n.sentence(code, params),
      );
      this.findings.set(said.filter((one) => one !== error.message));
    } finally {
      this.busy.set(false);
    }
  }
}
