// The building's people: owners and tenants in one grid, registered people in the other; lists in and out of Excel.
import { Component, computed, inject, input, linkedSignal, resource, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { Api } from '../../api/api.ts';
import type { MemberRow, OccupancyRow } from '../../api/people-rows.ts';
import type { List } from '../../api/rows.ts';
import { compileView } from '../../grid/compile-view.ts';
import { type Active, Grid, type Picked } from '../../grid/grid.ts';
import { type Row, SheetStore } from '../../grid/sheet-store.ts';
import { StatusBar } from '../../grid/status-bar.ts';
import { I18n } from '../../i18n/i18n.ts';
import { download } from '../../parts/download.ts';
import { Icon } from '../../parts/icon.ts';
import { Toast } from '../../parts/toast.ts';
import { Dialogs } from '../../state/dialogs.ts';
import { PeopleForms } from '../../state/people-forms.ts';
import { Place } from '../../state/place.ts';
import { Session } from '../../state/session.ts';
import { membersView, ownersView } from './people-views.ts';

type Tab = 'occupancies' | 'members';

@Component({ selector: 'th-people', imports: [Grid, Icon, RouterLink, StatusBar], templateUrl: './people.html' })
export class PeoplePage {
  /** `?tab=members` */
  readonly tab = input<string>();
  private readonly api = inject(Api);
  private readonly i18n = inject(I18n);
  protected readonly t = this.i18n.t;
  private readonly place = inject(Place);
  private readonly dialogs = inject(Dialogs);
  protected readonly forms = inject(PeopleForms);
  private readonly toast = inject(Toast);
  private readonly router = inject(Router);
  private readonly session = inject(Session);
  protected readonly canWrite = computed(() => this.session.may('customers.write'));
  protected readonly tabs: Tab[] = ['occupancies', 'members'];
  protected readonly list = computed<Tab>(() => (this.tab() === 'members' ? 'members' : 'occupancies'));
  protected readonly past = signal(false);
  protected readonly quick = signal('');
  protected readonly active = signal<Active | null>(null);
  protected readonly picked = signal<Picked | null>(null);
  private readonly path = computed(() => `/buildings/${this.place.building()!.id}/${this.list()}`);
  protected readonly all = resource({
    params: () => (this.place.building() ? { path: this.path(), list: this.list() } : undefined),
    loader: async ({ params }) => {
      const { rows } = await this.api.get<List<OccupancyRow | MemberRow>>(params.path);
      const view = compileView(params.list === 'members' ? membersView : ownersView, { now: 'boolean' });
      return new SheetStore(view, rows as unknown as Row[]);
    },
  });
  protected readonly store = linkedSignal(() => (this.all.hasValue() ? this.all.value() : null));
  /** Those of today, unless the past is asked for. */
  protected readonly keys = computed(() => {
    const store = this.store();
    if (!store || this.past()) return null;
    return new Set(store.rows.filter(({ now }) => now === true).map((row) => store.keyOf(row)));
  });

  protected go(tab: Tab): void {
    void this.router.navigate([], { queryParams: { tab }, queryParamsHandling: 'merge' });
  }
  protected async open({ row, field }: { row: Row; field: string }): Promise<void> {
    if (field === 'unit') await this.router.navigate(['/units', row.unitId], { queryParamsHandling: 'preserve' });
    else if (this.list() === 'occupancies')
      await this.router.navigate(['/customers', row.customerId], { queryParamsHandling: 'preserve' });
    else if (this.canWrite() && (await this.forms.member(row as unknown as MemberRow))) this.all.reload();
  }
  protected async add(): Promise<void> {
    const stored = this.list() === 'members' ? await this.forms.member(null) : await this.forms.occupancy(null);
    if (stored) this.all.reload();
  }
  protected async importList(): Promise<void> {
    const word = (id: string) => this.t(`people:${this.list()}.${id}`);
    if (await this.dialogs.importList({ path: this.path(), title: word('import'), hint: word('importHint') })) this.all.reload();
  }
  protected async exportList(): Promise<void> {
    try {
      download(await this.api.file(`${this.path()}.xlsx`, { lang: this.i18n.lang() }), `${this.list()}.xlsx`);
    } catch (error) {
      this.toast.problem(error);
    }
  }
}
