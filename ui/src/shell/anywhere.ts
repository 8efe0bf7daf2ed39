// Whether the page on show says `data: {anywhere: true}`: it opens before there is a building.
import type { Signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { type ActivatedRouteSnapshot, NavigationEnd, type Router } from '@angular/router';
import { filter, map, startWith } from 'rxjs';

export function anywhere(router: Router): Signal<boolean> {
  const moves = router.events.pipe(
    filter((event) => event instanceof NavigationEnd),
    startWith(null),
    map(() => says(router.routerState.snapshot.root)),
  );
  return toSignal(moves, { requireSync: true });
}
const says = (route: ActivatedRouteSnapshot): boolean => route.data.anywhere === true || route.children.some(says);
