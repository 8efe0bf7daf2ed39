// Who is signed in. The cookie is the server's; here is only what the screens show and may offer.
import { Injectable, inject, signal } from '@angular/core';
import { Api, ApiError } from '../api/api.ts';
import type { User } from '../api/rows.ts';
import { I18n } from '../i18n/i18n.ts';

@Injectable({ providedIn: 'root' })
export class Session {
  private readonly api = inject(Api);
  private readonly i18n = inject(I18n);
  readonly user = signal<User | null>(null);

  async resume(): Promise<void> {
    try {
      const { user } = await this.api.get<{ user: User | null }>('/session');
      this.user.set(user ?? null);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error; // 401 or no server: the login page says what is wrong on the next try
      this.user.set(null);
    }
  }
  async signIn(login: string, password: string): Promise<void> {
    const { user } = await this.api.send<{ user: User }>('POST', '/session', { user: login, password });
    if (!localStorage.getItem('toanha.lang') && user.lang !== this.i18n.lang()) await this.i18n.use(user.lang);
    this.user.set(user);
  }
  /** The language of the account: what the house writes to this person, and the next device he signs in on. */
  async keepLang(lang: User['lang']): Promise<void> {
    await this.api.send('PATCH', '/session', { lang });
    this.user.update((user) => user && { ...user, lang });
  }
  async signOut(): Promise<void> {
    await this.api.send('DELETE', '/session');
    this.user.set(null);
  }
  may(permission: string | undefined): boolean {
    const granted = this.user()?.permissions ?? [];
    return !permission || granted.includes('*') || granted.includes(permission);
  }
}
