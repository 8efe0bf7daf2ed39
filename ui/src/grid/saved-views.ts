// Grid views people keep under a name: in this browser, by user and view. A view of an older version is left aside.
import { Injectable, inject } from '@angular/core';
import type { ViewDef } from '#kit';
import { Session } from '../state/session.ts';
import type { GridState } from './grid.ts';

export interface SavedView {
  name: string;
  version: number;
  grid: GridState;
  /** What the page filters by beside the grid. */
  page: Record<string, string>;
}

@Injectable({ providedIn: 'root' })
export class SavedViews {
  private readonly session = inject(Session);
  list(view: ViewDef): SavedView[] {
    const kept = localStorage.getItem(this.key(view));
    return kept ? (JSON.parse(kept) as SavedView[]).filter((one) => one.version === view.version) : [];
  }
  /** A view of the same name is replaced. */
  save(view: ViewDef, one: SavedView): SavedView[] {
    return this.write(view, [...this.list(view).filter(({ name }) => name !== one.name), one]);
  }
  remove(view: ViewDef, name: string): SavedView[] {
    return this.write(
      view,
      this.list(view).filter((one) => one.name !== name),
    );
  }
  private write(view: ViewDef, views: SavedView[]): SavedView[] {
    localStorage.setItem(this.key(view), JSON.stringify(views));
    return views;
  }
  private key(view: ViewDef): string {
    return `toanha.views.${this.session.user()?.id}.${view.id}`;
  }
}
