// One bill: its charges with readings, tiers, tax and the calculation, beside the notice as it will be printed.
import {
  Component,
  computed,
  DestroyRef,
  type ElementRef,
  effect,
  inject,
  input,
  linkedSignal,
  resource,
  signal,
  viewChild,
} from '@angular/core';
import { DomSanitizer } from '@angular/platform-browser';
import { RouterLink } from '@angular/router';
import { add, decimalOf, textOf } from '#kit';
import { Api } from '../../api/api.ts';
import type { BillView, ChargeExplained } from '../../api/rows.ts';
import { formatDate, formatNumber, formatPeriod } from '../../format/numbers.ts';
import { I18n, type Lang } from '../../i18n/i18n.ts';
import { CalcTree } from '../../parts/calc-tree.ts';
import { download } from '../../parts/download.ts';
import { Icon } from '../../parts/icon.ts';
import { PricedLines } from '../../parts/priced-lines.ts';
import { Toast } from '../../parts/toast.ts';
import { Catalog } from '../../state/catalog.ts';
import { Place } from '../../state/place.ts';

@Component({
  selector: 'th-bill',
  imports: [CalcTree, Icon, PricedLines, RouterLink],
  templateUrl: './bill.html',
  styleUrl: './bill.scss',
})
export class Bill {
  readonly id = input.required<string>();
  private readonly api = inject(Api);
  protected readonly i18n = inject(I18n);
  protected readonly t = this.i18n.t;
  protected readonly place = inject(Place);
  protected readonly catalog = inject(Catalog);
  private readonly safe = inject(DomSanitizer);
  private readonly toast = inject(Toast);
  private readonly frame = viewChild<ElementRef<HTMLIFrameElement>>('notice');
  protected readonly date = formatDate;
  protected readonly month = (period: string): string => formatPeriod(period, this.i18n.lang());
  protected readonly shareOf = (shares: Record<string, string>): string =>
    textOf(Object.values(shares).reduce((sum, part) => add(sum, decimalOf(part)), decimalOf(0)));
  protected readonly number = (value: number | string | null) => (value === null ? '' : formatNumber(value, this.i18n.lang()));
  protected readonly bill = resource({
    params: () => ({ id: this.id(), period: this.place.period() }),
    loader: ({ params: { id, period } }) => this.api.get<BillView>(`/bills/${id}`, { period }),
  });
  protected readonly explained = resource({
    params: () => ({ id: this.id(), period: this.place.period() }),
    loader: ({ params: { id, period } }) =>
      this.api.get<{ charges: ChargeExplained[]; agrees: boolean }>(`/bills/${id}/explain`, { period }),
  });
  /** The notice's language starts as the screen's and may differ: the resident's matters. */
  protected readonly noticeLang = linkedSignal<Lang>(() => this.i18n.lang());
  protected readonly pdf = resource({
    params: () => ({ id: this.id(), period: this.place.period(), lang: this.noticeLang() }),
    loader: ({ params: { id, ...query } }) => this.api.file(`/bills/${id}/notice.pdf`, query),
  });
  private readonly address = signal<string | null>(null);
  protected readonly source = computed(() => {
    const address = this.address();
    return address ? this.safe.bypassSecurityTrustResourceUrl(`${address}#navpanes=0&view=FitH`) : null; // our own blob: of the server's answer
  });
  /** Both lists have the charges in the same order; a unit may have several of one service. */
  protected explainedAt(at: number): ChargeExplained | undefined {
    return this.explained.hasValue() ? this.explained.value().charges[at] : undefined;
  }
  protected async explanation(): Promise<void> {
    try {
      const lang = this.noticeLang();
      download(
        await this.api.file(`/bills/${this.id()}/explain.pdf`, { lang }),
        `${this.t('bill.why')}-${this.id()}-${lang}.pdf`,
      );
    } catch (error) {
      this.toast.problem(error);
    }
  }

  constructor() {
    const drop = (): void => {
      const old = this.address();
      if (old) URL.revokeObjectURL(old);
    };
    effect(() => {
      const file = this.pdf.hasValue() ? this.pdf.value() : null;
      if (file) this.address.set(URL.createObjectURL(new Blob([file], { type: 'application/pdf' })));
    });
    inject(DestroyRef).onDestroy(drop);
  }
  protected print(): void {
    this.frame()?.nativeElement.contentWindow?.print();
  }
  protected save(): void {
    if (this.pdf.hasValue())
      download(this.pdf.value(), `${this.bill.hasValue() ? this.bill.value().number : this.id()}-${this.noticeLang()}.pdf`);
  }
}
