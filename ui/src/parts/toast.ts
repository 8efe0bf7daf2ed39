// A short message at the bottom; problems stay until they are closed.
import { Injectable, inject } from '@angular/core';
import { MatSnackBar } from '@angular/material/snack-bar';
import { ApiError } from '../api/api.ts';
import { I18n } from '../i18n/i18n.ts';

@Injectable({ providedIn: 'root' })
export class Toast {
  private readonly bar = inject(MatSnackBar);
  private readonly i18n = inject(I18n);
  say(message: string): void {
    this.bar.open(message, undefined, { duration: 4000 });
  }
  /** Shows a refusal as its sentence; anything that is no answer of the server is a bug and is thrown on. */
  problem(error: unknown): void {
    if (!(error instanceof ApiError)) throw error;
    this.bar.open(error.message, this.i18n.t('action.close'));
  }
}
