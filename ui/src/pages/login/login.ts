// Signing in.
import { Component, inject, input, signal } from '@angular/core';
import { FormField, FormRoot, form, required } from '@angular/forms/signals';
import { Router } from '@angular/router';
import { ApiError } from '../../api/api.ts';
import { I18n } from '../../i18n/i18n.ts';
import { Icon } from '../../parts/icon.ts';
import { Session } from '../../state/session.ts';

@Component({
  selector: 'th-login',
  imports: [FormField, FormRoot, Icon],
  template: `
    <main>
      <form class="card" [formRoot]="entry">
        <div class="brand"><span class="logo"><th-icon name="apartment" /></span><div><h1>Tòa Nhà</h1><p class="meta">{{ t('nav.tagline') }}</p></div></div>
        <label>{{ t('login.user') }}<input class="field" [formField]="entry.user" autocomplete="username" autocapitalize="none" /></label>
        <label>{{ t('login.password') }}<input class="field" type="password" [formField]="entry.password" autocomplete="current-password" /></label>
        @if (problem(); as message) { <p class="note error" role="alert"><th-icon name="error" />{{ message }}</p> }
        <button type="submit" class="btn primary" [disabled]="busy()">{{ t(busy() ? 'login.busy' : 'login.go') }}</button>
        <div class="foot">
          <button type="button" class="btn small" [attr.aria-pressed]="i18n.lang() === 'vi'" (click)="i18n.use('vi')">Tiếng Việt</button>
          <button type="button" class="btn small" [attr.aria-pressed]="i18n.lang() === 'en'" (click)="i18n.use('en')">English</button>
        </div>
      </form>
    </main>`,
  styles: `
    main { min-height: 100dvh; display: grid; place-items: center; background: var(--nav); padding: 16px; }
    form { width: 360px; display: grid; gap: 14px; padding: 28px; }
    .brand { display: flex; gap: 12px; align-items: center; margin-bottom: 6px; }
    .logo { width: 40px; height: 40px; border-radius: 10px; background: var(--accent); color: var(--on-accent); display: grid; place-items: center; }
    label { display: grid; gap: 5px; font-weight: 550; color: var(--ink-2); }
    .field { height: 38px; }
    .primary { height: 38px; }
    .foot { display: flex; justify-content: center; gap: 4px; }
    .foot [aria-pressed='true'] { background: var(--accent-soft); }`,
})
export class Login {
  readonly to = input<string>();
  protected readonly i18n = inject(I18n);
  protected readonly t = this.i18n.t;
  private readonly session = inject(Session);
  private readonly router = inject(Router);
  protected readonly problem = signal<string | null>(null);
  protected readonly busy = signal(false);
  private readonly typed = signal({ user: '', password: '' });
  protected readonly entry = form(
    this.typed,
    (path) => {
      required(path.user);
      required(path.password);
    },
    { submission: { action: async () => this.signIn(), onInvalid: () => this.problem.set(this.t('login.empty')) } },
  );

  private async signIn(): Promise<undefined> {
    this.busy.set(true);
    this.problem.set(null);
    try {
      await this.session.signIn(this.typed().user, this.typed().password);
      await this.router.navigateByUrl(this.to()?.startsWith('/') ? this.to()! : '/');
    } catch (error) {
      if (!(error instanceof ApiError)) throw error; // a wrong password is told in the form
      this.problem.set(error.message);
    } finally {
      this.busy.set(false);
    }
  }
}
