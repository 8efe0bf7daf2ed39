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
  /** The unit of exactly this code, dashes and case aside. */
  byCode(code: string): UnitWithPayer | undefined {
    const asked = bare(code);
    return this.rows().find((one) => bare(one.code) === asked);
  }
  /** By a part of the payer's name, with or without its marks. */
  findByPayer(text: string, most: number): UnitWithPayer[] {
    const asked = plain(text.trim());
    if (asked.length < 2) return [];
    return this.rows()
      .filter(({ payer }) => payer && plain(payer.name).includes(asked))
      .slice(0, most);
  }
}
const plain = (text: string): string => text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd');
const bare = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
