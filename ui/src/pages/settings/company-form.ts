// The company's profile: what stands on every paper, and where money is paid to.
import { Component, inject } from '@angular/core';
import { banks as allBanks } from '#kit';
import type { CompanyProfile } from '../../../../core/building/company.contract.ts';
import { Api } from '../../api/api.ts';
import { I18n } from '../../i18n/i18n.ts';
import { EditForm } from '../../parts/edit-form.ts';
import { FormRow } from '../../parts/form-row.ts';
import { Icon } from '../../parts/icon.ts';
import { Toast } from '../../parts/toast.ts';
import { Session } from '../../state/session.ts';

@Component({
  selector: 'th-company-form',
  imports: [FormRow, Icon],
  templateUrl: './company-form.html',
  styleUrl: './settings-form.scss',
})
export class CompanyForm {
  private readonly api = inject(Api);
  protected readonly t = inject(I18n).t;
  private readonly toast = inject(Toast);
  protected readonly may = inject(Session).may('settings.write');
  protected readonly form = new EditForm<CompanyProfile>();
  protected readonly banks = allBanks;
  protected readonly regimes = ['tt99', 'tt133'];

  constructor() {
    this.api.get<CompanyProfile>('/company').then(
      (profile) => this.form.load(profile),
      (error: unknown) => this.toast.problem(error),
    );
  }
  protected async save(): Promise<void> {
    const stored = await this.form.send((changes) => this.api.send('PATCH', '/company', changes));
    if (stored) this.toast.say(this.t('settings:saved'));
  }
  mayLeave(): boolean {
    return !this.form.changed() || confirm(this.t('settings:leave'));
  }
}
