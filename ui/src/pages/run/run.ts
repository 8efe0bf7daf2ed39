// The month's run: preview with live progress, what changed, what could not be priced, then the posting.
import { Component, computed, DestroyRef, effect, inject, resource, signal, viewChild } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { Router, RouterLink } from '@angular/router';
import { firstValueFrom } from 'rxjs';
import { Api, ApiError } from '../../api/api.ts';
import type { List, ParkedRow, RunProgress, RunRow, RunView } from '../../api/rows.ts';
import { formatNumber, formatPeriod } from '../../format/numbers.ts';
import { compileView } from '../../grid/compile-view.ts';
import { Grid, type Picked } from '../../grid/grid.ts';
import { SheetStore } from '../../grid/sheet-store.ts';
import { StatusBar } from '../../grid/status-bar.ts';
import { I18n } from '../../i18n/i18n.ts';
import { Icon } from '../../parts/icon.ts';
import { Catalog } from '../../state/catalog.ts';
import { Place } from '../../state/place.ts';
import { Session } from '../../state/session.ts';
import { ApproveDialog } from './approve-dialog.ts';
import { runView } from './run-view.ts';

@Component({
  selector: 'th-run',
  imports: [Grid, Icon, RouterLink, StatusBar],
  templateUrl: './run.html',
  styleUrl: './run.scss',
})
export class RunPage {
  private readonly api = inject(Api);
  private readonly i18n = inject(I18n);
  protected readonly t = this.i18n.t;
  protected readonly place = inject(Place);
  private readonly session = inject(Session);
  private readonly router = inject(Router);
  private readonly dialog = inject(MatDialog);
  private readonly grid = viewChild(Grid);
  protected readonly tab = signal<'changes' | 'parked'>('changes');
  protected readonly quick = signal('');
  protected readonly picked = signal<Picked | null>(null);
  protected readonly problem = signal<string | null>(null);
  protected readonly busy = signal(false);
  protected readonly progress = signal<RunProgress | null>(null);
  private stream: EventSource | null = null;

  protected readonly catalog = inject(Catalog);
  protected readonly runs = resource({
    params: () => this.place.here() ?? undefined,
    loader: async ({ params }) => (await this.api.get<List<RunView>>('/runs', params)).rows,
  });
  protected readonly run = computed(() =>
    this.runs.hasValue()
      ? this.runs
          .value()
          .filter((run) => run.status !== 'discarded')
          .toSorted((a, b) => b.seq - a.seq)[0]
      : undefined,
  );
  protected readonly working = computed(() => ['previewing', 'posting'].includes(this.run()?.status ?? ''));
  /** Rows exist once the preview is done; a posted run keeps them. */
  private readonly ready = computed(
    () => {
      const run = this.run();
      return run && (run.status === 'previewed' || run.status === 'posted') ? { id: run.id, status: run.status } : undefined;
    },
    { equal: (a, b) => a?.id === b?.id && a?.status === b?.status },
  );
  protected readonly rows = resource({
    params: () => (this.catalog.rows().length ? this.ready() : undefined),
    loader: async ({ params }) => {
      const rows: RunRow[] = [];
      for (let page = 1; ; page++) {
        const part = await this.api.get<List<RunRow>>(`/runs/${params.id}/rows`, { page, pageSize });
        rows.push(...part.rows);
        if (part.rows.length === 0 || rows.length >= part.total) break;
      }
      const changed = rows.map((row) => ({
        ...row,
        key: `${row.unitId} ${row.service}`,
        percent: row.deltaTenths === null ? null : tenths(row.deltaTenths),
      }));
      return new SheetStore(compileView(runView(this.catalog.rows())), changed);
    },
  });
  protected readonly parked = resource({
    params: () => {
      this.i18n.lang(); // sentences come in the caller's language
      return this.ready();
    },
    loader: async ({ params }) => (await this.api.get<List<ParkedRow>>(`/runs/${params.id}/parked`)).rows,
  });
  protected readonly mayStart = computed(
    () => this.session.may('runs.preview') && this.place.month()?.status === 'open' && !this.working(),
  );
  protected readonly mayApprove = computed(() => this.session.may('runs.approve') && this.run()?.status === 'previewed');
  protected readonly percentDone = computed(() => {
    const now = this.progress() ?? this.run()?.progress;
    return now && now.of > 0 ? Math.floor((now.done * 100) / now.of) : 0;
  });
  protected readonly failure = computed(() => {
    const failure = this.run()?.failure;
    return failure ? this.i18n.sentence(failure.code, failure.params) : null;
  });
  protected readonly monthName = computed(() => formatPeriod(this.place.period()!, this.i18n.lang()));
  protected money(value: number): string {
    return formatNumber(value, this.i18n.lang());
  }
  protected signed(value: number): string {
    return formatNumber(value, this.i18n.lang(), 0, true);
  }
  protected nameOf(id: string | null): string {
    return id ? this.catalog.nameOf(id) : this.t('run.wholeUnit');
  }

  constructor() {
    inject(DestroyRef).onDestroy(() => this.stream?.close());
    effect(() => {
      const run = this.run();
      if (run && this.working()) this.watch(run.id);
    });
  }

  private watch(id: number): void {
    this.stream?.close();
    const stream = this.api.events(`/runs/${id}/events`);
    this.stream = stream;
    const over = (): void => {
      stream.close();
      this.progress.set(null);
      this.runs.reload();
      void this.place.refresh();
    };
    stream.addEventListener('progress', (event) =>
      this.progress.set(JSON.parse((event as MessageEvent<string>).data) as RunProgress),
    );
    stream.addEventListener('done', over);
    stream.addEventListener('error', () => {
      if (stream.readyState === EventSource.CLOSED) setTimeout(over, 1000);
    });
  }
  private async act(step: () => Promise<unknown>): Promise<void> {
    this.busy.set(true);
    this.problem.set(null);
    try {
      await step();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error; // a refusal (four eyes, closed month) is told above the figures
      this.problem.set(
        [error.message, ...error.findings.slice(0, 5).map((finding) => this.i18n.sentence(finding.code, finding.params))].join(
          ' ',
        ),
      );
    } finally {
      this.busy.set(false);
      this.runs.reload();
      await this.place.refresh();
    }
  }
  protected start(): Promise<void> {
    return this.act(() => this.api.send('POST', '/runs', this.place.here()));
  }
  protected discard(): Promise<void> {
    return this.act(() => this.api.send('POST', `/runs/${this.run()!.id}/discard`));
  }
  protected async approve(): Promise<void> {
    const run = this.run()!;
    const sure = await firstValueFrom(
      this.dialog
        .open(ApproveDialog, { data: { run, month: this.monthName(), building: this.place.building()!.name } })
        .afterClosed(),
    );
    if (sure) await this.act(() => this.api.send('POST', `/runs/${run.id}/approve`));
  }
  protected open(row: unknown): void {
    const { unit, service } = row as RunRow;
    void this.router.navigate(['/readings'], { queryParams: { s: service, unit }, queryParamsHandling: 'merge' });
  }
  protected csv(): void {
    this.grid()?.exportCsv(`${this.t('run.fileName')}-${this.place.period()}`);
  }
}

const pageSize = 500;
function tenths(value: number): string {
  const size = Math.abs(value);
  return `${value < 0 ? '-' : ''}${Math.floor(size / 10)}.${size % 10}`;
}
