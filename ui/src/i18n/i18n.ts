// i18next behind one signal: a template that calls t() is drawn again when the language changes or a namespace arrives.
import { computed, Injectable, signal } from '@angular/core';
import { createInstance, type TOptions } from 'i18next';
import { formatDate, formatNumber } from '../format/numbers.ts';

export type Lang = 'vi' | 'en';
const storageKey = 'toanha.lang';

/** Where a word is found: `ns:key`, or an error code whose first part is the namespace. */
export function wordKey(message: string): { ns: string; key: string } {
  const at = message.search(/[:.]/);
  return { ns: message.slice(0, at), key: `${message.slice(0, at)}:${message.slice(at + 1)}` };
}

/** Values inside sentences: numbers asked for as such, exact decimals and days as people write them. */
function inWords(value: unknown, format: string | undefined, lng: string | undefined): string {
  const lang: Lang = lng === 'en' ? 'en' : 'vi';
  if ((format === 'number' || format === 'decimal') && value !== null && value !== undefined && value !== '')
    return formatNumber(value as string, lang);
  const text = String(value ?? '');
  if (/^-?\d+\.\d+$/.test(text)) return formatNumber(text, lang);
  return /^\d{4}-\d\d-\d\d$/.test(text) ? formatDate(text) : text;
}

@Injectable({ providedIn: 'root' })
export class I18n {
  private readonly core = createInstance();
  private readonly tick = signal(0);
  private readonly loading = new Map<string, Promise<void>>();
  readonly missing = new Set<string>();
  readonly lang = computed<Lang>(() => {
    this.tick();
    return this.core.language === 'en' ? 'en' : 'vi';
  });

  async start(): Promise<void> {
    const saved = localStorage.getItem(storageKey);
    const read = (lng: string, ns: string, done: (error: unknown, words: Record<string, string> | null) => void) =>
      fetch(`/locales/${lng}/${ns}.json`, { cache: 'no-cache' })
        .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(`/locales/${lng}/${ns}.json: ${answer.status}`))))
        .then(
          (words) => done(null, words),
          (error) => done(error, null),
        );
    this.core.on('languageChanged', () => this.tick.update((n) => n + 1));
    this.core.on('missingKey', (_languages, ns, key) => this.missing.add(`${ns}:${key}`));
    const formatter = {
      type: 'formatter' as const,
      init: () => undefined,
      add: () => undefined,
      addCached: () => undefined,
      format: inWords,
    };
    await this.core
      .use({ type: 'backend', init: () => undefined, read })
      .use(formatter)
      .init({
        lng: saved === 'en' ? 'en' : 'vi',
        fallbackLng: false,
        supportedLngs: ['vi', 'en'],
        ns: ['ui'],
        defaultNS: 'ui',
        keySeparator: false,
        saveMissing: true,
        interpolation: { escapeValue: false, alwaysFormat: true },
      });
    document.documentElement.lang = this.core.language;
  }

  /** `key` or `ns:key`; load the namespace first. */
  readonly t = (key: string, options?: TOptions): string => {
    this.tick();
    return options ? this.core.t(key, options) : this.core.t(key);
  };

  load(ns: string): Promise<void> {
    const known = this.loading.get(ns);
    if (known) return known;
    const load = this.core.loadNamespaces(ns).then(() => this.tick.update((n) => n + 1));
    this.loading.set(ns, load);
    return load;
  }

  /** The words of a namespace in both languages: for papers whose language is not the screen's. */
  async loadBoth(ns: string): Promise<void> {
    await this.core.reloadResources(['vi', 'en'], [ns]);
    this.tick.update((n) => n + 1);
  }

  async use(lang: Lang): Promise<void> {
    await this.core.changeLanguage(lang);
    document.documentElement.lang = lang;
    localStorage.setItem(storageKey, lang);
  }

  has(key: string): boolean {
    this.tick();
    return this.core.exists(key);
  }

  /** Words that come as data: `{key: {vi, en}}`. */
  add(ns: string, words: Record<string, Record<Lang, string>>): void {
    for (const [key, word] of Object.entries(words))
      for (const lang of ['vi', 'en'] as const) this.core.addResource(lang, ns, key, word[lang], { silent: true });
    this.tick.update((n) => n + 1);
  }

  /** The sentence of a code or `ns:key`; empty until its namespace has come. */
  sentence(message: string, params: object = {}): string {
    this.tick();
    const { ns, key } = wordKey(message);
    void this.load(ns);
    return this.core.hasLoadedNamespace(ns) ? this.t(key, params as TOptions) : '';
  }
}
