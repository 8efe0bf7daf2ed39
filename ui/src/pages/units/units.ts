// The building's units: a grid with who pays and how many live there; lists in and out of Excel.
import { Component, computed, inject, linkedSignal, resource, signal } from '@angular/core';
import { Router } from '@angular/router';
import { Api } from '../../api/api.ts';
import { type Active, Grid, type Picked } from '../../grid/grid.ts';
import type { Row } from '../../grid/sheet-store.ts';
import { StatusBar } from '../../grid/status-bar.ts';
import { I18n } from '../../i18n/i18n.ts';
import { download } from '../../parts/download.ts';
import { filled } from '../../parts/form-field.ts';
import { Icon } from '../../parts/icon.ts';
import { Toast } from '../../parts/toast.ts';
import { Dialogs } from '../../state/dialogs.ts';
import { NewBuilding } from '../../state/new-building.ts';
import { Place } from '../../state/place.ts';
import { Session } from '../../state/session.ts';
import { loadUnits } from './load-units.ts';
import { unitFields } from './unit-form.ts';

@Component({ selector: 'th-units', imports: [Grid, Icon, StatusBar], templateUrl: './units.html' })
export class Units {
  private readonly api = inject(Api);
  private readonly i18n = inject(I18n);
  protected readonly t = this.i18n.t;
  private readonly place = inject(Place);
  private readonly dialogs = inject(Dialogs);
  private readonly toast = inject(Toast);
  private readonly router = inject(Router);
  private readonly session = inject(Session);
  protected readonly newBuilding = inject(NewBuilding);
  protected readonly canWrite = computed(() => this.session.may('buildings.write'));
  protected readonly archived = signal(false);
  protected readonly quick = signal('');
  protected readonly active = signal<Active | null>(null);
  protected readonly picked = signal<Picked | null>(null);
  protected readonly all = resource({
    params: () => {
      const buildingId = this.place.building()?.id;
      return buildingId ? { buildingId, archived: this.archived(), lang: this.i18n.lang() } : undefined;
    },
    loader: ({ params }) => loadUnits(this.api, this.i18n, params),
  });
  protected readonly store = linkedSignal(() => (this.all.hasValue() ? this.all.value().store : null));
  private readonly path = computed(() => `/buildings/${this.place.building()!.id}`);

  protected open(row: Row): void {
    void this.router.navigate(['/units', row.id], { queryParamsHandling: 'preserve' });
  }
  protected async add(): Promise<void> {
    const units = this.all.hasValue() ? this.all.value().units : [];
    const known = {
      classes: [...new Set(units.map((unit) => unit.tariffClass))],
      blocks: [...new Set(units.flatMap(({ block }) => block ?? []))],
    };
    const stored = await this.dialogs.form({
      title: this.t('people:units.add'),
      fields: unitFields(this.t, null, known),
      go: this.t('people:add'),
      send: (values) => this.api.send('POST', `${this.path()}/units`, { units: [filled(values)] }),
    });
    if (stored) this.all.reload();
  }
  protected async importList(): Promise<void> {
    const data = { path: `${this.path()}/units`, title: this.t('people:units.import'), hint: this.t('people:units.importHint') };
    if (await this.dialogs.importList(data)) this.all.reload();
  }
  protected async exportList(): Promise<void> {
    try {
      download(await this.api.file(`${this.path()}/units.xlsx`, { lang: this.i18n.lang() }), 'units.xlsx');
    } catch (error) {
      this.toast.problem(error);
    }
  }
}
