// Who may sign in, as what and where.
import { Component, computed, inject, resource } from '@angular/core';
import { MatDialog, MatDialogModule } from '@angular/material/dialog';
import { Api } from '../../api/api.ts';
import type { List } from '../../api/rows.ts';
import { I18n } from '../../i18n/i18n.ts';
import { Icon } from '../../parts/icon.ts';
import { Toast } from '../../parts/toast.ts';
import { Place } from '../../state/place.ts';
import { type RoleRow, UserDialog, type UserRow } from './user-dialog.ts';

@Component({
  selector: 'th-users',
  imports: [Icon, MatDialogModule],
  template: `<div class="scroll"><div class="sheet">
    @if (all.error(); as error) { <p class="note error" role="alert"><th-icon name="error" />{{ error.message }}</p> }
    <section class="card">
      <div class="head"><h2>{{ t('settings:user.count', { count: users().length, n: users().length }) }}</h2><span class="grow"></span>
        <button type="button" class="btn primary" [disabled]="!all.hasValue()" (click)="edit(null)"><th-icon name="add" />{{ t('settings:user.new') }}</button></div>
      <table class="table"><thead><tr><th scope="col">{{ t('settings:user.name') }}</th><th scope="col">{{ t('settings:user.login') }}</th><th scope="col">{{ t('settings:user.role') }}</th><th scope="col">{{ t('settings:part.buildings') }}</th><th scope="col">{{ t('settings:user.state') }}</th></tr></thead>
        <tbody>@for (user of users(); track user.id) {
          <tr [class.past]="!user.active"><td><button type="button" class="link" (click)="edit(user)">{{ user.name }}</button></td><td>{{ user.login }}</td><td>{{ t('role.' + user.role) }}</td>
            <td>{{ placesOf(user) }}</td><td><span class="chip dot" [class.ok]="user.active">{{ t(user.active ? 'settings:user.active' : 'settings:user.closed') }}</span></td></tr>
        }</tbody></table>
    </section>
    <section class="card"><h2>{{ t('settings:roles') }}</h2>
      <dl>@for (role of roles(); track role.role) { <div><dt>{{ t('role.' + role.role) }}</dt><dd>{{ t('access:role.' + role.role + '.hint') }}</dd></div> }</dl></section>
  </div></div>`,
  styles: `:host { display: block; min-height: 0; height: 100%; } .scroll { height: 100%; } section { display: grid; gap: 10px; } .head { display: flex; align-items: center; gap: 8px; } .grow { flex: 1; }
    .past td { color: var(--ink-3); } .link { border: 0; background: none; padding: 0; color: var(--accent-ink); font: 600 13px/18px Inter, sans-serif; cursor: pointer; text-align: left; } .link:hover { text-decoration: underline; }
    dl { margin: 0; display: grid; gap: 6px; } dl div { display: grid; grid-template-columns: 130px 1fr; gap: 12px; } dt { font-weight: 600; } dd { margin: 0; color: var(--ink-2); }`,
})
export class Users {
  private readonly api = inject(Api);
  protected readonly t = inject(I18n).t;
  private readonly dialog = inject(MatDialog);
  private readonly toast = inject(Toast);
  private readonly place = inject(Place);
  protected readonly all = resource({
    loader: async () => {
      const [users, roles] = await Promise.all([this.api.get<List<UserRow>>('/users'), this.api.get<List<RoleRow>>('/roles')]);
      return { users: users.rows, roles: roles.rows };
    },
  });
  protected readonly users = computed(() => (this.all.hasValue() ? this.all.value().users : []));
  protected readonly roles = computed(() => (this.all.hasValue() ? this.all.value().roles : []));

  protected placesOf({ role, buildingIds }: UserRow): string {
    if (role === 'admin') return this.t('settings:user.everywhere');
    const names = this.place.buildings().filter(({ id }) => buildingIds.includes(id));
    return names.map(({ name }) => name).join(', ') || '–';
  }
  protected edit(user: UserRow | null): void {
    const data = { user, roles: this.roles(), buildings: this.place.buildings() };
    const ref = this.dialog.open<UserDialog, unknown, UserRow>(UserDialog, { data, maxWidth: '94vw' });
    ref.afterClosed().subscribe((stored) => {
      if (!stored) return;
      this.toast.say(this.t(user ? 'settings:saved' : 'settings:user.added', { name: stored.name }));
      this.all.reload();
    });
  }
}
