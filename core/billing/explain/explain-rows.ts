// A calculation tree as printed rows: depth first, each step below what it made up.
import { type CalcNode, decimalOf, formatDecimal, isDecimalText, type Lang } from '#kit';
import { hasSentence, sentence } from '#platform/i18n';

export interface ExplainRow {
  depth: number;
  step: string;
  formula: string;
  value: string;
}

export function explainRows(node: CalcNode, lang: Lang, depth = 0): ExplainRow[] {
  const row = { depth, step: stepOf(node, lang), formula: node.formula ?? '', value: printedValue(node, lang) };
  return [row, ...(node.of ?? []).flatMap((child) => explainRows(child, lang, depth + 1))];
}

function stepOf({ step, label }: CalcNode, lang: Lang): string {
  const code = `ui.step.${step}`; // one list of words for screen and paper
  const word = hasSentence(code) ? sentence(lang, { code, params: {} }) : step;
  return label ? (step === 'vatRate' ? `${word}: ${label[lang]}` : label[lang]) : word;
}

function printedValue({ value, unit }: CalcNode, lang: Lang): string {
  if (value === undefined) return '';
  const shown = isDecimalText(value) ? formatDecimal(decimalOf(value), lang) : value;
  return unit ? `${shown} ${unitOf(unit, lang)}` : shown;
}

function unitOf(unit: string, lang: Lang): string {
  const code = `ui.unit.${unit}`;
  return hasSentence(code) ? sentence(lang, { code, params: {} }) : unit;
}
