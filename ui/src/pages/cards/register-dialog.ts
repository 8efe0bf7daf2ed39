// The registration form of a card: unit, holder, and what the plugin asks. The server checks it; its findings stand at their fields.
import { Component, computed, inject, linkedSignal, resource, signal } from '@angular/core';
import { MAT_DIALOG_DATA, MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import type { CardPlugin, Finding } from '#kit';
import { Api, ApiError } from '../../api/api.ts';
import type { CardRow } from '../../api/card-rows.ts';
import { I18n } from '../../i18n/i18n.ts';
import { DayField } from '../../parts/day-field.ts';
import { Icon } from '../../parts/icon.ts';
import { type Found, Lookup } from '../../parts/lookup.ts';
import { People } from '../../state/people.ts';
import { Units } from '../../state/units.ts';
import { type Answers, FormAnswers } from './form-answers.ts';
import { answered, freshAnswers, isAnswered } from './form-fields.ts';

@Component({
  selector: 'th-register-dialog',
  imports: [DayField, FormAnswers, Icon, Lookup, MatDialogModule],
  templateUrl: './register-dialog.html',
  styleUrl: './register-dialog.scss',
})
export class RegisterDialog {
  private readonly api = inject(Api);
  protected readonly i18n = inject(I18n);
  protected readonly t = this.i18n.t;
  protected readonly data = inject<{ buildingId: number; service: string }>(MAT_DIALOG_DATA);
  private readonly ref = inject<MatDialogRef<RegisterDialog, CardRow>>(MatDialogRef);
  protected readonly people = inject(People);
  private readonly units = inject(Units);
  private readonly loaded = resource({ loader: () => this.api.get<CardPlugin>(`/plugins/${this.data.service}`) });
  protected readonly plugin = computed(() => (this.loaded.hasValue() ? this.loaded.value() : null));
  protected readonly unit = signal<Found | null>(null);
  protected readonly holder = signal<Found | null>(null);
  protected readonly values = linkedSignal<Answers>(() => {
    const plugin = this.plugin();
    return plugin ? freshAnswers(plugin) : {};
  });
  protected readonly on = signal('');
  protected readonly document = signal('');
  protected readonly problem = signal<string | null>(null);
  protected readonly findings = signal<Finding[]>([]);
  protected readonly busy = signal(false);
  protected readonly ready = computed(() => {
    const plugin = this.plugin();
    return this.unit() !== null && this.holder() !== null && !this.busy() && !!plugin && isAnswered(plugin, this.values());
  });

  protected takeUnit(unit: Found | null): void {
    this.unit.set(unit);
    const payer = this.units.rows().find(({ id }) => id === unit?.id)?.payer;
    if (payer) this.holder.set({ id: payer.customerId, name: payer.name, note: payer.code });
  }
  protected async send(): Promise<void> {
    if (!this.ready()) return;
    this.busy.set(true);
    this.problem.set(null);
    this.findings.set([]);
    const about = { on: this.on() || undefined, document: this.document().normalize('NFC').trim() || undefined };
    const fields = answered(this.values());
    const form = { ...this.data, unitId: this.unit()!.id, customerId: this.holder()!.id, fields, ...about };
    try {
      this.ref.close(await this.api.send<CardRow>('POST', '/cards', form));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error; // a refusal is told in the form
      this.problem.set(error.message);
      this.findings.set(error.findings);
    } finally {
      this.busy.set(false);
    }
  }
}
