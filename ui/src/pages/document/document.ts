// One receipt, voucher or adjustment: its paper on the left, what it paid and posted on the right, and what may be done to it.
import { Component, computed, DestroyRef, effect, inject, input, resource, signal } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { DomSanitizer, type SafeResourceUrl } from '@angular/platform-browser';
import { RouterLink } from '@angular/router';
import { firstValueFrom } from 'rxjs';
import { Api } from '../../api/api.ts';
import type { MoneyDocument, MoneyDocumentDetail } from '../../api/money-rows.ts';
import { formatDate, formatNumber } from '../../format/numbers.ts';
import { dayOf, timeOf, today } from '../../format/today.ts';
import { I18n } from '../../i18n/i18n.ts';
import { Icon } from '../../parts/icon.ts';
import { Toast } from '../../parts/toast.ts';
import { Paper } from '../../state/paper.ts';
import { serviceName } from '../../state/service-name.ts';
import { Session } from '../../state/session.ts';
import { MoneyDialog, type MoneyDialogData } from '../documents/money-dialog.ts';
import { type MoneyKind, receiptKinds } from '../documents/money-kinds.ts';
import { PostingList } from '../documents/posting-list.ts';
import { VoidDialog } from '../documents/void-dialog.ts';

@Component({
  selector: 'th-document',
  imports: [Icon, PostingList, RouterLink],
  templateUrl: './document.html',
  styleUrl: './document.scss',
})
export class DocumentPage {
  readonly id = input.required<string>();
  private readonly api = inject(Api);
  private readonly i18n = inject(I18n);
  protected readonly t = this.i18n.t;
  private readonly paper = inject(Paper);
  private readonly toast = inject(Toast);
  private readonly dialog = inject(MatDialog);
  private readonly session = inject(Session);
  private readonly sanitizer = inject(DomSanitizer);
  protected readonly name = serviceName();
  protected readonly money = (value: number) => formatNumber(value, this.i18n.lang());
  protected readonly date = formatDate;
  protected readonly month = (period: string) => period.split('-').reverse().join('/');
  protected readonly stamp = (instant: string) => `${timeOf(instant)} ${formatDate(dayOf(instant))}`;
  protected readonly document = resource({
    params: () => this.id(),
    loader: ({ params }) => this.api.get<MoneyDocumentDetail>(`/receipts/${params}`),
  });
  protected readonly all = computed(() => (this.document.hasValue() ? this.document.value() : null));
  protected readonly mayVoid = computed(() => {
    const document = this.all();
    return !!document && !document.voided && dayOf(document.at) === today() && this.session.may('money.void');
  });
  /** A receipt of another day is returned; one at the wrong unit is moved. */
  protected readonly acts = computed(() => {
    const document = this.all();
    if (!document || document.voided || !['receipt', 'match'].includes(document.kind)) return [];
    return receiptKinds.filter(
      ({ id, permission }) =>
        this.session.may(permission) && (id !== 'return' || (document.kind === 'receipt' && !this.mayVoid())),
    );
  });
  protected readonly page = signal<SafeResourceUrl | null>(null);
  private url: string | null = null;

  constructor() {
    effect(() => {
      const document = this.all();
      this.i18n.lang();
      if (document) void this.draw(document);
    });
    inject(DestroyRef).onDestroy(() => this.url && URL.revokeObjectURL(this.url));
  }
  private async draw(document: MoneyDocument): Promise<void> {
    const file = await this.paper.file(document).catch((error: unknown) => this.toast.problem(error));
    if (!file) return;
    if (this.url) URL.revokeObjectURL(this.url);
    this.url = URL.createObjectURL(file);
    this.page.set(this.sanitizer.bypassSecurityTrustResourceUrl(`${this.url}#toolbar=0&navpanes=0&view=FitH`)); // a blob of our own server
  }
  protected async print(): Promise<void> {
    await this.paper.print(this.all()!).catch((error: unknown) => this.toast.problem(error));
  }
  protected async look(): Promise<void> {
    await this.paper.open(this.all()!).catch((error: unknown) => this.toast.problem(error));
  }
  protected async undo(): Promise<void> {
    const ref = this.dialog.open<VoidDialog, MoneyDocument, MoneyDocumentDetail>(VoidDialog, { data: this.all()! });
    if (await firstValueFrom(ref.afterClosed())) this.document.reload();
  }
  protected async act(kind: MoneyKind): Promise<void> {
    const data: MoneyDialogData = { kind, document: this.all()! };
    const ref = this.dialog.open<MoneyDialog, MoneyDialogData, MoneyDocumentDetail>(MoneyDialog, { data, maxWidth: '94vw' });
    const done = await firstValueFrom(ref.afterClosed());
    if (!done) return;
    this.toast.say(this.t('money:made', { number: done.number }));
    this.document.reload();
  }
}
