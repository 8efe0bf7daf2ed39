// Which building and month the screens show. The address carries both, so a link opens the same place.
import { computed, Injectable, inject, signal } from '@angular/core';
import { Router } from '@angular/router';
import { Api } from '../api/api.ts';
import type { Building, List, PeriodRow } from '../api/rows.ts';

const storageKey = 'toanha.place';

@Injectable({ providedIn: 'root' })
export class Place {
  private readonly api = inject(Api);
  private readonly router = inject(Router);
  readonly buildings = signal<Building[]>([]);
  readonly periods = signal<PeriodRow[]>([]);
  private readonly chosen = signal<{ b: number; p: string } | null>(null);
  readonly loaded = signal(false);
  readonly building = computed(() => this.buildings().find((one) => one.id === this.chosen()?.b) ?? null);
  readonly month = computed(() => this.periods().find((one) => one.period === this.chosen()?.p) ?? null);
  readonly period = computed(() => this.chosen()?.p ?? null);
  /** Both, or null while there is nothing to show. */
  readonly here = computed(
    () => {
      const building = this.building();
      const period = this.period();
      return building && period ? { buildingId: building.id, period } : null;
    },
    { equal: (a, b) => a?.buildingId === b?.buildingId && a?.period === b?.period },
  );

  /** The buildings again, after one was added or changed. */
  async read(): Promise<void> {
    this.buildings.set((await this.api.get<List<Building>>('/buildings')).rows);
  }
  async start(): Promise<void> {
    await this.read();
    const asked = this.router.parseUrl(this.router.url).queryParams as { b?: string; p?: string };
    const [b, p] = (localStorage.getItem(storageKey) ?? '').split(' ');
    await this.choose(Number(asked.b ?? b), asked.p ?? p);
    this.loaded.set(true);
  }

  /** An unknown building becomes the first, an unknown period the newest open one. */
  async choose(buildingId: number, period?: string): Promise<void> {
    const building = this.buildings().find((one) => one.id === buildingId) ?? this.buildings()[0];
    if (!building) return;
    if (building.id !== this.chosen()?.b || this.periods().length === 0) {
      this.periods.set(
        (await this.api.get<List<PeriodRow>>(`/buildings/${building.id}/periods`)).rows.sort((a, b) =>
          a.period.localeCompare(b.period),
        ),
      );
    }
    const periods = this.periods();
    const found =
      periods.find((one) => one.period === period) ?? periods.findLast((one) => one.status === 'open') ?? periods.at(-1);
    if (!found) return;
    this.chosen.set({ b: building.id, p: found.period });
    localStorage.setItem(storageKey, `${building.id} ${found.period}`);
    // a click on the menu meanwhile still leads where it was going
    const going = this.router.currentNavigation()?.extractedUrl ?? this.router.parseUrl(this.router.url);
    going.queryParams = { ...going.queryParams, b: String(building.id), p: found.period };
    await this.router.navigateByUrl(going, { replaceUrl: true });
  }

  /** Counts moved: reads the months again. */
  async refresh(): Promise<void> {
    const building = this.building();
    if (!building) return;
    this.periods.set(
      (await this.api.get<List<PeriodRow>>(`/buildings/${building.id}/periods`)).rows.sort((a, b) =>
        a.period.localeCompare(b.period),
      ),
    );
  }

  step(by: 1 | -1): void {
    const periods = this.periods();
    const next = periods[periods.findIndex((one) => one.period === this.period()) + by];
    const building = this.building();
    if (next && building) void this.choose(building.id, next.period);
  }
  reachable(by: 1 | -1): boolean {
    const at = this.periods().findIndex((one) => one.period === this.period());
    return at >= 0 && this.periods()[at + by] !== undefined;
  }
}
