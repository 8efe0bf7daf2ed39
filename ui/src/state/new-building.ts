// Makes a building and goes there.
import { Injectable, inject } from '@angular/core';
import { Api } from '../api/api.ts';
import type { Building } from '../api/rows.ts';
import { I18n } from '../i18n/i18n.ts';
import { filled } from '../parts/form-field.ts';
import { Dialogs } from './dialogs.ts';
import { Place } from './place.ts';

@Injectable({ providedIn: 'root' })
export class NewBuilding {
  private readonly api = inject(Api);
  private readonly i18n = inject(I18n);
  private readonly dialogs = inject(Dialogs);
  private readonly place = inject(Place);

  async ask(): Promise<void> {
    await this.i18n.load('people');
    const t = (key: string) => this.i18n.t(`people:building.${key}`);
    let made: Building | null = null;
    const stored = await this.dialogs.form({
      title: t('add'),
      fields: [
        { name: 'code', label: t('code'), kind: 'text', needed: true },
        { name: 'name', label: t('name'), kind: 'text', needed: true },
        { name: 'address', label: t('address'), kind: 'text', wide: true },
      ],
      go: this.i18n.t('people:add'),
      send: async (values) => {
        made = await this.api.send<Building>('POST', '/buildings', filled(values));
      },
    });
    if (!stored || !made) return;
    await this.place.start();
    await this.place.choose((made as Building).id);
  }
}
