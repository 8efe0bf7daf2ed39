// A plugin's whole world, imported as #kit: contract, exact numbers, calendar, formulas, tariffs, rules, findings. Pure code.
export * from './browser.ts';
export { checkDeclaration, checkTariffBody } from './check-declaration.ts';
export { type CompiledTariff, compileTariff, isFormulaName } from './compile-tariff.ts';
export * from './conformance/check-plugin.ts';
export * from './define-plugin.ts';
export { type PriceOptions, type Pricer, preparePricer } from './price-charge.ts';
export * from './price-split.ts';
export * from './pricing-problem.ts';
export type { QuotaDecision } from './quota.ts';
export * from './rules.ts';
export * from './vat-rates.ts';
