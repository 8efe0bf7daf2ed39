// Declares a plugin: checks everything at once and freezes it.
import type { CardPlugin, FlatPlugin, JobPlugin, MeterPlugin, Plugin } from './contract.ts';
import type { Finding } from './findings.ts';

/** All problems of a declaration; `at.field` is the path inside it. Empty: it may load. */
export declare function checkDeclaration(declaration: unknown): Finding[];
/** Every problem of a plugin at once. */
export declare class PluginError extends Error {
  readonly findings: Finding[];
  constructor(id: string, findings: Finding[]);
}
/** Each returns the frozen declaration with its `kind`, or throws PluginError with all findings. `kind` and `kit` may be left out. */
export type Declared<P extends Plugin> = Omit<P, 'kind' | 'kit'> & { kind?: P['kind']; kit?: 1 };
export declare function defineMeterPlugin(declaration: Declared<MeterPlugin>): Readonly<MeterPlugin>;
export declare function defineCardPlugin(declaration: Declared<CardPlugin>): Readonly<CardPlugin>;
export declare function defineFlatPlugin(declaration: Declared<FlatPlugin>): Readonly<FlatPlugin>;
export declare function defineJobPlugin(declaration: Declared<JobPlugin>): Readonly<JobPlugin>;
