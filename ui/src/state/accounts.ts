// The chart of accounts with its names, read once.
import { Injectable, inject, resource } from '@angular/core';
import { Api } from '../api/api.ts';
import type { List } from '../api/rows.ts';
import { I18n } from '../i18n/i18n.ts';

interface Account {
  code: string;
  nameVi: string;
  nameEn: string;
}

@Injectable({ providedIn: 'root' })
export class Accounts {
  private readonly api = inject(Api);
  private readonly i18n = inject(I18n);
  private readonly all = resource({ loader: async () => (await this.api.get<List<Account>>('/accounts')).rows });
  readonly rows = (): Account[] => (this.all.hasValue() ? this.all.value() : []);
  nameOf(code: string): string {
    const account = this.rows().find((one) => one.code === code);
    return account ? (this.i18n.lang() === 'vi' ? account.nameVi : account.nameEn) : '';
  }
}
