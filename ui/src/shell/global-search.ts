// Finds anything from anywhere: Ctrl K, a few letters, arrows, Enter.
import { Component, computed, type ElementRef, inject, signal, viewChild } from '@angular/core';
import type { SearchHit } from '../../../core/platform/questions.contract.ts';
import { Api, ApiError } from '../api/api.ts';
import { I18n } from '../i18n/i18n.ts';
import { Icon } from '../parts/icon.ts';
import { Doors } from './doors.ts';

interface Found {
  rows: SearchHit[];
  silent: string[];
}
const WAIT_MS = 160;

@Component({
  selector: 'th-global-search',
  imports: [Icon],
  templateUrl: './global-search.html',
  styleUrl: './global-search.scss',
  host: { '(document:keydown)': 'shortcut($event)', role: 'search' },
})
export class GlobalSearch {
  private readonly api = inject(Api);
  private readonly i18n = inject(I18n);
  protected readonly t = this.i18n.t;
  private readonly doors = inject(Doors);
  private readonly box = viewChild.required<ElementRef<HTMLInputElement>>('box');
  protected readonly text = signal('');
  protected readonly found = signal<Found | null>(null);
  protected readonly problem = signal<string | null>(null);
  protected readonly open = signal(false);
  protected readonly at = signal(0);
  private asked = 0;
  private timer = 0;
  /** Hits under the heading of their kind, each with its place in the whole list. */
  protected readonly groups = computed(() => {
    const rows = (this.found()?.rows ?? []).map((hit, n) => ({ hit, n }));
    return [...Map.groupBy(rows, ({ hit }) => hit.kind)].map(([kind, hits]) => ({ name: this.i18n.sentence(kind), hits }));
  });

  protected shortcut(event: KeyboardEvent): void {
    if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    this.box().nativeElement.focus();
    this.box().nativeElement.select();
  }
  protected type(text: string): void {
    this.text.set(text);
    this.open.set(true);
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.look(text.normalize('NFC').trim()), WAIT_MS);
  }
  private async look(text: string): Promise<void> {
    const asked = ++this.asked;
    const found = text.length < 2 ? null : await this.ask(text);
    if (asked !== this.asked) return; // an answer to older text
    this.found.set(found);
    this.at.set(0);
  }
  private async ask(text: string): Promise<Found | null> {
    try {
      this.problem.set(null);
      return await this.api.get<Found>('/search', { text });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error; // a refusal is told in the list
      this.problem.set(error.message);
      return null;
    }
  }
  protected key(event: KeyboardEvent): void {
    const rows = this.found()?.rows ?? [];
    if (event.key === 'Escape') this.close();
    else if (event.key === 'ArrowDown') this.at.update((at) => Math.min(at + 1, rows.length - 1));
    else if (event.key === 'ArrowUp') this.at.update((at) => Math.max(at - 1, 0));
    else if (event.key === 'Enter' && rows[this.at()]) void this.go(rows[this.at()]!);
    else return;
    event.preventDefault();
  }
  protected async go(hit: SearchHit): Promise<void> {
    this.close();
    await this.doors.open(hit);
  }
  protected close(): void {
    this.asked++;
    clearTimeout(this.timer);
    this.text.set('');
    this.found.set(null);
    this.open.set(false);
    this.box().nativeElement.blur();
  }
  /** The list goes, what was typed stays. */
  protected leave(): void {
    this.open.set(false);
  }
}
