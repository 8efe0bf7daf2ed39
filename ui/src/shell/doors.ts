// Opens what the server named: another building or month is chosen first where the door lies there.
import { Injectable, inject } from '@angular/core';
import { Router } from '@angular/router';
import type { Door } from '../../../core/platform/questions.contract.ts';
import { Place } from '../state/place.ts';
import { isKnownPath } from './known-path.ts';

@Injectable({ providedIn: 'root' })
export class Doors {
  private readonly router = inject(Router);
  private readonly place = inject(Place);

  exists({ path }: Door): boolean {
    return isKnownPath(this.router.config, path);
  }
  async open({ path, query = {}, buildingId }: Door & { buildingId: number | null }): Promise<void> {
    const building = buildingId ?? this.place.building()?.id;
    const period = query.p ?? this.place.period() ?? undefined;
    if (building !== undefined && (building !== this.place.building()?.id || period !== this.place.period()))
      await this.place.choose(building, period);
    const here = { b: this.place.building()?.id, p: this.place.period() };
    await this.router.navigateByUrl(this.router.createUrlTree([path], { queryParams: { ...here, ...query } }));
  }
}
