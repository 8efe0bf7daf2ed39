// A plugin's whole world, imported as #kit: contract, exact numbers, calendar, formulas, tariffs, rules, findings. Pure code.
export * from './browser.ts';
export * from './conformance/check-plugin.ts';
export * from './define-plugin.ts';
export * from './price-charge.ts';
export * from './price-split.ts';
export * from './rules.ts';
export * from './vat-rates.ts';
