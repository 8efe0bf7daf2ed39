// The money side of the cashier's screen: how, how much, from whom; what it pays, what is left over, and what is given back.
import {
  Component,
  computed,
  type ElementRef,
  inject,
  input,
  linkedSignal,
  model,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { amountInWords } from '#kit';
import type { Method } from '../../api/money-rows.ts';
import { formatNumber } from '../../format/numbers.ts';
import { today } from '../../format/today.ts';
import { I18n } from '../../i18n/i18n.ts';
import { DayField } from '../../parts/day-field.ts';
import { Icon } from '../../parts/icon.ts';
import { MoneyField } from '../../parts/money-field.ts';
import type { Plan } from './plan-payment.ts';

export interface Pay {
  method: Method;
  party: string;
  /** Whose the surplus is. */
  customerId: number | undefined;
  onDate: string;
  reason: string;
  reference: string;
}

@Component({
  selector: 'th-pay-panel',
  imports: [DayField, Icon, MoneyField],
  templateUrl: './pay-panel.html',
  styleUrl: './pay-panel.scss',
})
export class PayPanel {
  readonly open = input.required<number>();
  readonly plan = input.required<Plan>();
  readonly payers = input.required<readonly { id: number; name: string }[]>();
  readonly busy = input(false);
  readonly allowed = input(true);
  readonly problem = input<string | null>(null);
  readonly amount = model.required<number | null>();
  readonly collect = output<Pay>();
  private readonly i18n = inject(I18n);
  protected readonly t = this.i18n.t;
  protected readonly money = (value: number) => formatNumber(value, this.i18n.lang());
  protected readonly today = today();
  protected readonly method = signal<Method>(localStorage.getItem('toanha.method') === 'bank' ? 'bank' : 'cash');
  protected readonly given = linkedSignal<unknown, number | null>({ source: this.open, computation: () => null });
  protected readonly onDate = signal(this.today);
  protected readonly reason = signal('');
  protected readonly reference = signal('');
  protected readonly payer = linkedSignal<number | undefined>(() => this.payers()[0]?.id);
  /** Who hands the money over, printed on the receipt; a payer's name unless another is written. */
  protected readonly party = linkedSignal(() => this.payers().find(({ id }) => id === this.payer())?.name ?? '');
  protected readonly payerName = computed(() => this.payers().find(({ id }) => id === this.payer())?.name ?? '');
  protected readonly words = computed(() =>
    this.amount() ? amountInWords(this.amount()!, this.i18n.lang(), { even: true }) : '',
  );
  protected readonly change = computed(() => (this.given() ?? 0) - (this.amount() ?? 0));
  protected readonly ready = computed(
    () =>
      this.allowed() &&
      (this.amount() ?? 0) > 0 &&
      !this.busy() &&
      (this.plan().rest === 0 || this.payer() !== undefined) &&
      this.party().trim() !== '' &&
      this.onDate() <= this.today &&
      (this.given() === null || this.change() >= 0),
  );
  private readonly field = viewChild.required<MoneyField>('field');
  private readonly button = viewChild.required<ElementRef<HTMLButtonElement>>('button');
  private readonly slip = viewChild<ElementRef<HTMLInputElement>>('slip');

  focusAmount(): void {
    this.field().focus();
  }
  use(method: Method): void {
    this.method.set(method);
    localStorage.setItem('toanha.method', method);
    if (method === 'bank') this.given.set(null);
  }
  /** After the amount: the transfer's reference, or straight on to the button. */
  protected afterAmount(): void {
    const slip = this.slip()?.nativeElement;
    if (this.method() === 'bank' && slip) slip.focus();
    else this.toButton();
  }
  protected toButton(): void {
    this.button().nativeElement.focus();
  }
  protected go(): void {
    if (!this.ready()) return;
    this.collect.emit({
      ...{ method: this.method(), party: this.party().trim(), customerId: this.payer(), onDate: this.onDate() },
      ...{ reason: this.reason().trim(), reference: this.reference().trim() },
    });
  }
  protected text(event: Event): string {
    return (event.target as HTMLInputElement).value.normalize('NFC');
  }
}
