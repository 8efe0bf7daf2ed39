// The plugins the server has loaded. Their names become words `plugin:<id>`, so that views may use them as titles.
import { Injectable, inject, resource } from '@angular/core';
import { Api } from '../api/api.ts';
import type { List, PluginRow } from '../api/rows.ts';
import { I18n } from '../i18n/i18n.ts';

@Injectable({ providedIn: 'root' })
export class Catalog {
  private readonly api = inject(Api);
  private readonly i18n = inject(I18n);
  readonly plugins = resource({
    loader: async () => {
      const { rows } = await this.api.get<List<PluginRow>>('/plugins');
      this.i18n.add('plugin', Object.fromEntries(rows.map((row) => [row.id, row.name])));
      return rows;
    },
  });
  /** [] until they have come. */
  readonly rows = (): PluginRow[] => (this.plugins.hasValue() ? this.plugins.value() : []);
  readonly find = (id: string | null): PluginRow | undefined => this.rows().find((row) => row.id === id);
  readonly nameOf = (id: string): string => this.find(id)?.name[this.i18n.lang()] ?? id;
  readonly iconOf = (id: string): string => this.find(id)?.icon ?? 'category';
}
