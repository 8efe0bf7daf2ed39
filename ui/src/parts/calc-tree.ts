// How a figure came about: each step with its formula and value, opened step by step.

import { Component, inject, input } from '@angular/core';
import type { CalcNode } from '#kit';
import { formatNumber } from '../format/numbers.ts';
import { I18n } from '../i18n/i18n.ts';

@Component({
  selector: 'th-calc-tree',
  template: `@for (node of nodes(); track $index) {
    @if (node.of?.length) {
      <details [open]="depth() < 1">
        <summary><span class="step">{{ name(node) }}</span>@if (node.formula) { <code>{{ node.formula }}</code> }<b class="num">{{ value(node) }}</b></summary>
        <th-calc-tree [nodes]="node.of!" [depth]="depth() + 1" />
      </details>
    } @else {
      <p class="leaf"><span class="step">{{ name(node) }}</span>@if (node.formula) { <code>{{ node.formula }}</code> }<b class="num">{{ value(node) }}</b></p>
    }
  }`,
  styles: `
    :host { display: block; } details > th-calc-tree { border-left: 1px solid var(--line); margin-left: 5px; padding-left: 12px; }
    summary, .leaf { display: flex; gap: 10px; align-items: baseline; padding: 3px 4px; border-radius: 6px; } .leaf { padding-left: 16px; }
    summary { cursor: pointer; } summary:hover { background: var(--hover); } summary::before { content: '▸'; width: 8px; color: var(--ink-3); }
    details[open] > summary::before { content: '▾'; } summary::-webkit-details-marker { display: none; }
    code { font: 12px/1.4 ui-monospace, monospace; color: var(--ink-2); background: var(--pill); padding: 1px 6px; border-radius: 5px; overflow-wrap: anywhere; }
    .step { color: var(--ink-2); } .num { margin-left: auto; font-weight: 600; }`,
})
export class CalcTree {
  readonly nodes = input.required<readonly CalcNode[]>();
  readonly depth = input(0);
  protected readonly i18n = inject(I18n);
  protected name({ label, step }: CalcNode): string {
    const key = `step.${step}`;
    return label?.[this.i18n.lang()] ?? (this.i18n.has(key) ? this.i18n.t(key) : step);
  }
  protected value({ value, unit }: CalcNode): string {
    if (value === undefined) return '';
    const shown = /^-?\d+(\.\d+)?$/.test(value) ? formatNumber(value, this.i18n.lang()) : value;
    return unit ? `${shown} ${unit}` : shown;
  }
}
