// A field that finds something by typing: suggestions below, arrows and Enter choose. Unknown text chooses nothing.
import { Component, inject, input, linkedSignal, output, signal } from '@angular/core';
import { I18n } from '../i18n/i18n.ts';

export interface Found {
  id: number;
  name: string;
  note: string;
}

@Component({
  selector: 'th-lookup',
  template: `
    <input class="field" role="combobox" autocomplete="off" [attr.aria-label]="label()" [attr.aria-expanded]="found().length > 0" [attr.aria-controls]="listId" [value]="text()"
      [attr.aria-activedescendant]="found().length ? listId + '-' + at() : null" [placeholder]="hint()" (input)="type($any($event.target).value)" (keydown)="key($event)" (blur)="leave()" />
    <ul role="listbox" [id]="listId" [attr.aria-label]="label()" [hidden]="!found().length">
      @for (one of found(); track one.id; let n = $index) {
        <li role="option" [id]="listId + '-' + n" [attr.aria-selected]="n === at()" (mousedown)="$event.preventDefault(); choose(one)"><b>{{ one.name }}</b><span class="meta">{{ one.note }}</span></li>
      }
    </ul>
    @if (none()) { <span class="meta none" role="status">{{ t('cards:nothingFound') }}</span> }`,
  styles: `
    :host { display: block; position: relative; } .field { width: 100%; }
    ul { position: absolute; z-index: 5; left: 0; right: 0; top: 34px; margin: 0; padding: 4px; list-style: none; background: var(--panel); border: 1px solid var(--line); border-radius: 8px; box-shadow: var(--pop); max-height: 240px; overflow: auto; }
    li { display: flex; justify-content: space-between; gap: 12px; padding: 6px 8px; border-radius: 6px; cursor: pointer; } li[aria-selected='true'], li:hover { background: var(--accent-soft); }
    .none { position: absolute; top: 35px; }`,
})
export class Lookup {
  readonly label = input.required<string>();
  readonly hint = input('');
  readonly shown = input('');
  readonly search = input.required<(text: string) => Found[] | Promise<Found[]>>();
  readonly chosen = output<Found | null>();
  protected readonly t = inject(I18n).t;
  protected readonly listId = `lookup-${++made}`;
  protected readonly text = linkedSignal(() => this.shown());
  protected readonly found = signal<Found[]>([]);
  protected readonly none = signal(false);
  protected readonly at = signal(0);
  private asked = 0;
  private timer = 0;

  protected type(text: string): void {
    this.text.set(text);
    this.chosen.emit(null);
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.look(text.normalize('NFC').trim()), 180);
  }
  private async look(text: string): Promise<void> {
    const asked = ++this.asked;
    const found = text ? await this.search()(text) : [];
    if (asked !== this.asked) return; // an answer to older text
    this.found.set(found);
    this.at.set(0);
    this.none.set(text !== '' && found.length === 0);
  }
  protected key(event: KeyboardEvent): void {
    const found = this.found();
    if (!found.length) return;
    if (event.key === 'ArrowDown') this.at.update((at) => Math.min(at + 1, found.length - 1));
    else if (event.key === 'ArrowUp') this.at.update((at) => Math.max(at - 1, 0));
    else if (event.key === 'Enter') this.choose(found[this.at()]!);
    else if (event.key === 'Escape') this.found.set([]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
  protected choose(one: Found): void {
    this.asked++;
    this.text.set(one.name);
    this.found.set([]);
    this.none.set(false);
    this.chosen.emit(one);
  }
  protected leave(): void {
    this.asked++;
    this.found.set([]);
  }
}
let made = 0;
