// The last look before a draft comes into force: from then on it stays as it is.
import { Component, inject } from '@angular/core';
import { MAT_DIALOG_DATA, MatDialogModule } from '@angular/material/dialog';
import type { TariffRow } from '../../api/rows.ts';
import { formatDate } from '../../format/numbers.ts';
import { I18n } from '../../i18n/i18n.ts';
import { Icon } from '../../parts/icon.ts';

@Component({
  selector: 'th-publish-dialog',
  imports: [Icon, MatDialogModule],
  template: `<div class="dialog">
    <h2 mat-dialog-title class="title">{{ t('desk:publish.title', { name: data.name }) }}</h2>
    <p>{{ data.validTo ? t('desk:publish.fromTo', { from: date(data.validFrom), to: date(data.validTo) }) : t('desk:publish.from', { from: date(data.validFrom) }) }}</p>
    <p class="note warn"><th-icon name="warning" />{{ t('desk:publish.warning') }}</p>
    <div class="dialog-actions">
      <button type="button" class="btn" mat-dialog-close cdkFocusInitial>{{ t('action.cancel') }}</button>
      <button type="button" class="btn primary" [mat-dialog-close]="true"><th-icon name="task_alt" />{{ t('desk:publish') }}</button>
    </div></div>`,
  styles: `.dialog { width: 440px; max-width: 90vw; } .title { padding: 0; margin: 0; font: 600 15px/20px Inter, sans-serif; } .title::before { display: none; }`,
})
export class PublishDialog {
  protected readonly t = inject(I18n).t;
  protected readonly date = formatDate;
  protected readonly data = inject<TariffRow>(MAT_DIALOG_DATA);
}
