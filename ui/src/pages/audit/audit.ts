// Who did what, and when: the trail page by page, with what changed told in words.
import { Component, computed, inject, resource, signal, untracked } from '@angular/core';
import { Api } from '../../api/api.ts';
import type { List } from '../../api/rows.ts';
import { formatMoment } from '../../format/numbers.ts';
import { compileView } from '../../grid/compile-view.ts';
import { type Active, Grid, type PageSource } from '../../grid/grid.ts';
import { SheetStore } from '../../grid/sheet-store.ts';
import { StatusBar } from '../../grid/status-bar.ts';
import { I18n } from '../../i18n/i18n.ts';
import { DayField } from '../../parts/day-field.ts';
import { download } from '../../parts/download.ts';
import { Icon } from '../../parts/icon.ts';
import { Toast } from '../../parts/toast.ts';
import { Place } from '../../state/place.ts';
import { auditView } from './audit-view.ts';

interface TrailRow {
  id: number;
  at: string;
  user: string | null;
  building: string | null;
  what: string;
  subject: string;
  text: string;
  parts: { field: string; before: string | null; after: string }[];
}
interface Choices {
  people: { id: number; name: string }[];
  kinds: string[];
}
const pageSize = 200; // the grid asks in blocks of this size
const NOTHING = { from: '', to: '', userId: '', buildingId: '', kind: '', routine: false };

@Component({
  selector: 'th-audit',
  imports: [DayField, Grid, Icon, StatusBar],
  templateUrl: './audit.html',
  styleUrl: './audit.scss',
})
export class Audit {
  private readonly api = inject(Api);
  protected readonly i18n = inject(I18n);
  protected readonly t = this.i18n.t;
  protected readonly place = inject(Place);
  private readonly toast = inject(Toast);
  protected readonly choices = resource({ loader: () => this.api.get<Choices>('/audit/choices') });
  protected readonly asked = signal(NOTHING);
  protected readonly total = signal<number | null>(null);
  protected readonly problem = signal<string | null>(null);
  protected readonly busy = signal(false);
  protected readonly shown = signal<TrailRow | null>(null);
  /** A sheet of its own for each question, so that the grid begins at its top. */
  protected readonly sheets = computed(() => {
    this.asked();
    return untracked(() => [new SheetStore(compileView(auditView), [])]);
  });
  protected readonly source = computed<PageSource>(() => {
    const asked = this.asked();
    const lang = this.i18n.lang();
    return {
      getRows: ({ startRow, successCallback, failCallback }) => {
        this.api.get<List<TrailRow>>('/audit', { ...asked, lang, page: startRow / pageSize + 1, pageSize }).then(
          ({ rows, total }) => {
            this.total.set(total);
            this.problem.set(null);
            successCallback(
              rows.map((row) => ({ ...row, when: formatMoment(row.at) })),
              total,
            );
          },
          (error: Error) => {
            this.problem.set(error.message);
            failCallback();
          },
        );
      },
    };
  });
  protected narrow(name: keyof typeof NOTHING, value: string | boolean): void {
    this.shown.set(null);
    this.asked.update((asked) => ({ ...asked, [name]: value }));
  }
  protected kindOf(kind: string): string {
    const key = `audit:kind.${kind}`;
    return this.i18n.has(key) ? this.t(key) : kind;
  }
  protected follow(active: Active | null): void {
    this.shown.set((active?.row as TrailRow | undefined) ?? null);
  }
  protected open(row: unknown): void {
    this.shown.set(row as TrailRow);
  }
  protected async save(): Promise<void> {
    this.busy.set(true);
    try {
      download(await this.api.file('/audit.xlsx', { ...this.asked(), lang: this.i18n.lang() }), 'nhat-ky.xlsx');
    } catch (error) {
      this.toast.problem(error);
    } finally {
      this.busy.set(false);
    }
  }
}
