// A thing being edited in a form: what is stored, what is typed, what the server says about it. Only what differs is sent.
import { computed, signal } from '@angular/core';
import type { Finding } from '#kit';
import { ApiError } from '../api/api.ts';

export class EditForm<T extends object> {
  private readonly stored = signal<T | null>(null);
  private readonly typed = signal<Partial<T>>({});
  readonly problem = signal<string | null>(null);
  readonly findings = signal<Finding[]>([]);
  readonly busy = signal(false);
  readonly values = computed(() => ({ ...this.stored(), ...this.typed() }) as T);
  readonly changes = computed(() => {
    const stored = (this.stored() ?? {}) as Record<string, unknown>;
    const differing = Object.entries(this.typed()).filter(([name, value]) => !same(value, stored[name]));
    return Object.fromEntries(differing) as Partial<T>;
  });
  readonly changed = computed(() => Object.keys(this.changes()).length > 0);

  load(stored: T): void {
    this.stored.set(stored);
    this.typed.set({});
    this.problem.set(null);
    this.findings.set([]);
  }
  put(name: keyof T & string, value: unknown): void {
    this.typed.update((typed) => ({ ...typed, [name]: value }));
    this.findings.update((findings) => findings.filter(({ at }) => lastOf(at?.field) !== name));
  }
  /** Typed text as it is sent: composed letters, no blanks around. */
  text(name: keyof T & string, event: Event): void {
    this.put(name, (event.target as HTMLInputElement).value.normalize('NFC'));
  }
  findingAt(name: string): Finding | undefined {
    return this.findings().find(({ at }) => lastOf(at?.field) === name);
  }
  /** true when it is stored. A refusal stays in the form; what is no answer of the server is thrown on. */
  async send(store: (changes: Partial<T>) => Promise<T>): Promise<boolean> {
    this.busy.set(true);
    this.problem.set(null);
    this.findings.set([]);
    try {
      this.load(await store(this.changes()));
      return true;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error; // a bug, no refusal
      const atFields = error.code === 'api.params.invalid' && error.findings.length > 0; // each field says its own
      this.problem.set(atFields ? null : error.message);
      this.findings.set(error.findings);
      return false;
    } finally {
      this.busy.set(false);
    }
  }
}

const lastOf = (field: string | undefined): string | undefined => field?.split('.').at(-1);
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? '') === JSON.stringify(b ?? '');
