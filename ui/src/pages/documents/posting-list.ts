// What a document posts: account, its name, debit and credit.
import { Component, computed, inject, input } from '@angular/core';
import type { MoneyDocumentDetail } from '../../api/money-rows.ts';
import { formatNumber } from '../../format/numbers.ts';
import { I18n } from '../../i18n/i18n.ts';
import { Accounts } from '../../state/accounts.ts';

@Component({
  selector: 'th-posting-list',
  template: `<table class="table">
    <thead><tr><th scope="col">{{ t('money:account') }}</th><th scope="col" class="num">{{ t('money:debit') }}</th><th scope="col" class="num">{{ t('money:credit') }}</th></tr></thead>
    <tbody>@for (one of rows(); track $index) {
      <tr><td><b>{{ one.account }}</b> {{ accounts.nameOf(one.account) }}</td><td class="num">{{ one.debit ? money(one.debit) : '' }}</td><td class="num">{{ one.credit ? money(one.credit) : '' }}</td></tr>
    }</tbody></table>`,
  styles: `td { padding-block: 4px; }`,
})
export class PostingList {
  readonly postings = input.required<MoneyDocumentDetail['postings']>();
  readonly reversed = input(false);
  private readonly i18n = inject(I18n);
  protected readonly t = this.i18n.t;
  protected readonly accounts = inject(Accounts);
  protected readonly money = (value: number) => formatNumber(value, this.i18n.lang());
  /** One row per account and side: a receipt of sixty lines is two rows of accounts. */
  protected readonly rows = computed(() => {
    const sums = new Map<string, { account: string; debit: number; credit: number }>();
    for (const { account, amount: posted } of this.postings()) {
      const amount = this.reversed() ? -posted : posted;
      const key = `${account} ${amount > 0}`;
      const row = sums.get(key) ?? { account, debit: 0, credit: 0 };
      if (amount > 0) row.debit += amount;
      else row.credit -= amount;
      sums.set(key, row);
    }
    return [...sums.values()].toSorted((a, b) => Number(b.debit > 0) - Number(a.debit > 0));
  });
}
