// A tax invoice as it looks on paper, in Vietnamese or English; white in the dark theme too, for paper is.
import { Component, computed, inject, input } from '@angular/core';
import type { InvoiceView } from '../../../../core/invoice/invoice.contract.ts';
import { formatDate, formatNumber } from '../../format/numbers.ts';
import { I18n, type Lang } from '../../i18n/i18n.ts';

@Component({
  selector: 'th-invoice-paper',
  templateUrl: './invoice-paper.html',
  styleUrl: './invoice-paper.scss',
})
export class InvoicePaper {
  readonly invoice = input.required<InvoiceView>();
  readonly lang = input.required<Lang>();
  private readonly i18n = inject(I18n);
  protected readonly date = formatDate;
  protected readonly number = (value: number | string | null) => (value === null ? '' : formatNumber(value, this.lang()));
  /** The paper's words in its own language, whatever the screen's is. */
  protected readonly say = (key: string, params: object = {}): string =>
    this.i18n.t(`invoices:paper.${key}`, { lng: this.lang(), ...params });
  protected readonly day = computed(() => {
    const [year, month, day] = this.invoice().data.onDate.split('-');
    return this.say('day', { year, month, day });
  });
  protected readonly reference = computed(() => {
    const { kind, data } = this.invoice();
    if (!data.reference) return '';
    const { symbol, number, signedOn } = data.reference;
    const [year, month, day] = signedOn.split('-');
    return this.say(`reference.${kind}`, { form: symbol.slice(0, 1), symbol: symbol.slice(1), number, day, month, year });
  });
}
