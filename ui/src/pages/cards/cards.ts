// Cards of the building by type: each card service's own grid, its colours told in words, and actions on many at once.
import { Component, computed, effect, inject, input, linkedSignal, resource, signal, viewChild } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { MatMenuModule } from '@angular/material/menu';
import { Router, RouterLink } from '@angular/router';
import { firstValueFrom } from 'rxjs';
import { Api } from '../../api/api.ts';
import type { CardRow, ListedCard } from '../../api/card-rows.ts';
import { type Active, Grid, type Picked } from '../../grid/grid.ts';
import { type SavedView, SavedViews } from '../../grid/saved-views.ts';
import type { Row } from '../../grid/sheet-store.ts';
import { StatusBar } from '../../grid/status-bar.ts';
import { I18n } from '../../i18n/i18n.ts';
import { download } from '../../parts/download.ts';
import { FormDialog } from '../../parts/form-dialog.ts';
import { Icon } from '../../parts/icon.ts';
import { Toast } from '../../parts/toast.ts';
import { Catalog } from '../../state/catalog.ts';
import { Dialogs } from '../../state/dialogs.ts';
import { Place } from '../../state/place.ts';
import { Session } from '../../state/session.ts';
import { BulkDialog } from './bulk-dialog.ts';
import { cardFilters } from './card-filters.ts';
import { loadCards } from './load-cards.ts';
import { NameDialog } from './name-dialog.ts';
import { RegisterDialog } from './register-dialog.ts';
import { settingForm } from './setting-dialog.ts';

@Component({
  selector: 'th-cards',
  imports: [Grid, Icon, MatMenuModule, RouterLink, StatusBar],
  templateUrl: './cards.html',
  styleUrl: './cards.scss',
})
export class Cards {
  readonly s = input<string>();
  private readonly api = inject(Api);
  protected readonly i18n = inject(I18n);
  protected readonly t = this.i18n.t;
  private readonly place = inject(Place);
  private readonly catalog = inject(Catalog);
  private readonly router = inject(Router);
  private readonly dialog = inject(MatDialog);
  private readonly dialogs = inject(Dialogs);
  private readonly toast = inject(Toast);
  private readonly views = inject(SavedViews);
  private readonly session = inject(Session);
  protected readonly grid = viewChild(Grid);
  protected readonly canWrite = computed(() => this.session.may('cards.write'));
  protected readonly canSet = computed(() => this.session.may('settings.write'));
  protected readonly plugins = computed(() => this.catalog.rows().filter(({ kind }) => kind === 'card'));
  protected readonly service = computed(() => (this.plugins().find(({ id }) => id === this.s()) ?? this.plugins()[0])?.id);
  protected readonly cards = resource({
    params: () => {
      const buildingId = this.place.building()?.id;
      const service = this.service();
      return buildingId && service ? { buildingId, service } : undefined;
    },
    loader: ({ params }) => loadCards(this.api, this.i18n, params),
  });
  /** Stays while it is read again, so that the grid keeps its place. */
  protected readonly store = computed(() => (this.cards.hasValue() ? this.cards.value() : null));
  protected readonly filters = computed(() => {
    const store = this.store();
    return store ? cardFilters(store) : [];
  });
  protected readonly quick = linkedSignal({ source: this.service, computation: () => '' });
  protected readonly only = linkedSignal<unknown, string | null>({ source: this.service, computation: () => null });
  protected readonly keys = computed(() => this.filters().find(({ id }) => id === this.only())?.keys ?? null);
  protected readonly chosen = linkedSignal<unknown, (Row & ListedCard)[]>({ source: this.store, computation: () => [] });
  protected readonly active = signal<Active | null>(null);
  protected readonly picked = signal<Picked | null>(null);
  protected readonly shown = signal<{ field: string; title: string; shown: boolean }[]>([]);
  protected readonly saved = linkedSignal<SavedView[]>(() => {
    const store = this.store();
    return store ? this.views.list(store.view.def) : [];
  });
  protected readonly view = linkedSignal<unknown, string | null>({ source: this.service, computation: () => null });
  /** Actions some of the chosen cards allow; a number or a new holder is given card by card. */
  protected readonly actions = computed(() => {
    const found = new Map<string, { id: string; label: CardRow['actions'][number]['label']; cards: number }>();
    for (const { actions } of this.chosen())
      for (const { id, label } of actions) found.set(id, { id, label, cards: (found.get(id)?.cards ?? 0) + 1 });
    return [...found.values()];
  });

  constructor() {
    effect(() => void this.catalog.rows().map(({ id, kind }) => (kind === 'card' ? this.i18n.load(id) : null)));
  }
  protected iconOf(tone: string): string {
    return tone === 'error' ? 'error' : tone === 'warn' ? 'warning' : tone === 'ok' ? 'check_circle' : 'info';
  }
  protected go(service: string): void {
    void this.router.navigate([], { queryParams: { s: service }, queryParamsHandling: 'merge' });
  }
  protected open(row: Row): void {
    void this.router.navigate(['/cards', row.id], { queryParamsHandling: 'preserve' });
  }
  protected list(): void {
    this.shown.set(this.grid()?.columns() ?? []);
  }
  protected toggleColumn({ field, shown }: { field: string; shown: boolean }): void {
    this.grid()?.show(field, !shown);
    this.list();
  }
  protected useView(one: SavedView | null): void {
    this.view.set(one?.name ?? null);
    this.quick.set(one?.page.quick ?? '');
    this.only.set(one?.page.only || null);
    this.grid()?.restore(one?.grid ?? null);
  }
  protected async saveView(): Promise<void> {
    const grid = this.grid()?.keep();
    const name = await firstValueFrom(
      this.dialog.open<NameDialog, string, string>(NameDialog, { data: this.view() ?? '' }).afterClosed(),
    );
    const store = this.store();
    if (!name || !grid || !store) return;
    const page = { quick: this.quick(), only: this.only() ?? '' };
    this.saved.set(this.views.save(store.view.def, { name, version: store.view.def.version, grid, page }));
    this.view.set(name);
  }
  protected dropView(name: string): void {
    this.saved.set(this.views.remove(this.store()!.view.def, name));
    this.useView(null);
  }
  protected async register(): Promise<void> {
    const data = { buildingId: this.place.building()!.id, service: this.service()! };
    const card = await firstValueFrom(
      this.dialog.open<RegisterDialog, object, CardRow>(RegisterDialog, { data, maxWidth: '94vw' }).afterClosed(),
    );
    if (card) await this.router.navigate(['/cards', card.id], { queryParamsHandling: 'preserve' });
  }
  protected async bulk(action: string): Promise<void> {
    const data = { buildingId: this.place.building()!.id, service: this.service()!, action, cards: this.chosen() };
    if (!(await firstValueFrom(this.dialog.open(BulkDialog, { data, maxWidth: '94vw' }).afterClosed()))) return;
    this.grid()?.unchoose(); // they are no longer what they were chosen for
    this.cards.reload();
  }
  protected async importSheet(): Promise<void> {
    const written = await this.dialogs.importList({
      path: `/buildings/${this.place.building()!.id}/cards`,
      title: this.t('cards:import.title'),
      hint: this.t('cards:import.hint'),
      query: { service: this.service()! },
      counts: [
        { field: 'registered', word: 'cards:import.registered' },
        { field: 'issued', word: 'cards:import.issued' },
        { field: 'takenOver', word: 'cards:import.takenOver' },
        { field: 'amended', word: 'cards:import.amended' },
      ],
      done: 'cards:import.done',
      go: 'cards:import.go',
      blank: false,
    });
    if (written) this.cards.reload();
  }
  protected async settings(): Promise<void> {
    const service = this.service()!;
    const about = { buildingId: this.place.building()!.id, service, name: this.catalog.nameOf(service) };
    try {
      const data = await settingForm(this.api, this.t, about);
      if (await firstValueFrom(this.dialog.open(FormDialog, { data, maxWidth: '94vw' }).afterClosed()))
        this.toast.say(this.t('cards:setting.saved'));
    } catch (error) {
      this.toast.problem(error);
    }
  }
  protected async exportSheet(): Promise<void> {
    const query = { service: this.service(), lang: this.i18n.lang() };
    try {
      download(await this.api.file(`/buildings/${this.place.building()!.id}/cards.xlsx`, query), `${query.service}.xlsx`);
    } catch (error) {
      this.toast.problem(error);
    }
  }
}
