// The dated VAT table: the law's rates, and the company's own on days that are not posted yet.
import { Component, computed, inject, resource, signal } from '@angular/core';
import { MatDialogModule } from '@angular/material/dialog';
import { Api, ApiError } from '../../api/api.ts';
import type { List, VatRateRow } from '../../api/rows.ts';
import { formatDate, formatNumber } from '../../format/numbers.ts';
import { readNumber } from '../../grid/read-text.ts';
import { I18n } from '../../i18n/i18n.ts';
import { DayField } from '../../parts/day-field.ts';
import { Icon } from '../../parts/icon.ts';
import { Session } from '../../state/session.ts';

const SINCE = '2024-01-01'; // what is older matters to no month that is still worked on

@Component({
  selector: 'th-vat-dialog',
  imports: [DayField, Icon, MatDialogModule],
  template: `<form class="dialog" (submit)="$event.preventDefault(); add()">
    <h2 mat-dialog-title class="title">{{ t('desk:vat.title') }}</h2>
    <p class="meta">{{ t('desk:vat.hint') }}</p>
    <div class="scroll"><table class="table">
      <thead><tr><th scope="col">{{ t('desk:vat.class') }}</th><th scope="col">{{ t('desk:validFrom') }}</th><th scope="col">{{ t('desk:validTo') }}</th><th scope="col" class="num">{{ t('desk:vat.rate') }}</th><th scope="col">{{ t('desk:legalBasis') }}</th><td></td></tr></thead>
      <tbody>@for (row of shown(); track $index) {
        <tr><td>{{ t('vat.' + row.class) }}</td><td>{{ date(row.from) }}</td><td>{{ row.to ? date(row.to) : '…' }}</td><td class="num"><b>{{ percent(row.rate) }}</b></td><td>{{ row.basis }} @if (row.own) { <span class="chip info">{{ t('desk:vat.own') }}</span> }</td>
          <td>@if (row.own && may) { <button type="button" class="btn icon small" (click)="remove(row)" [attr.aria-label]="t('desk:remove', { name: row.basis })"><th-icon name="close" /></button> }</td></tr>
      }</tbody></table></div>
    @if (problem(); as message) { <p class="note error" role="alert"><th-icon name="error" />{{ message }}</p> }
    @if (may) {
      <fieldset><legend>{{ t('desk:vat.add') }}</legend>
        <label>{{ t('desk:vat.class') }}<select class="field" (change)="set('class', $any($event.target).value)">@for (one of classes; track one) { <option [value]="one" [selected]="one === typed().class">{{ t('vat.' + one) }}</option> }</select></label>
        <label>{{ t('desk:validFrom') }}<th-day [required]="true" [value]="typed().from" (changed)="set('from', $event)" /></label>
        <label>{{ t('desk:validTo') }}<th-day [value]="typed().to" (changed)="set('to', $event)" /></label>
        <label>{{ t('desk:vat.rate') }} (%)<input class="field num" inputmode="decimal" required [value]="typed().rate" (input)="set('rate', $any($event.target).value)" /></label>
        <label class="wide">{{ t('desk:legalBasis') }}<input class="field" required maxlength="300" [value]="typed().basis" (input)="set('basis', $any($event.target).value)" /></label>
      </fieldset>
    }
    <div class="dialog-actions">
      <button type="button" class="btn" mat-dialog-close cdkFocusInitial>{{ t('action.close') }}</button>
      @if (may) { <button type="submit" class="btn primary" [disabled]="!ready()">{{ t('desk:vat.go') }}</button> }
    </div></form>`,
  styles: `.title { padding: 0; margin: 0; font: 600 15px/20px Inter, sans-serif; } .title::before { display: none; } form { width: 760px; max-width: 92vw; } .scroll { max-height: 40vh; padding: 0; }
    fieldset { display: grid; grid-template-columns: repeat(4, minmax(0, 1fr)); gap: 10px 12px; border: 1px solid var(--line); border-radius: 10px; padding: 8px 12px 12px; margin: 0; } legend { font-weight: 600; padding: 0 6px; }
    label { display: grid; gap: 4px; font-weight: 550; font-size: 12px; color: var(--ink-2); } .wide { grid-column: 1 / -1; } .field { width: 100%; }`,
})
export class VatDialog {
  private readonly api = inject(Api);
  private readonly i18n = inject(I18n);
  protected readonly t = this.i18n.t;
  protected readonly date = formatDate;
  protected readonly may = inject(Session).may('tariffs.write');
  protected readonly classes = ['standard', 'water', 'full'] as const;
  private readonly rates = resource({ loader: async () => (await this.api.get<List<VatRateRow>>('/vat-rates')).rows });
  protected readonly shown = computed(() =>
    this.rates.hasValue() ? this.rates.value().filter(({ to }) => to === null || to >= SINCE) : [],
  );
  protected readonly typed = signal({ class: 'standard', from: '', to: '', rate: '', basis: '' });
  protected readonly problem = signal<string | null>(null);
  protected readonly ready = computed(() => {
    const { from, rate, basis } = this.typed();
    return from !== '' && basis.trim() !== '' && this.share(rate) !== null;
  });

  protected percent(rate: string): string {
    return `${formatNumber(`${rate}e2`, this.i18n.lang())} %`;
  }
  protected set(field: keyof ReturnType<typeof this.typed>, value: string): void {
    this.typed.update((typed) => ({ ...typed, [field]: value }));
  }
  /** `8` or `8,5` percent → `0.08`, `0.085`; null where it is no percentage below 100. */
  private share(percent: string): string | null {
    const read = readNumber(percent, { lang: this.i18n.lang(), scale: 2 });
    if ('problem' in read || typeof read.value !== 'string') return null;
    const [whole = '0', fraction = ''] = read.value.split('.');
    return /^\d{1,2}$/.test(whole) ? `0.${whole.padStart(2, '0')}${fraction}` : null;
  }
  protected async add(): Promise<void> {
    const { rate, to, ...rest } = this.typed();
    await this.attempt(() => this.api.send('POST', '/vat-rates', { ...rest, to: to || null, rate: this.share(rate) }));
  }
  protected remove({ id }: VatRateRow): void {
    void this.attempt(() => this.api.send('DELETE', `/vat-rates/${id}`));
  }
  private async attempt(run: () => Promise<unknown>): Promise<void> {
    this.problem.set(null);
    try {
      await run();
      this.rates.reload();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.problem.set(error.message);
    }
  }
}
