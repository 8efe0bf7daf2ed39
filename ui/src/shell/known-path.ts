// Whether a screen for a path exists: services name doors, and a door without a screen is shown as plain text.
import type { Routes } from '@angular/router';

export function isKnownPath(routes: Routes, path: string): boolean {
  const wanted = path.split('/').filter(Boolean);
  return routes.some((route) => {
    const own = (route.path ?? '').split('/').filter(Boolean);
    if (route.path === '**' || own.some((part, n) => !part.startsWith(':') && part !== wanted[n])) return false;
    const rest = wanted.slice(own.length);
    if (wanted.length < own.length) return false;
    if (rest.length === 0) return own.length > 0;
    return route.children ? isKnownPath(route.children, rest.join('/')) : false;
  });
}
