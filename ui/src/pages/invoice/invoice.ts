// One tax invoice as its paper, with its trace, and what can be done about it.
import { Component, computed, inject, input, linkedSignal, resource } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { Router, RouterLink } from '@angular/router';
import { firstValueFrom } from 'rxjs';
import type { InvoiceView } from '../../../../core/invoice/invoice.contract.ts';
import type { BuyerProfile } from '../../../../core/invoice/settings/settings.contract.ts';
import { Api } from '../../api/api.ts';
import { formatDate, formatNumber } from '../../format/numbers.ts';
import { dayOf, timeOf } from '../../format/today.ts';
import { I18n, type Lang } from '../../i18n/i18n.ts';
import { download } from '../../parts/download.ts';
import { FormDialog } from '../../parts/form-dialog.ts';
import type { FormAsked } from '../../parts/form-field.ts';
import { Icon } from '../../parts/icon.ts';
import { Toast } from '../../parts/toast.ts';
import { Session } from '../../state/session.ts';
import { toneOfState } from '../invoices/invoices-view.ts';
import { InvoicePaper } from './invoice-paper.ts';

@Component({
  selector: 'th-invoice',
  imports: [Icon, InvoicePaper, RouterLink],
  templateUrl: './invoice.html',
  styleUrl: './invoice.scss',
})
export class Invoice {
  readonly id = input.required<string>();
  private readonly api = inject(Api);
  protected readonly i18n = inject(I18n);
  protected readonly t = this.i18n.t;
  private readonly dialog = inject(MatDialog);
  private readonly router = inject(Router);
  private readonly toast = inject(Toast);
  private readonly session = inject(Session);
  protected readonly date = formatDate;
  protected readonly moment = (at: string) => `${formatDate(dayOf(at))} ${timeOf(at)}`;
  protected readonly tone = toneOfState;
  protected readonly money = (value: number) => formatNumber(value, this.i18n.lang());
  protected readonly lang = linkedSignal<Lang>(() => this.i18n.lang());
  protected readonly mayChange = computed(() => this.session.may('invoices.change'));
  protected readonly mayWrite = computed(() => this.session.may('invoices.write'));
  protected readonly invoice = resource({
    params: () => this.id(),
    loader: ({ params }) => this.api.get<InvoiceView>(`/invoices/${params}`),
  });
  protected readonly numbered = computed(() => this.invoice.hasValue() && this.invoice.value().number !== null);
  protected readonly open = computed(() => this.invoice.hasValue() && ['draft', 'exported'].includes(this.invoice.value().state));
  /** What an adjusting invoice would carry; zero where the books have not changed. */
  protected readonly changed = computed(() =>
    this.invoice.hasValue() ? this.invoice.value().difference.reduce((sum, { net, vat }) => sum + net + vat, 0) : 0,
  );

  protected async change(what: 'adjust' | 'replace' | 'discard'): Promise<void> {
    const { id } = this.invoice.value()!;
    let made: InvoiceView | null = null;
    await this.ask({
      title: this.t(`invoices:${what}Title`),
      lead: this.t(`invoices:${what}Lead`, { amount: this.money(this.changed()) }),
      go: this.t(`invoices:${what}`),
      fields: [{ name: 'reason', label: this.t('invoices:reason'), kind: 'note', needed: true }],
      send: async ({ reason }) => {
        made = await this.api.send<InvoiceView>('POST', `/invoices/${id}/${what}`, { reason });
      },
    });
    const answer = made as InvoiceView | null;
    if (!answer) return;
    if (answer.id === id) this.invoice.reload();
    else await this.router.navigate(['/invoices', answer.id], { queryParamsHandling: 'preserve' });
  }
  protected async buyer(): Promise<void> {
    const path = `/customers/${this.invoice.value()!.customerId}/invoice-buyer`;
    try {
      const now = await this.api.get<BuyerProfile & { record: BuyerProfile }>(path);
      const names = ['name', 'taxCode', 'personalId', 'address', 'email'] as const;
      await this.ask({
        title: this.t('invoices:buyerTitle'),
        lead: this.t('invoices:buyerLead'),
        go: this.t('invoices:save'),
        fields: names.map((name) => ({
          ...{ name, label: this.t(`invoices:buyerField.${name}`), kind: 'text' as const, value: now[name] ?? null },
          ...{ hint: now.record[name] ?? '', wide: name === 'address' || name === 'name' },
        })),
        send: (values) => this.api.send('PATCH', path, values),
      });
    } catch (error) {
      this.toast.problem(error);
    }
  }
  protected async number(): Promise<void> {
    const { key, buildingId, symbol } = this.invoice.value()!;
    const done = await this.ask({
      title: this.t('invoices:numberTitle'),
      lead: this.t('invoices:numberLead'),
      go: this.t('invoices:save'),
      fields: [
        { name: 'symbol', label: this.t('invoices:symbol'), kind: 'text', needed: true, value: symbol },
        { name: 'number', label: this.t('invoices:number'), kind: 'number', needed: true },
        { name: 'signedOn', label: this.t('invoices:signedOn'), kind: 'date' },
        { name: 'code', label: this.t('invoices:code'), kind: 'text' },
        { name: 'link', label: this.t('invoices:link'), kind: 'text', wide: true },
      ],
      send: (values) => this.sendNumber(buildingId, { key, ...withoutEmpty(values) }),
    });
    if (done) this.invoice.reload();
  }
  private async sendNumber(buildingId: number, number: object): Promise<void> {
    const answer = await this.api.send<{ findings: { message: string }[] }>('POST', `/buildings/${buildingId}/invoices/numbers`, {
      numbers: [number],
    });
    if (answer.findings[0]) this.toast.say(answer.findings[0].message);
  }
  protected async save(format: 'xml' | 'xlsx'): Promise<void> {
    const { id, buildingId, source } = this.invoice.value()!;
    try {
      const file = await this.api.file(`/buildings/${buildingId}/invoices.${format}`, { ids: id, lang: this.i18n.lang() });
      download(file, `${this.t('invoices:fileName')}-${source.replaceAll('/', '-')}.${format}`);
    } catch (error) {
      this.toast.problem(error);
    }
  }
  protected print(): void {
    window.print();
  }
  private ask(data: FormAsked): Promise<boolean | undefined> {
    return firstValueFrom(this.dialog.open<FormDialog, FormAsked, boolean>(FormDialog, { data }).afterClosed());
  }
}

const withoutEmpty = (values: object) => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
