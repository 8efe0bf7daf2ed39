// What a building sets for a service's readings: when a row is coloured or held, how often it may be estimated, when a verification is told.
import { Component, computed, inject, linkedSignal, resource, signal } from '@angular/core';
import { MAT_DIALOG_DATA, MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import { Api, ApiError } from '../../api/api.ts';
import type { MeteringSettings, Thresholds } from '../../api/meter-rows.ts';
import type { List } from '../../api/rows.ts';
import { I18n } from '../../i18n/i18n.ts';
import { Icon } from '../../parts/icon.ts';
import { Catalog } from '../../state/catalog.ts';

type Kind = keyof Thresholds;
interface Line {
  kind: Kind;
  on: boolean;
  value: number;
  hold: boolean;
}
const DEFAULTS: Record<Kind, number> = { high: 50, raised: 30, low: 50, zero: 1, estimates: 2 };
const TONES: Record<Kind, string> = { high: 'error', raised: 'warn', low: 'info', zero: '', estimates: 'warn' };

@Component({
  selector: 'th-limits-dialog',
  imports: [Icon, MatDialogModule],
  templateUrl: './limits-dialog.html',
  styles: `.dialog { width: 620px; max-width: 92vw; } .title { padding: 0; margin: 0; font: 600 15px/20px Inter, sans-serif; } .title::before { display: none; }
    .pair { display: grid; grid-template-columns: 1fr 1fr; gap: 14px; } .pair label { display: grid; gap: 4px; font-weight: 550; color: var(--ink-2); } .field.num { width: 86px; } td { vertical-align: middle; }`,
})
export class LimitsDialog {
  private readonly api = inject(Api);
  protected readonly i18n = inject(I18n);
  protected readonly t = this.i18n.t;
  protected readonly catalog = inject(Catalog);
  protected readonly data = inject<{ buildingId: number; service: string }>(MAT_DIALOG_DATA);
  private readonly ref = inject(MatDialogRef);
  private readonly path = `/buildings/${this.data.buildingId}/metering-settings`;
  private readonly loaded = resource({ loader: () => this.api.get<List<MeteringSettings>>(this.path) });
  protected readonly settings = computed(() =>
    this.loaded.hasValue() ? this.loaded.value().rows.find(({ service }) => service === this.data.service) : undefined,
  );
  protected readonly own = linkedSignal(() => this.settings()?.own ?? false);
  protected readonly estimatesMax = linkedSignal(() => this.settings()?.estimatesMax ?? 3);
  protected readonly warnDays = linkedSignal(() => this.settings()?.warnDays ?? 60);
  protected readonly lines = linkedSignal<Line[]>(() => {
    const thresholds = this.settings()?.thresholds;
    if (!thresholds) return [];
    return (Object.keys(DEFAULTS) as Kind[]).map((kind) => {
      const given = thresholds[kind];
      const value = given === null ? DEFAULTS[kind] : 'percent' in given ? given.percent : given.months;
      return { kind, on: given !== null, value, hold: given?.hold ?? false };
    });
  });
  protected readonly problem = signal<string | null>(null);
  protected readonly busy = signal(false);
  protected readonly tone = (kind: Kind): string => TONES[kind];

  protected change(kind: Kind, part: Partial<Line>): void {
    this.lines.update((lines) => lines.map((line) => (line.kind === kind ? { ...line, ...part } : line)));
  }
  protected async save(): Promise<void> {
    const settings = this.settings();
    if (!settings || this.busy()) return;
    const thresholds = Object.fromEntries(
      this.lines().map(({ kind, on, value, hold }) => {
        const amount = kind === 'zero' || kind === 'estimates' ? { months: value } : { percent: value };
        return [kind, on ? { ...amount, hold } : null];
      }),
    );
    this.busy.set(true);
    this.problem.set(null);
    try {
      await this.api.send('PUT', `${this.path}/${this.data.service}`, {
        ...{ revision: settings.revision, estimatesMax: this.estimatesMax(), warnDays: this.warnDays() },
        thresholds: this.own() ? thresholds : null,
      });
      this.ref.close(true);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error; // a refusal is told in the form
      this.problem.set(
        [error.message, ...error.findings.map((finding) => this.i18n.sentence(finding.code, finding.params))].join(' '),
      );
    } finally {
      this.busy.set(false);
    }
  }
}
