// Finds customers and units by what a clerk types, as suggestions.
import { Injectable, inject } from '@angular/core';
import { Api } from '../api/api.ts';
import type { CustomerRow } from '../api/card-rows.ts';
import type { List } from '../api/rows.ts';
import type { Found } from '../parts/lookup.ts';
import { Units } from './units.ts';

@Injectable({ providedIn: 'root' })
export class People {
  private readonly api = inject(Api);
  private readonly units = inject(Units);
  readonly customers = async (search: string): Promise<Found[]> => {
    const { rows } = await this.api.get<List<CustomerRow>>('/customers', { search, pageSize: 8 });
    return rows.map(({ id, name, code, phone }) => ({ id, name, note: [code, phone].filter(Boolean).join(' · ') }));
  };
  readonly unitsBy = (text: string): Found[] =>
    this.units.find(text, 8).map(({ id, code, payer }) => ({ id, name: code, note: payer?.name ?? '' }));
}
