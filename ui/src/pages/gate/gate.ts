// Card and gate compared: the gate's list is pasted or read from a file, what disagrees is told in words.
import { Component, computed, inject, linkedSignal, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Api, ApiError } from '../../api/api.ts';
import type { GateDifference } from '../../api/card-rows.ts';
import type { List } from '../../api/rows.ts';
import { I18n } from '../../i18n/i18n.ts';
import { Icon } from '../../parts/icon.ts';
import { Catalog } from '../../state/catalog.ts';
import { Place } from '../../state/place.ts';
import { Session } from '../../state/session.ts';
import { readGateList } from './read-gate-list.ts';

@Component({
  selector: 'th-gate',
  imports: [Icon, RouterLink],
  templateUrl: './gate.html',
  styleUrl: './gate.scss',
})
export class Gate {
  private readonly api = inject(Api);
  protected readonly i18n = inject(I18n);
  protected readonly t = this.i18n.t;
  private readonly place = inject(Place);
  private readonly catalog = inject(Catalog);
  private readonly session = inject(Session);
  protected readonly may = computed(() => this.session.may('cards.gate'));
  protected readonly plugins = computed(() => this.catalog.rows().filter(({ kind }) => kind === 'card'));
  protected readonly service = linkedSignal(() => this.plugins()[0]?.id ?? '');
  protected readonly text = signal('');
  protected readonly read = computed(() => readGateList(this.text()));
  protected readonly rows = linkedSignal<unknown, GateDifference[] | null>({
    source: () => [this.text(), this.service()],
    computation: () => null,
  });
  protected readonly problem = signal<string | null>(null);
  protected readonly busy = signal(false);
  /** The worst first: a gate that lets in whom it should not. */
  protected readonly told = computed(() =>
    this.rows()
      ?.map((row) => ({ ...row, kind: kindOf(row) }))
      .toSorted((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind)),
  );

  protected async load(input: HTMLInputElement): Promise<void> {
    const file = input.files?.[0];
    if (file) this.text.set(await file.text());
    input.value = '';
  }
  protected async compare(): Promise<void> {
    this.busy.set(true);
    this.problem.set(null);
    try {
      const body = { service: this.service(), gate: this.read().rows };
      const path = `/buildings/${this.place.building()!.id}/card-gate-report`;
      this.rows.set((await this.api.send<List<GateDifference>>('POST', path, body)).rows);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error; // a refusal is told on the page
      this.problem.set(error.message);
    } finally {
      this.busy.set(false);
    }
  }
}

const kinds = ['openGate', 'unknownOpen', 'shutGate', 'missing', 'unknown'];
function kindOf({ card, gate }: GateDifference): string {
  if (card === false && gate) return 'openGate';
  if (card === null) return gate ? 'unknownOpen' : 'unknown';
  return gate === null ? 'missing' : 'shutGate';
}
