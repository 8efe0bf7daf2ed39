// The units of the building on show with who pays for each, read once.
import { Injectable, inject, resource } from '@angular/core';
import { Api } from '../api/api.ts';
import type { UnitWithPayer } from '../api/card-rows.ts';
import type { List } from '../api/rows.ts';
import { Place } from './place.ts';

@Injectable({ providedIn: 'root' })
export class Units {
  private readonly api = inject(Api);
  private readonly place = inject(Place);
  private readonly all = resource({
    params: () => this.place.building()?.id,
    loader: async ({ params }) => (await this.api.get<List<UnitWithPayer>>(`/buildings/${params}/units`)).rows,
  });
  readonly rows = (): UnitWithPayer[] => (this.all.hasValue() ? this.all.value() : []);
  /** By any part of the code; dashes may be left out. */
  find(text: string, most: number): UnitWithPayer[] {
    const asked = bare(text);
    return asked
      ? this.rows()
          .filter(({ code }) => bare(code).includes(asked))
          .slice(0, most)
      : [];
  }
}
const bare = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
