// Light or dark: one class on html; follows the system until the user chooses.
import { effect, Injectable, signal } from '@angular/core';

const storageKey = 'toanha.theme';

@Injectable({ providedIn: 'root' })
export class Theme {
  readonly dark = signal(initial());
  constructor() {
    effect(() => document.documentElement.classList.toggle('dark', this.dark()));
  }
  toggle(): void {
    this.dark.update((dark) => !dark);
    localStorage.setItem(storageKey, this.dark() ? 'dark' : 'light');
  }
}

function initial(): boolean {
  const saved = localStorage.getItem(storageKey);
  return saved ? saved === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
}
