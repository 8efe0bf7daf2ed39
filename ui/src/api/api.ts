// The only code that talks to the server: JSON in and out, the session cookie, and refusals as ApiError.
import { Injectable, inject, signal } from '@angular/core';
import type { Finding, Params } from '#kit';
import { I18n } from '../i18n/i18n.ts';

export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly params: Params,
    readonly findings: Finding[],
  ) {
    super(message);
  }
}
export type Query = Record<string, string | number | boolean | null | undefined>;

@Injectable({ providedIn: 'root' })
export class Api {
  private readonly i18n = inject(I18n);
  /** Rises each time the server says that nobody is signed in. */
  readonly signedOut = signal(0);

  get<T>(path: string, query: Query = {}): Promise<T> {
    return this.json('GET', path, query);
  }
  send<T>(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown, query: Query = {}): Promise<T> {
    return this.json(method, path, query, body === undefined ? undefined : JSON.stringify(body));
  }
  /** A command that moves money: the key makes sure that the same attempt, sent twice, is done once. */
  command<T>(path: string, body: unknown, key: string): Promise<T> {
    return this.json('POST', path, {}, JSON.stringify(body), { 'idempotency-key': key });
  }
  upload<T>(path: string, file: File, query: Query = {}): Promise<T> {
    const form = new FormData();
    form.append('file', file, file.name);
    return this.json('POST', path, query, form);
  }
  async file(path: string, query: Query = {}): Promise<Blob> {
    return (await this.fetch('GET', path, query)).blob();
  }
  events(path: string): EventSource {
    return new EventSource(this.url(path, {}), { withCredentials: true });
  }

  private url(path: string, query: Query): string {
    const search = new URLSearchParams();
    for (const [name, value] of Object.entries(query))
      if (value !== null && value !== undefined && value !== '') search.set(name, String(value));
    return `/api/v1${path}${search.size ? `?${search}` : ''}`;
  }
  private async json<T>(method: string, path: string, query: Query, body?: string | FormData, more = {}): Promise<T> {
    const answer = await this.fetch(method, path, query, body, more);
    return (answer.status === 204 ? undefined : await answer.json()) as T;
  }
  private async fetch(method: string, path: string, query: Query, body?: string | FormData, more = {}): Promise<Response> {
    const headers: Record<string, string> = { 'accept-language': this.i18n.lang(), ...more };
    if (typeof body === 'string') headers['content-type'] = 'application/json';
    const answer = await fetch(this.url(path, query), { method, headers, body, credentials: 'same-origin' }).catch(() => {
      throw new ApiError(0, 'ui.offline', this.i18n.t('error.offline'), {}, []); // fetch rejects only where no answer came
    });
    if (answer.ok) return answer;
    const text = await answer.text();
    const told = text.startsWith('{')
      ? (JSON.parse(text) as { code?: string; message?: string; params?: Params; findings?: Finding[] })
      : {};
    if (answer.status === 401 && path !== '/session') this.signedOut.update((n) => n + 1);
    throw new ApiError(
      answer.status,
      told.code ?? 'ui.failed',
      told.message ?? this.i18n.t('error.failed', { status: answer.status }),
      told.params ?? {},
      told.findings ?? [],
    );
  }
}
