// A new draft: from a preset of the plugin or from a tariff the building has, for a class of units and from a day.
import { Component, computed, inject, signal } from '@angular/core';
import { MAT_DIALOG_DATA, MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import type { Plugin } from '#kit';
import type { TariffRow } from '../../api/rows.ts';
import { I18n } from '../../i18n/i18n.ts';
import { DayField } from '../../parts/day-field.ts';

export interface CopyData {
  plugin: Plugin;
  tariffs: readonly TariffRow[];
  /** The tariff to copy, where one was at hand. */
  from: TariffRow | null;
  period: string;
}
export interface CopyChoice {
  preset?: string;
  tariffId?: number;
  unitClass: string;
  validFrom: string;
  validTo: null;
}

@Component({
  selector: 'th-copy-dialog',
  imports: [DayField, MatDialogModule],
  template: `<form class="dialog" (submit)="$event.preventDefault(); done()">
    <h2 mat-dialog-title class="title">{{ t('desk:copy.title') }}</h2>
    <label>{{ t('desk:copy.source') }}<select class="field" (change)="choose($any($event.target).value)">
      @if (data.tariffs.length) { <optgroup [label]="t('desk:copy.tariffs')">@for (one of data.tariffs; track one.id) { <option [value]="'t' + one.id" [selected]="source() === 't' + one.id">{{ one.name }} · {{ t('desk:version', { n: one.version }) }}</option> }</optgroup> }
      <optgroup [label]="t('desk:copy.presets')">@for (one of presets; track one.id) { <option [value]="'p' + one.id" [selected]="source() === 'p' + one.id">{{ one.name[i18n.lang()] }}</option> }</optgroup>
    </select></label>
    <label>{{ t('desk:copy.unitClass') }}<input class="field" list="unit-classes" maxlength="40" required [value]="unitClass()" (input)="unitClass.set($any($event.target).value)" /><datalist id="unit-classes">@for (one of classes; track one) { <option [value]="one">{{ nameOf(one) }}</option> }</datalist><small class="meta">{{ t('desk:copy.unitClassHint') }}</small></label>
    <label>{{ t('desk:validFrom') }}<th-day [required]="true" [value]="validFrom()" (changed)="validFrom.set($event)" /><small class="meta">{{ t('desk:copy.fromHint') }}</small></label>
    <div class="dialog-actions">
      <button type="button" class="btn" mat-dialog-close>{{ t('action.cancel') }}</button>
      <button type="submit" class="btn primary" [disabled]="!ready()">{{ t('desk:copy.go') }}</button>
    </div></form>`,
  styles: `.title { padding: 0; margin: 0; font: 600 15px/20px Inter, sans-serif; } .title::before { display: none; } form { width: 480px; max-width: 90vw; } label { display: grid; gap: 5px; font-weight: 550; color: var(--ink-2); } .field { width: 100%; }`,
})
export class CopyDialog {
  protected readonly i18n = inject(I18n);
  protected readonly t = this.i18n.t;
  protected readonly data = inject<CopyData>(MAT_DIALOG_DATA);
  private readonly ref = inject<MatDialogRef<CopyDialog, CopyChoice>>(MatDialogRef);
  protected readonly presets = this.data.plugin.tariffs
    .filter((one) => one.enabled)
    .toSorted((a, b) => b.validFrom.localeCompare(a.validFrom));
  protected readonly classes = [
    ...new Set(['*', ...this.data.plugin.tariffs.map((one) => one.unitClass), ...this.data.tariffs.map((one) => one.unitClass)]),
  ];
  protected readonly source = signal(this.data.from ? `t${this.data.from.id}` : `p${this.presets[0]?.id ?? ''}`);
  protected readonly unitClass = signal(this.data.from?.unitClass ?? this.presets[0]?.unitClass ?? '*');
  protected readonly validFrom = signal(`${this.data.period}-01`);
  protected readonly ready = computed(
    () => this.unitClass().trim() !== '' && this.validFrom() !== '' && this.source().length > 1,
  );

  protected nameOf(unitClass: string): string {
    const key = unitClass === '*' ? 'class.any' : `class.${unitClass}`;
    return this.i18n.has(key) ? this.t(key) : unitClass;
  }
  protected choose(source: string): void {
    this.source.set(source);
    const id = source.slice(1);
    const found = source.startsWith('t')
      ? this.data.tariffs.find((one) => one.id === Number(id))
      : this.presets.find((one) => one.id === id);
    if (found) this.unitClass.set(found.unitClass);
  }
  protected done(): void {
    const id = this.source().slice(1);
    const from = this.source().startsWith('t') ? { tariffId: Number(id) } : { preset: id };
    this.ref.close({ ...from, unitClass: this.unitClass().trim(), validFrom: this.validFrom(), validTo: null });
  }
}
