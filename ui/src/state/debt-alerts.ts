// Debts staff should hear of, for the badge, the overview and the debts' own page; read again whenever one of them is opened.
import { Injectable, inject, resource } from '@angular/core';
import { Api } from '../api/api.ts';
import { Place } from './place.ts';

export type Alert = { payers: number; amount: number };
export interface Alerts {
  /** Overdue for `days` at most. */
  fresh: Alert;
  overdue: Alert;
  /** Overdue for more than 90 days. */
  old: Alert;
  unidentified: Alert;
  days: number;
}

@Injectable({ providedIn: 'root' })
export class DebtAlerts {
  private readonly api = inject(Api);
  private readonly place = inject(Place);
  private readonly read = resource({
    params: () => this.place.building()?.id,
    loader: ({ params }) => this.api.get<Alerts>(`/buildings/${params}/debt-alerts`),
  });
  readonly now = (): Alerts | null => (this.read.hasValue() ? this.read.value() : null);
  refresh(): void {
    this.read.reload();
  }
}
