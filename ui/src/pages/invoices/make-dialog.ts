// What making the month's invoices would do, on which day, and what is left out and why; then the making.
import { Component, computed, inject, resource, signal } from '@angular/core';
import { MAT_DIALOG_DATA, MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import type { InvoicePlan, LeftOut } from '../../../../core/invoice/invoice.contract.ts';
import { Api, ApiError } from '../../api/api.ts';
import { formatDate, formatNumber, formatPeriod } from '../../format/numbers.ts';
import { I18n } from '../../i18n/i18n.ts';
import { DayField } from '../../parts/day-field.ts';
import { Icon } from '../../parts/icon.ts';

@Component({
  selector: 'th-make-invoices',
  imports: [DayField, Icon, MatDialogModule],
  templateUrl: './make-dialog.html',
  styleUrl: './make-dialog.scss',
})
export class MakeDialog {
  private readonly api = inject(Api);
  private readonly i18n = inject(I18n);
  protected readonly t = this.i18n.t;
  protected readonly data = inject<{ buildingId: number; period: string }>(MAT_DIALOG_DATA);
  private readonly ref = inject<MatDialogRef<MakeDialog, number>>(MatDialogRef);
  protected readonly onDate = signal<string | null>(null);
  protected readonly tab = signal<'make' | 'left'>('make');
  protected readonly busy = signal(false);
  protected readonly problem = signal<string | null>(null);
  protected readonly plan = resource({
    params: () => ({ onDate: this.onDate() }),
    loader: ({ params }) =>
      this.api.get<InvoicePlan>(`/buildings/${this.data.buildingId}/invoices/plan`, { period: this.data.period, ...params }),
  });
  protected readonly late = computed(() => (this.plan.hasValue() ? this.plan.value().rows.filter((row) => row.late).length : 0));
  /** The same reason for many units is one line. */
  protected readonly left = computed(() => {
    const found = new Map<string, { message: string; count: number; amount: number; first: LeftOut }>();
    for (const one of this.plan.hasValue() ? this.plan.value().leftOut : []) {
      const message = one.message ?? one.code;
      const known = found.get(message) ?? { message, count: 0, amount: 0, first: one };
      found.set(message, { ...known, count: known.count + 1, amount: known.amount + one.amount });
    }
    return [...found.values()];
  });
  protected readonly month = computed(() => formatPeriod(this.data.period, this.i18n.lang()));
  protected readonly date = formatDate;
  protected readonly money = (value: number) => formatNumber(value, this.i18n.lang());

  protected async make(): Promise<void> {
    this.busy.set(true);
    this.problem.set(null);
    try {
      const body = { period: this.data.period, ...(this.onDate() ? { onDate: this.onDate() } : {}) };
      const { made } = await this.api.send<{ made: number }>('POST', `/buildings/${this.data.buildingId}/invoices`, body);
      this.ref.close(made);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error; // a refusal is told in the dialog
      this.problem.set(error.message);
    } finally {
      this.busy.set(false);
    }
  }
}
