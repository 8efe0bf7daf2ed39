// The company's buildings: choose one and change it, or add one.
import { Component, computed, effect, inject, resource, signal, untracked } from '@angular/core';
import { Api } from '../../api/api.ts';
import type { Building } from '../../api/rows.ts';
import { I18n } from '../../i18n/i18n.ts';
import { EditForm } from '../../parts/edit-form.ts';
import { FormRow } from '../../parts/form-row.ts';
import { Icon } from '../../parts/icon.ts';
import { Toast } from '../../parts/toast.ts';
import { Place } from '../../state/place.ts';
import { Session } from '../../state/session.ts';
import { SchemaField, type SettingSchema } from './schema-field.ts';

/** Code, name and address, and every setting beside them. */
type Facts = Record<string, unknown> & { code: string; name: string; address: string };
const FACTS = ['code', 'name', 'address'];

@Component({
  selector: 'th-buildings',
  imports: [FormRow, Icon, SchemaField],
  templateUrl: './buildings.html',
  styleUrl: './settings-form.scss',
})
export class Buildings {
  private readonly api = inject(Api);
  protected readonly t = inject(I18n).t;
  private readonly toast = inject(Toast);
  protected readonly place = inject(Place);
  protected readonly may = inject(Session).may('buildings.write');
  protected readonly form = new EditForm<Facts>();
  /** null: a new one. */
  protected readonly chosen = signal<number | null>(null);
  protected readonly building = computed(() => this.place.buildings().find(({ id }) => id === this.chosen()) ?? null);
  private readonly schema = resource({
    loader: () => this.api.get<{ properties: Record<string, SettingSchema> }>('/building-settings'),
  });
  protected readonly settings = computed(() => (this.schema.hasValue() ? Object.entries(this.schema.value().properties) : []));

  constructor() {
    // the shell may still be reading which building is on show
    const first = effect(() => {
      if (!this.place.loaded()) return;
      first.destroy();
      untracked(() => this.open(this.place.building()));
    });
  }
  protected choose(building: Building | null): void {
    if (!this.mayLeave()) return;
    this.open(building);
  }
  private open(building: Building | null): void {
    this.chosen.set(building?.id ?? null);
    const { code = '', name = '', address = '', settings = {} } = building ?? {};
    this.form.load({ ...settings, code, name, address });
  }
  protected valueOf(name: string, schema: SettingSchema): unknown {
    return this.form.values()[name] ?? schema.default;
  }
  protected async save(): Promise<void> {
    const id = this.chosen();
    const stored = await this.form.send(async (changes) => {
      const facts = Object.fromEntries(Object.entries(changes).filter(([name]) => FACTS.includes(name)));
      const settings = Object.fromEntries(Object.entries(changes).filter(([name]) => !FACTS.includes(name)));
      const body = { ...facts, settings };
      const made = await (id === null
        ? this.api.send<Building>('POST', '/buildings', body)
        : this.api.send<Building>('PATCH', `/buildings/${id}`, body));
      await this.place.read();
      if (id === null) await this.place.choose(made.id);
      this.chosen.set(made.id);
      return { ...made.settings, code: made.code, name: made.name, address: made.address };
    });
    if (stored) this.toast.say(this.t(id === null ? 'settings:building.added' : 'settings:saved'));
  }
  mayLeave(): boolean {
    return !this.form.changed() || confirm(this.t('settings:leave'));
  }
}
