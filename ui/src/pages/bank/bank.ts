// A bank statement at work: read a file, post all sure matches in one go, decide the rest row by row in the panel beside it.
import { Component, computed, inject, linkedSignal, resource, signal, untracked } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { firstValueFrom } from 'rxjs';
import { Api } from '../../api/api.ts';
import type { BankAccount, Settled, StatementList, StatementRow, StatementState } from '../../api/bank-rows.ts';
import type { List } from '../../api/rows.ts';
import { compileView } from '../../grid/compile-view.ts';
import { type Active, Grid, type Picked } from '../../grid/grid.ts';
import { type Row, SheetStore } from '../../grid/sheet-store.ts';
import { StatusBar } from '../../grid/status-bar.ts';
import { I18n } from '../../i18n/i18n.ts';
import { Icon } from '../../parts/icon.ts';
import { Toast } from '../../parts/toast.ts';
import { Session } from '../../state/session.ts';
import { AccountDialog } from './account-dialog.ts';
import { RowPanel } from './row-panel.ts';
import { StatementDialog } from './statement-dialog.ts';
import { statementView } from './statement-view.ts';

const STATES: readonly StatementState[] = ['open', 'parked', 'settled', 'booked', 'out', 'leftOut'];
const pageSize = 5000;

@Component({
  selector: 'th-bank',
  imports: [Grid, Icon, RowPanel, StatusBar],
  templateUrl: './bank.html',
  styleUrl: './bank.scss',
})
export class Bank {
  private readonly api = inject(Api);
  private readonly i18n = inject(I18n);
  protected readonly t = this.i18n.t;
  private readonly dialog = inject(MatDialog);
  private readonly toast = inject(Toast);
  private readonly session = inject(Session);
  protected readonly may = computed(() => this.session.may('bank.match'));
  protected readonly accounts = resource({
    loader: async () => (await this.api.get<List<BankAccount>>('/bank-accounts')).rows,
  });
  protected readonly known = computed(() => (this.accounts.hasValue() ? this.accounts.value() : []));
  private readonly wanted = signal<number | null>(null);
  protected readonly account = computed(() => this.known().find(({ id }) => id === this.wanted()) ?? this.known()[0] ?? null);
  protected readonly list = resource({
    // text, so that the same account read again is no new question
    params: () => (this.account() ? `${this.account()!.id} ${this.i18n.lang()}` : undefined),
    loader: ({ params }) => this.api.get<StatementList>('/bank-statements', { accountId: params.split(' ')[0], pageSize }),
  });
  protected readonly all = computed(() => (this.list.hasValue() ? this.list.value() : null));
  protected readonly store = computed(() => {
    const all = this.all();
    return all ? untracked(() => new SheetStore(compileView(statementView), all.rows.map(flat))) : null;
  });
  protected readonly states = computed(() =>
    STATES.map((id) => ({ id, count: this.all()?.counts[id] ?? 0 })).filter(({ count }) => count > 0),
  );
  protected readonly only = linkedSignal<unknown, StatementState | null>({ source: this.account, computation: () => null });
  protected readonly keys = computed(() => {
    const only = this.only();
    return only ? new Set((this.all()?.rows ?? []).filter(({ state }) => state === only).map(({ id }) => String(id))) : null;
  });
  protected readonly quick = signal('');
  protected readonly active = signal<Active | null>(null);
  protected readonly picked = signal<Picked | null>(null);
  private readonly chosen = signal<number | null>(null);
  protected readonly row = computed(() => this.all()?.rows.find(({ id }) => id === this.chosen()) ?? null);
  protected readonly busy = signal(false);

  protected use(account: BankAccount): void {
    this.wanted.set(account.id);
    this.chosen.set(null);
  }
  protected at(active: Active | null): void {
    this.active.set(active);
    if (active) this.chosen.set(Number(active.row.id));
  }
  protected close(): void {
    this.chosen.set(null);
  }
  protected settled(): void {
    this.list.reload();
    this.accounts.reload();
  }
  protected async addAccount(): Promise<void> {
    const id = await firstValueFrom(this.dialog.open<AccountDialog, unknown, number>(AccountDialog).afterClosed());
    if (!id) return;
    this.accounts.reload();
    this.wanted.set(id);
  }
  protected async read(): Promise<void> {
    const data = this.account()!;
    if (await firstValueFrom(this.dialog.open(StatementDialog, { data, maxWidth: '94vw' }).afterClosed())) this.settled();
  }
  protected async confirm(): Promise<void> {
    this.busy.set(true);
    try {
      const body = { accountId: this.account()!.id };
      const { settled, rows } = await this.api.send<{ settled: number; rows: Settled[] }>(
        'POST',
        '/bank-statements/confirm',
        body,
      );
      const left = rows.length - settled;
      this.toast.say(
        `${this.t('bank:page.posted', { count: settled, n: settled })}${left ? ` ${this.t('bank:page.left', { n: left })}` : ''}`,
      );
      this.settled();
    } catch (error) {
      this.toast.problem(error);
    } finally {
      this.busy.set(false);
    }
  }
}

const flat = (row: StatementRow): Row => ({
  ...row,
  ...{ credit: row.amount > 0 ? row.amount : null, debit: row.amount < 0 ? -row.amount : null },
  ...{ whyText: row.why.join(' '), confidence: row.suggestion?.confidence ?? null },
  paysText: row.number ?? row.suggestion?.number ?? row.suggestion?.parts.map(({ unit }) => unit).join(', ') ?? null,
});
