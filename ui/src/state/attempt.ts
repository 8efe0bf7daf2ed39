// The key of one attempt to move money: the same words sent again after no answer keep their key, anything else gets a new one.
import { Injectable, inject } from '@angular/core';
import { Api } from '../api/api.ts';

@Injectable({ providedIn: 'root' })
export class Attempt {
  private readonly api = inject(Api);
  private readonly waiting = new Map<string, string>();

  /** Sends the command; a double click or a retry after a lost answer gets the first result. */
  async send<T>(path: string, body: object): Promise<T> {
    const words = JSON.stringify([path, body]);
    const key = this.waiting.get(words) ?? newKey();
    this.waiting.set(words, key);
    const answer = await this.api.command<T>(path, body, key);
    this.waiting.delete(words);
    return answer;
  }
  /** What the command would make; nothing is made. */
  preview<T>(path: string, body: object): Promise<T> {
    return this.api.send<T>('POST', path, { ...body, dryRun: true });
  }
}

// crypto.randomUUID is missing where the page comes over plain http
function newKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
