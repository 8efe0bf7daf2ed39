// One user: name, role (with what it may do in words), buildings, language, password, and whether the account is open.
import { Component, computed, inject } from '@angular/core';
import { MAT_DIALOG_DATA, MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import { Api } from '../../api/api.ts';
import type { Building } from '../../api/rows.ts';
import { I18n } from '../../i18n/i18n.ts';
import { EditForm } from '../../parts/edit-form.ts';
import { FormRow } from '../../parts/form-row.ts';
import { Icon } from '../../parts/icon.ts';
import { Session } from '../../state/session.ts';
import { newPassword } from './new-password.ts';

export interface UserRow {
  id: number;
  login: string;
  name: string;
  role: string;
  lang: 'vi' | 'en';
  active: boolean;
  buildingIds: number[];
}
export interface RoleRow {
  role: string;
  permissions: string[];
}
interface Data {
  user: UserRow | null;
  roles: RoleRow[];
  buildings: Building[];
}
const EMPTY = { login: '', name: '', role: 'reader', lang: 'vi' as const, active: true, buildingIds: [] };

@Component({
  selector: 'th-user-dialog',
  imports: [FormRow, Icon, MatDialogModule],
  templateUrl: './user-dialog.html',
  styleUrl: './user-dialog.scss',
})
export class UserDialog {
  private readonly api = inject(Api);
  private readonly i18n = inject(I18n);
  protected readonly t = this.i18n.t;
  protected readonly data = inject<Data>(MAT_DIALOG_DATA);
  private readonly ref = inject<MatDialogRef<UserDialog, UserRow>>(MatDialogRef);
  protected readonly form = new EditForm<UserRow & { password: string }>();
  protected readonly self = this.data.user !== null && this.data.user.login === inject(Session).user()?.login;
  protected readonly may = computed(
    () => this.data.roles.find(({ role }) => role === this.form.values().role)?.permissions ?? [],
  );

  constructor() {
    const { user, buildings } = this.data;
    const first = { ...EMPTY, id: 0, buildingIds: buildings.map(({ id }) => id) };
    this.form.load({ ...(user ?? first), password: '' });
  }
  protected wordsOf(permission: string): string {
    const key = `access:may.${permission}`;
    return this.i18n.has(key) ? this.t(key) : permission; // a plugin's own permission
  }
  protected allow(id: number, on: boolean): void {
    const now = this.form.values().buildingIds.filter((each) => each !== id);
    this.form.put(
      'buildingIds',
      (on ? [...now, id] : now).sort((a, b) => a - b),
    );
  }
  protected invent(): void {
    this.form.put('password', newPassword());
  }
  protected async save(): Promise<void> {
    const { user } = this.data;
    let stored: UserRow | null = null;
    const done = await this.form.send(async ({ password, ...changes }) => {
      const word = password ? { password } : {};
      const { id, active, password: _, ...whole } = this.form.values();
      stored = user
        ? await this.api.send<UserRow>('PATCH', `/users/${user.id}`, { ...changes, ...word })
        : await this.api.send<UserRow>('POST', '/users', { ...whole, password: password ?? '' });
      return { ...stored, password: '' };
    });
    if (done && stored) this.ref.close(stored);
  }
}
