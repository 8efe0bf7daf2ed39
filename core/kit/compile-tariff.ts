// A tariff body → compiled lines over one array of values. Finds every problem of the body at once.
import type { AmountLine, DecimalText, TariffBody, TariffLine, Variable } from './contract.ts';
import { type Decimal, DecimalError, decimalOf } from './decimal.ts';
import type { Finding } from './findings.ts';
import { compileExact, type FormulaType, type SlotFormula } from './formula/compile.ts';
import type { NameScope } from './formula/compile-tokens.ts';
import { FormulaError } from './formula/formula-error.ts';
import { RESERVED_NAMES } from './formula/functions.ts';
import { exactLift } from './formula/node.ts';
import { type CompiledTiers, compileTiers, TierTableError } from './tiers.ts';

export interface CompiledLine {
  line: TariffLine;
  slot: number; // where the line's net goes, for later lines
  when?: SlotFormula;
  quantity?: SlotFormula;
  unitPrice?: SlotFormula;
  amount?: SlotFormula;
  limitScale?: SlotFormula;
  tiers?: CompiledTiers;
  metered: boolean; // depends, itself or through earlier lines, on consumption, days or requests
}
/** What a name stands for. */
export type NameOf =
  | { kind: 'variable'; variable: Variable }
  | { kind: 'parameter'; value: Decimal }
  | { kind: 'line'; line: TariffLine };
export interface CompiledTariff {
  slots: ReadonlyMap<string, { slot: number; type: FormulaType; of: NameOf }>;
  lines: readonly CompiledLine[];
  needs: readonly Variable[]; // variables some formula uses
}

const NAME = /^[\p{Lu}\p{Ll}_][\p{Lu}\p{Ll}\d_]{0,39}$/u;

/** True where a text may name a variable, parameter, table or line. */
export const isFormulaName = (name: string): boolean => NAME.test(name) && !RESERVED_NAMES.has(name) && name !== '__proto__';

/** Compiles; `tariff` is complete only where there are no findings. `at.field` is the path inside the body. */
export function compileTariff(variables: readonly Variable[], body: TariffBody): { tariff: CompiledTariff; findings: Finding[] } {
  const findings: Finding[] = [];
  const slots = new Map<string, { slot: number; type: FormulaType; of: NameOf }>();
  const declare = (name: string, type: FormulaType, of: NameOf, field: string): void => {
    if (!isFormulaName(name)) findings.push({ code: 'plugin.badName', params: { name }, at: { field } });
    else if (slots.has(name)) findings.push({ code: 'plugin.duplicateName', params: { name }, at: { field } });
    else slots.set(name, { slot: slots.size, type, of });
  };
  for (const [i, variable] of variables.entries())
    declare(variable.name, typeOf(variable), { kind: 'variable', variable }, `variables.${i}`);
  for (const [name, text] of Object.entries(body.parameters)) {
    const value = guarded(findings, `parameters.${name}`, () => decimalOf(text as DecimalText));
    if (value !== undefined) declare(name, 'number', { kind: 'parameter', value }, `parameters.${name}`);
  }
  const tables = new Map<string, CompiledTiers>();
  for (const [name, tiers] of Object.entries(body.tables)) {
    const table = guarded(findings, `tables.${name}`, () => compileTiers(tiers));
    if (!isFormulaName(name)) findings.push({ code: 'plugin.badName', params: { name }, at: { field: `tables.${name}` } });
    else if (table) tables.set(name, table);
  }
  const scope: NameScope = {
    mode: 'exact',
    lift: exactLift,
    slotOf: (name) => slots.get(name),
    known: () => [...slots.keys()],
    tableOf: (name) => tables.get(name),
  };
  const used = new Set<string>();
  const metered = new Set(variables.filter(isMetered).map(({ name }) => name));
  const lines = body.lines.map((line, i): CompiledLine => {
    const field = `lines.${i}`;
    const names = new Set<string>();
    const formula = (key: string, text: string | undefined, type: FormulaType): SlotFormula | undefined => {
      const compiled =
        text === undefined ? undefined : guarded(findings, `${field}.${key}`, () => compileExact(text, scope, type));
      for (const name of compiled?.names ?? []) names.add(name);
      return compiled;
    };
    const when = formula('when', line.when, 'boolean');
    const quantity = formula('quantity', line.quantity, 'number');
    const priced = line.kind === 'tiers' ? tieredParts(line.table) : amountParts(line);
    function tieredParts(table: string): Partial<CompiledLine> {
      const tiers = tables.get(table);
      if (!tiers && !Object.hasOwn(body.tables, table))
        findings.push({ code: 'plugin.unknownTable', params: { table }, at: { field: `${field}.table` } });
      return { tiers, limitScale: formula('limitScale', line.kind === 'tiers' ? line.limitScale : undefined, 'number') };
    }
    function amountParts(amountLine: AmountLine): Partial<CompiledLine> {
      return {
        amount: formula('amount', amountLine.amount, 'number'),
        unitPrice: formula('unitPrice', amountLine.unitPrice, 'number'),
      };
    }
    if ((line.nature === 'deposit' || line.nature === 'compensation') && line.vat !== 'none') {
      findings.push({
        code: 'plugin.vatOnDeposit',
        params: { line: line.code, nature: line.nature },
        at: { field: `${field}.vat` },
      });
    }
    const isMeteredLine = [...names].some((name) => metered.has(name));
    if (isMeteredLine) metered.add(line.code);
    for (const name of names) used.add(name);
    declare(line.code, 'number', { kind: 'line', line }, `${field}.code`);
    return { line, slot: slots.get(line.code)?.slot ?? -1, when, quantity, ...priced, metered: isMeteredLine };
  });
  return { tariff: { slots, lines, needs: variables.filter(({ name }) => used.has(name)) }, findings };
}

const typeOf = (variable: Variable): FormulaType => (variable.type === 'flag' ? 'boolean' : 'number');
/** Known for a stretch of days by itself: not shared by days. */
const isMetered = ({ source }: Variable): boolean => source === 'consumption' || source === 'days' || source === 'request';

/** Runs a check; its expected errors become a finding at `field`, with the character offset inside a formula. */
export function guarded<T>(findings: Finding[], field: string, make: () => T): T | undefined {
  try {
    return make();
  } catch (error) {
    if (error instanceof FormulaError) {
      findings.push({
        code: error.code,
        params: error.params,
        at: { field, ...(error.offset !== undefined && { offset: error.offset }) },
      });
    } else if (error instanceof TierTableError || error instanceof DecimalError) {
      findings.push({ code: error.code, params: error.params, at: { field } });
    } else throw error;
    return undefined;
  }
}
