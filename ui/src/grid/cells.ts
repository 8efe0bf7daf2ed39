// How the closed list of looks and types is drawn inside a cell. Plain elements: no HTML from data, no inline style attribute.
import type { ColumnDef, Tone } from '#kit';
import { numberOf } from './number-of.ts';

const svg = 'http://www.w3.org/2000/svg';

/** Up to seven bars, the last one in the accent colour; heights against the highest. */
export function sparkCell(values: readonly unknown[]): Element {
  const numbers = values
    .slice(-7)
    .map((value) =>
      Number(typeof value === 'object' && value !== null ? (value as { consumption: string | null }).consumption : value),
    );
  const top = Math.max(1, ...numbers);
  const box = document.createElementNS(svg, 'svg');
  box.setAttribute('class', 'spark');
  box.setAttribute('viewBox', '0 0 70 18');
  box.setAttribute('aria-hidden', 'true');
  numbers.forEach((value, i) => {
    const height = Math.max(1.5, (16 * Math.max(0, value)) / top);
    const bar = document.createElementNS(svg, 'rect');
    const at = { x: i * 11.6, y: 17 - height, width: 8.4, height, rx: 1.6 };
    for (const [name, number] of Object.entries(at)) bar.setAttribute(name, String(number));
    if (i === numbers.length - 1) bar.setAttribute('class', 'last');
    box.append(bar);
  });
  return box;
}

export function chipCell(text: string, tone: Tone | undefined): Element {
  const chip = document.createElement('span');
  chip.className = `chip ${tone ?? 'muted'}`;
  chip.textContent = text;
  return chip;
}

export function deltaCell(text: string, value: unknown): Element {
  const number = numberOf(value);
  const cell = document.createElement('span');
  cell.className = 'delta';
  cell.textContent = text;
  const arrow = document.createElement('i');
  arrow.className = number === null || number === 0n ? '' : number > 0n ? 'up' : 'down';
  cell.append(arrow);
  return cell;
}

export const toneOfOption = (column: ColumnDef, value: unknown): Tone | undefined =>
  column.options?.find((option) => option.value === value)?.tone;
