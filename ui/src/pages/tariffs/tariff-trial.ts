// Try a tariff: change an input, a price or a formula and see the lines at once. Nothing is stored.

import { Component, computed, effect, inject, input, linkedSignal, output, signal } from '@angular/core';
import type { Facts, FormulaType, Plugin, TariffBody, Variable } from '#kit';
import { Api, ApiError } from '../../api/api.ts';
import type { PriceAnswer, TariffRow } from '../../api/rows.ts';
import { readNumber } from '../../grid/read-text.ts';
import { I18n } from '../../i18n/i18n.ts';
import { CalcTree } from '../../parts/calc-tree.ts';
import { Icon } from '../../parts/icon.ts';
import { PricedLines } from '../../parts/priced-lines.ts';
import { Place } from '../../state/place.ts';
import { firstInputs } from './first-inputs.ts';
import { formulaProblem } from './formula-problem.ts';

type Formula = { line: number; key: 'amount' | 'quantity' | 'unitPrice' | 'limitScale' | 'when'; label: string; text: string };

@Component({
  selector: 'th-tariff-trial',
  imports: [CalcTree, Icon, PricedLines],
  templateUrl: './tariff-trial.html',
  styleUrl: './tariff-trial.scss',
})
export class TariffTrial {
  readonly plugin = input.required<Plugin>();
  readonly tariff = input.required<TariffRow>();
  /** The body as it stands on the desk; without it the trial keeps a copy of its own to change. */
  readonly live = input<TariffBody | null>(null);
  /** A worked case somebody wants to keep as an example. */
  readonly kept = output<{ facts: Facts; taxDate: string; answer: PriceAnswer }>();
  private readonly api = inject(Api);
  protected readonly i18n = inject(I18n);
  protected readonly t = this.i18n.t;
  private readonly place = inject(Place);
  protected readonly answer = signal<PriceAnswer | null>(null);
  protected readonly problem = signal<string | null>(null);
  protected readonly listed = signal<string[]>([]);
  /** The tariff as tried: a copy, edited here only. */
  protected readonly body = linkedSignal<TariffBody>(() => structuredClone(this.live() ?? this.tariff().body));
  protected readonly typed = linkedSignal<string, Record<string, string>>({
    // saving a draft must not take the figures away that somebody is trying it with
    source: () => `${this.tariff().id} ${this.i18n.lang()}`,
    computation: () => firstInputs(this.plugin(), this.tariff(), this.i18n.lang()),
  });
  private readonly taxDate = computed(() => `${this.place.period() ?? this.tariff().validFrom.slice(0, 7)}-01`);
  private last: Facts = {};
  protected readonly changed = computed(() => JSON.stringify(this.body()) !== JSON.stringify(this.tariff().body));
  protected readonly asked = computed<Variable[]>(() => {
    const plugin = this.plugin();
    const asks = (variable: Variable, text: string): boolean => new RegExp(`\\b${variable.name}\\b`).test(text);
    const formulas = this.formulas()
      .map((formula) => formula.text)
      .join(' ');
    const quota = plugin.variables.some((variable) => variable.source === 'allowance' && asks(variable, formulas));
    const text = quota && 'allowance' in plugin ? `${formulas} ${JSON.stringify(plugin.allowance)}` : formulas;
    return plugin.variables.filter((variable) => variable.source !== 'allowance' && asks(variable, text));
  });
  protected readonly formulas = computed<Formula[]>(() =>
    this.body().lines.flatMap((line, index) =>
      (['when', 'amount', 'quantity', 'unitPrice', 'limitScale'] as const).flatMap((key) => {
        const text = (line as unknown as Record<string, unknown>)[key];
        return typeof text === 'string'
          ? [{ line: index, key, text, label: `${line.label[this.i18n.lang()]} · ${this.t(`formula.${key}`)}` }]
          : [];
      }),
    ),
  );
  protected readonly unreadable = computed(() =>
    this.asked()
      .filter((variable) => 'problem' in this.read(variable))
      .map((variable) => variable.name),
  );

  constructor() {
    effect((onCleanup) => {
      const body = this.body();
      const facts: Facts = {};
      for (const variable of this.asked()) {
        const read = this.read(variable);
        if ('problem' in read) return; // told at the field; the last good answer stays
        if (read.value !== null) facts[variable.name] = read.value;
      }
      const taxDate = this.taxDate();
      const timer = setTimeout(() => void this.price(body, facts, taxDate), 250);
      onCleanup(() => clearTimeout(timer));
    });
  }

  protected read(variable: Variable) {
    if (variable.type === 'flag') return { value: this.typed()[variable.name] === 'true' };
    return readNumber(this.typed()[variable.name] ?? '', { lang: this.i18n.lang(), scale: variable.decimals ?? 6 });
  }
  protected type(name: string, text: string): void {
    this.typed.update((typed) => ({ ...typed, [name]: text }));
  }
  protected edit(formula: Formula, text: string): void {
    this.body.update((body) => ({
      ...body,
      lines: body.lines.map((line, i) => (i === formula.line ? { ...line, [formula.key]: text } : line)),
    }));
  }
  protected keep(): void {
    const answer = this.answer();
    if (answer) this.kept.emit({ facts: this.last, taxDate: this.taxDate(), answer });
  }
  protected reset(): void {
    this.body.set(structuredClone(this.tariff().body));
  }
  /** The formula cut where it goes wrong: before, the character, after. */
  protected problemOf(formula: Formula) {
    const body = this.body();
    const numbers = [...Object.keys(body.parameters), ...body.lines.slice(0, formula.line).map((line) => line.code)];
    const names = Object.fromEntries<FormulaType>([
      ...numbers.map((name): [string, FormulaType] => [name, 'number']),
      ...this.plugin().variables.map(({ name, type }): [string, FormulaType] => [name, type === 'flag' ? 'boolean' : 'number']),
    ]);
    return formulaProblem(formula.text, names, body.tables);
  }
  protected sentenceOf(problem: { code: string; params: object }): string {
    return this.i18n.sentence(problem.code, problem.params);
  }

  private asking = 0;
  private async price(tariff: TariffBody, facts: Facts, taxDate: string): Promise<void> {
    const turn = ++this.asking;
    try {
      const answer = await this.api.send<PriceAnswer>('POST', '/price', {
        service: this.plugin().id,
        ...(this.changed() ? { tariff } : { tariffId: this.tariff().id }),
        taxDate,
        input: facts,
      });
      if (turn !== this.asking) return;
      this.last = facts;
      this.answer.set(answer);
      this.problem.set(null);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error; // a missing input or a broken formula is told above the lines
      if (turn !== this.asking) return;
      this.problem.set(error.message);
      this.listed.set(error.findings.map((finding) => this.i18n.sentence(finding.code, finding.params)));
    }
  }
}
