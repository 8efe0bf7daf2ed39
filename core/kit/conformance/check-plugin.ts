// The conformance kit: what must hold before a plugin or a tariff may be switched on.
import type { Plugin, VatRate } from '../contract.ts';

export interface CheckResult { check: string; ok: boolean; detail: string }
/** Words of a plugin's locale files, for locale parity; leave out to skip that check. */
export interface ConformanceOptions { locales?: { vi: Record<string, string>; en: Record<string, string> } }
export declare function checkPlugin(plugin: Plugin, vatRates: readonly VatRate[], options?: ConformanceOptions): Promise<CheckResult[]>;
