// Prometheus figures as text for the gateway's /metrics, without a server of their own.
import { MetricReporters } from 'moleculer';

let current: FiguresReporter | null = null;

export class FiguresReporter extends MetricReporters.Prometheus {
  override init(registry: never): void {
    // the parent would open a port; its own parent only registers
    (MetricReporters.Base.prototype as unknown as { init(registry: never): void }).init.call(this, registry);
    Object.assign(this, { defaultLabels: {} });
    current = this;
  }

  override async stop(): Promise<void> {
    current = null;
  }
}

/** All figures in Prometheus' text form. */
export function metricsText(): string {
  return current ? (current as unknown as { generatePrometheusResponse(): string }).generatePrometheusResponse() : '';
}
