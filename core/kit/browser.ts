// The part of the kit a browser bundle takes: no ajv, zod or json-rules-engine. The ui maps `#kit` to this file.
export * from './accounts.ts';
export * from './anomaly-facts.ts';
export * from './banks.ts';
export * from './card-action.ts';
export * from './contract.ts';
export * from './decimal.ts';
export * from './findings.ts';
export * from './formula/compile.ts';
export * from './formula/formula-error.ts';
export * from './formula/view-formula.ts';
export * from './money.ts';
export * from './period.ts';
export * from './tiers.ts';
export * from './transfer-memo.ts';
export * from './vietqr.ts';
export * from './view.ts';
export * from './words.ts';
