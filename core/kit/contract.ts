// The plugin contract, number 1: what a folder under plugins/ may declare. Data and pure functions only; core owns the road.
import type { AccountMap } from './accounts.ts';
import type { CardAction, CardTraits } from './card-action.ts';
import type { RequestKind } from './request-kind.ts';
import type { ViewDef } from './view.ts';

export type { CardAction } from './card-action.ts';
export type { RequestKind } from './request-kind.ts';

/** Exact decimal as text, e.g. `"2380"`, `"0.05"`, `"2204.0655"`. */
export type DecimalText = string;
/** Formula in expr-eval syntax over declared variables, tariff parameters and codes of earlier lines. */
export type FormulaText = string;
export type Localized = { vi: string; en: string };
export type Nature = 'own' | 'passThrough' | 'deposit' | 'compensation';
/** Class of value added tax; the rate of a class is dated data, never part of a tariff. */
export type VatClass = 'standard' | 'water' | 'full' | 'none';

/** Where a variable's value comes from. `input` and `registration` values are asked of a person; the rest core fills in. */
export type VariableSource =
  | 'consumption' // of one register of the period, after multiplier and replacement
  | 'days'
  | 'daysInMonth'
  | 'daysInPreviousMonth'
  | 'members'
  | 'memberDays' // registered people: on the last day, and summed over the period's days
  | 'households'
  | 'area'
  | 'allowance'
  | 'request' // approved requests of the period (see RequestKind), added up
  | 'registration'
  | 'card'
  | 'input';

export interface Variable {
  name: string;
  unit: string; // "kWh", "m³", "day", "person", …; shown behind the value
  source: VariableSource;
  register?: string; // with source consumption: default "total"
  request?: string; // with source request: the kind's id
  weigh?: 'quantity' | 'area'; // with source request: what the hours are multiplied by; default quantity
  type?: 'number' | 'flag'; // default number; a flag is true or false and only fits where a condition stands
  decimals?: number;
  default?: DecimalText; // without it a missing value parks the unit
  label: Localized;
}

export interface Tier {
  upTo: DecimalText | null;
  price: DecimalText;
}

interface LineCommon {
  code: string; // also the name by which later lines may use this line's net amount
  vat: VatClass;
  nature: Nature;
  label: Localized;
  when?: FormulaText; // a condition; the line is left out where it is false
}
/** A quantity run through a tier table; every limit is multiplied by `limitScale`, and rounded half-up to whole measures if asked. */
export interface TiersLine extends LineCommon {
  kind: 'tiers';
  quantity: FormulaText;
  table: string;
  limitScale?: FormulaText;
  limitRounding?: 'none' | 'whole';
}
/** A formula in đồng; `quantity` and `unitPrice` are for print and must multiply to the amount. */
export interface AmountLine extends LineCommon {
  kind: 'amount';
  amount: FormulaText;
  quantity?: FormulaText;
  unitPrice?: FormulaText;
}
export type TariffLine = TiersLine | AmountLine;

export interface TariffBody {
  parameters: Record<string, DecimalText>;
  tables: Record<string, Tier[]>;
  lines: TariffLine[];
  /** What happens when a price changes inside a reading period. */
  priceChange?: 'split' | 'start' | 'end';
}

export interface TariffPreset {
  id: string;
  name: Localized;
  legalBasis: string;
  validFrom: string; // YYYY-MM-DD
  validTo: string | null; // last day it holds, inclusive
  unitClass: string; // "residential", "business", …: matches unit.tariff_class; "*" for any
  enabled: boolean; // false: a table that is law but not in force
  body: TariffBody;
}

/** json-rules-engine's own conditions; facts are integers, booleans or enums (see rules.ts). */
export interface RuleConditions {
  all?: RuleCondition[];
  any?: RuleCondition[];
  not?: RuleCondition;
}
export type RuleCondition = RuleConditions | { fact: string; operator: string; value: unknown };

/** First rule that holds (by priority, then order) gives the quota: a formula over the plugin's variables and tariff parameters. */
export interface AllowanceRule {
  name: string;
  priority?: number;
  conditions: RuleConditions;
  quota: FormulaText;
  label: Localized;
}
/**
 * Facts: `deltaTenths` (consumption per day against the mean of the last three real periods, tenths of a percent),
 * `consumptionZero`, `historyPeriods`, `estimatesInRow`, `zerosInRow`. A rule that holds colours the row; `hold` keeps it from billing.
 */
export interface AnomalyRule {
  code: string; // locale key in the plugin's or core's errors
  priority?: number;
  conditions: RuleConditions;
  tone: 'error' | 'warn' | 'info' | 'muted';
  hold: boolean;
}

/** Raw values of the declared variables; consumption etc. as decimal text, flags as booleans. */
export type Facts = Record<string, DecimalText | number | boolean>;

export interface Example {
  name: string;
  source: string; // law, published bill, or the working by hand
  preset?: string; // tariff preset id
  tariff?: TariffBody;
  taxDate: string; // the day whose VAT rates hold
  facts: Facts;
  expect: { lines: Record<string, number>; vat: number; total: number };
}

export interface SettingsSchema {
  type: 'object';
  properties: Record<string, unknown>;
  required?: string[];
  additionalProperties?: boolean;
}

interface PluginCommon {
  id: string; // = folder name, kebab-case
  version: string; // semver
  kit: 1;
  name: Localized;
  icon: string; // Material Symbols name
  measure: { unit: string; decimals: number };
  variables: Variable[];
  tariffs: TariffPreset[];
  accounts: AccountMap;
  notice?: { order: number; showTiers: boolean };
  settings?: SettingsSchema;
  permissions?: { id: string; label: Localized }[];
  requests?: RequestKind[];
  examples: Example[];
}

export interface MeterPlugin extends PluginCommon {
  kind: 'meter';
  registers?: string[]; // default ["total"]
  allowance?: AllowanceRule[];
  anomaly: AnomalyRule[];
  grid?: Partial<ViewDef>; // columns and styles added to core's reading view
  monotone?: boolean; // more consumption never costs less
}

export interface CardPlugin extends PluginCommon, CardTraits {
  kind: 'card';
  /** The first is where a registration begins. */
  states: string[];
  actions: CardAction[];
  registration: SettingsSchema;
  grid?: Partial<ViewDef>;
}
export interface FlatPlugin extends PluginCommon {
  kind: 'flat';
  grid?: Partial<ViewDef>;
}
export interface JobPlugin extends PluginCommon {
  kind: 'job';
  states: string[];
  actions: CardAction[];
  registration: SettingsSchema;
  grid?: Partial<ViewDef>;
}
export type Plugin = MeterPlugin | CardPlugin | FlatPlugin | JobPlugin;

/** One printed row of a charge. `quantity` and `unitPrice` are absent where the line is a bare amount. */
export interface PricedLine {
  code: string;
  label: Localized;
  nature: Nature;
  vat: VatClass;
  part?: 'old' | 'new'; // which side of a price change inside the period (priceSplit)
  quantity?: DecimalText;
  unitPrice?: DecimalText;
  net: number;
  tiers?: { from: DecimalText; upTo: DecimalText | null; quantity: DecimalText; unitPrice: DecimalText; net: number }[];
}
export interface VatGroup {
  class: VatClass;
  rate: DecimalText;
  base: number;
  amount: number;
}
/** A priced service of one unit and period: net = Σ lines, vatTotal = Σ groups, total = net + vatTotal. */
export interface PricedAmounts {
  lines: PricedLine[];
  vat: VatGroup[];
  net: number;
  vatTotal: number;
  total: number;
  quota?: DecimalText;
}
/** The same with `tree`, which says how each figure came about. */
export interface PricedCharge extends PricedAmounts {
  tree: CalcNode;
}
/** Calculation tree: a step, its formula where there is one, its value, and what it was made from. */
export interface CalcNode {
  step: string;
  label?: Localized;
  formula?: FormulaText;
  value?: DecimalText;
  unit?: string;
  of?: CalcNode[];
}

export interface VatRate {
  class: VatClass;
  from: string;
  to: string | null;
  rate: DecimalText;
  basis: string;
}
