// Where the month stands: the steps of the road with their counts, each a door to its screen.
import { Component, computed, inject, resource } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Api } from '../../api/api.ts';
import type { List, RunView } from '../../api/rows.ts';
import { formatNumber, formatPeriod } from '../../format/numbers.ts';
import { I18n } from '../../i18n/i18n.ts';
import { Icon } from '../../parts/icon.ts';
import { Catalog } from '../../state/catalog.ts';
import { Place } from '../../state/place.ts';
import { Session } from '../../state/session.ts';
import { DebtNotes } from './debt-notes.ts';
import { MoneyStrip } from './money-strip.ts';

interface Step {
  path: string;
  icon: string;
  title: string;
  state: 'done' | 'doing' | 'todo';
  figure: string;
  of: string;
  words: string;
}

@Component({
  selector: 'th-overview',
  imports: [DebtNotes, Icon, MoneyStrip, RouterLink],
  templateUrl: './overview.html',
  styleUrl: './overview.scss',
})
export class Overview {
  private readonly api = inject(Api);
  private readonly i18n = inject(I18n);
  protected readonly place = inject(Place);
  private readonly session = inject(Session);
  protected readonly t = this.i18n.t;
  protected readonly number = (value: number | string) => formatNumber(value, this.i18n.lang());
  protected readonly monthName = computed(() => formatPeriod(this.place.period() ?? '2000-01', this.i18n.lang()));
  protected readonly catalog = inject(Catalog);
  protected readonly runs = resource({
    params: () => this.place.here() ?? undefined,
    loader: async ({ params }) => (await this.api.get<List<RunView>>('/runs', params)).rows,
  });
  protected readonly run = computed(() =>
    this.runs.hasValue()
      ? this.runs
          .value()
          .filter((run) => run.status !== 'discarded' && run.moveId === null) // a leaver's bill is not the month's
          .toSorted((a, b) => b.seq - a.seq)[0]
      : undefined,
  );
  /** Nothing to read and nothing billed yet: the way leads through the set-up. */
  protected readonly unready = computed(() => {
    const periods = this.place.periods();
    return (
      this.session.may('buildings.write') &&
      periods.every(({ billed, services }) => billed === 0 && services.every(({ meters }) => meters === 0))
    );
  });
  protected readonly services = computed(() =>
    (this.place.month()?.services ?? []).map((one) => ({
      ...one,
      percent: one.meters ? Math.floor((one.read * 100) / one.meters) : 0,
    })),
  );
  protected readonly steps = computed<Step[]>(() => {
    const month = this.place.month();
    if (!month) return [];
    const meters = month.services.reduce((sum, one) => sum + one.meters, 0);
    const read = month.services.reduce((sum, one) => sum + one.read, 0);
    const held = month.services.reduce((sum, one) => sum + one.held, 0);
    const run = this.run();
    const posted = run?.status === 'posted' || month.status === 'closed';
    const step = (
      path: string,
      icon: string,
      title: string,
      done: boolean,
      begun: boolean,
      figure: string,
      of: string,
      words: string,
    ): Step => ({ path, icon, title, state: done ? 'done' : begun ? 'doing' : 'todo', figure, of, words });
    return [
      step(
        '/readings',
        'speed',
        'overview.read',
        read === meters && meters > 0,
        read > 0,
        this.number(read),
        `/ ${this.number(meters)}`,
        this.t('overview.readWords', { count: meters - read, n: meters - read }),
      ),
      step(
        '/readings',
        'report',
        'overview.check',
        held === 0 && read > 0,
        held > 0,
        this.number(held),
        '',
        this.t('overview.checkWords', { count: held, n: held }),
      ),
      step(
        '/run',
        'calculate',
        'overview.preview',
        posted,
        run !== undefined,
        run || posted ? this.number(month.parked) : '–',
        '',
        run || posted
          ? this.t('overview.previewWords', { count: month.parked, n: month.parked })
          : this.t('overview.previewNone'),
      ),
      step(
        '/run',
        'task_alt',
        'overview.approve',
        posted,
        run?.status === 'previewed',
        posted ? '✓' : '–',
        '',
        this.t(posted ? 'overview.approved' : 'overview.approveNone'),
      ),
      step(
        '/bills',
        'receipt_long',
        'overview.bills',
        month.billed > 0,
        false,
        this.number(month.billed),
        '',
        this.t('overview.billsWords', { count: month.billed, n: month.billed }),
      ),
    ];
  });

  constructor() {
    void this.place.refresh();
  }
}
