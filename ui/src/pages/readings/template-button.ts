// The month's blank sheet as a download.
import { Component, inject } from '@angular/core';
import { Api } from '../../api/api.ts';
import { I18n } from '../../i18n/i18n.ts';
import { download } from '../../parts/download.ts';
import { Icon } from '../../parts/icon.ts';
import { Toast } from '../../parts/toast.ts';
import { Place } from '../../state/place.ts';

@Component({
  selector: 'th-template-button',
  imports: [Icon],
  template: `<button type="button" class="btn" (click)="template()"><th-icon name="download" />{{ t('readings.template') }}</button>`,
})
export class TemplateButton {
  private readonly api = inject(Api);
  protected readonly t = inject(I18n).t;
  private readonly place = inject(Place);
  private readonly toast = inject(Toast);

  protected async template(): Promise<void> {
    const here = this.place.here();
    if (!here) return;
    const path = `/buildings/${here.buildingId}/readings/template.xlsx`;
    try {
      download(await this.api.file(path, { period: here.period }), `${this.t('readings.fileName')}-${here.period}.xlsx`);
    } catch (error) {
      this.toast.problem(error);
    }
  }
}
