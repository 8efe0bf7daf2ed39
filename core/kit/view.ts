// A screen's grid as data: plugins and core describe it, the shell draws it. Tones, looks and types are closed lists.
import type { FormulaText } from './contract.ts';

export type Tone = 'error' | 'warn' | 'info' | 'ok' | 'muted' | 'strong';
export type ColumnType = 'text' | 'number' | 'money' | 'percent' | 'date' | 'enum' | 'bool' | 'spark';

export interface ColumnDef {
  field: string;
  type: ColumnType;
  title: string; // locale key "ns:key"
  width?: number;
  flex?: number;
  pin?: 'left' | 'right';
  hide?: boolean;
  edit?: boolean;
  scale?: number; // decimals accepted and shown
  unit?: string;
  calc?: FormulaText; // derived column; names are fields
  options?: { value: string; label: string; tone?: Tone }[];
  rules?: { when: FormulaText; message: string; level: 'error' | 'warn' }[];
  look?: 'chip' | 'delta' | 'link' | 'code' | 'short';
  sum?: boolean;
  filter?: boolean;
}
/** Colours cells where `when` is true; `message` is a locale key shown in words beside the colour. */
export interface StyleRule {
  when: FormulaText;
  columns: string[];
  tone: Tone;
  message?: string;
}
export interface ActionDef {
  id: string;
  title: string;
  icon: string;
  primary?: boolean;
  scope?: 'page' | 'row' | 'selection';
  permission?: string;
}
export interface ViewDef {
  id: string;
  ns: string;
  title: string;
  rowKey: string;
  rowModel: 'client' | 'paged';
  columns: ColumnDef[];
  styles: StyleRule[];
  actions: ActionDef[];
  version: number;
}
