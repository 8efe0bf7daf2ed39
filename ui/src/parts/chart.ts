// A chart on a canvas, in the colours of the theme: chart.js is loaded with the first one. What it shows stands in a table beside it.
import { DestroyRef, Directive, ElementRef, effect, inject, input } from '@angular/core';
import type { Chart as ChartJs, ChartOptions } from 'chart.js';
import { formatNumber } from '../format/numbers.ts';
import { I18n } from '../i18n/i18n.ts';
import { Theme } from '../state/theme.ts';

/** A custom property of the tokens: `--accent`. */
export type ChartColor = `--${string}`;
export interface ChartSeries {
  label: string;
  values: number[];
  color: ChartColor;
  /** Bars where it is not said. */
  line?: boolean;
  /** A colour for each value. */
  colors?: ChartColor[];
}
export interface ChartData {
  labels: string[];
  series: ChartSeries[];
  /** Bars lie, for long names. */
  lying?: boolean;
  stacked?: boolean;
  /** Behind figures: "₫", "kWh". */
  unit: string;
}

@Directive({ selector: 'canvas[thChart]', host: { role: 'img', '[attr.aria-label]': 'chartLabel()' } })
export class Chart {
  readonly thChart = input.required<ChartData>();
  readonly chartLabel = input.required<string>();
  private readonly canvas = inject<ElementRef<HTMLCanvasElement>>(ElementRef).nativeElement;
  private readonly i18n = inject(I18n);
  private drawn: ChartJs | null = null;
  private asked = 0;

  constructor() {
    const theme = inject(Theme);
    inject(DestroyRef).onDestroy(() => {
      this.asked++;
      this.drawn?.destroy();
    });
    effect(() => {
      theme.dark(); // other colours: drawn again
      this.i18n.lang();
      void this.draw(this.thChart());
    });
  }

  private async draw(data: ChartData): Promise<void> {
    const asked = ++this.asked;
    const {
      BarController,
      BarElement,
      CategoryScale,
      Chart: Made,
      Legend,
      LinearScale,
      LineController,
      LineElement,
      PointElement,
      Tooltip,
    } = await import('chart.js');
    if (asked !== this.asked) return; // something newer is on its way
    Made.register(
      BarController,
      BarElement,
      CategoryScale,
      Legend,
      LinearScale,
      LineController,
      LineElement,
      PointElement,
      Tooltip,
    );
    this.drawn?.destroy();
    this.drawn = new Made(this.canvas, {
      data: {
        labels: data.labels,
        datasets: data.series.map(({ label, values, color, colors, line }) => ({
          ...{ type: line ? ('line' as const) : ('bar' as const), label, data: values, order: line ? 0 : 1 },
          backgroundColor: colors ? colors.map((one) => this.colorOf(one)) : this.colorOf(color),
          borderColor: this.colorOf(color),
          ...(line ? { borderWidth: 2, pointRadius: 3, tension: 0 } : { borderRadius: 3, maxBarThickness: 34 }),
        })),
      },
      options: this.optionsOf(data),
    });
  }

  private optionsOf({ series, lying = false, stacked = false, unit }: ChartData): ChartOptions {
    const [ink, line] = [this.colorOf('--ink-2'), this.colorOf('--line-soft')];
    const font = { family: 'Inter, sans-serif', size: 12 };
    const figure = (value: number) => formatNumber(value, this.i18n.lang());
    const short = new Intl.NumberFormat(this.i18n.lang() === 'vi' ? 'vi-VN' : 'en-US', {
      notation: 'compact',
      maximumFractionDigits: 1,
    });
    const figures = {
      ...{ stacked, grid: { color: line }, border: { display: false } },
      ticks: { color: ink, font, maxTicksLimit: 6, callback: (value: string | number) => short.format(Number(value)) },
    };
    const names = { stacked, grid: { display: false }, border: { color: line }, ticks: { color: ink, font } };
    return {
      ...{ responsive: true, maintainAspectRatio: false, animation: false, indexAxis: lying ? 'y' : 'x' },
      interaction: { mode: 'index', intersect: false, axis: lying ? 'y' : 'x' },
      scales: lying ? { x: figures, y: names } : { x: names, y: figures },
      plugins: {
        legend: {
          display: series.length > 1,
          position: 'top',
          align: 'end',
          labels: { color: ink, font, boxWidth: 12, boxHeight: 12 },
        },
        tooltip: {
          ...{ bodyFont: font, titleFont: font },
          callbacks: {
            label: ({ dataset, parsed }) => ` ${dataset.label}: ${figure((lying ? parsed.x : parsed.y) ?? 0)} ${unit}`,
          },
        },
      },
    };
  }

  /** light-dark() is resolved by asking for the colour of an element that has it. */
  private colorOf(name: ChartColor): string {
    const probe = document.createElement('span');
    probe.style.color = `var(${name})`;
    this.canvas.parentElement?.append(probe);
    const { color } = getComputedStyle(probe);
    probe.remove();
    return color;
  }
}
