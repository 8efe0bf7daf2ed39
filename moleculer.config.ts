// How the services find and call one another. Read by core/platform/broker.ts; with moleculer-runner-esm it works unchanged.
import type { BrokerOptions } from 'moleculer';
import { readEnv } from './core/platform/env.ts';
import { MoleculerLog } from './core/platform/log.ts';
import { FiguresReporter } from './core/platform/metrics.ts';
import { ZodValidator } from './core/platform/zod-validator.ts';

const { TRANSPORTER, LOG_LEVEL } = readEnv();

const options: BrokerOptions = {
  namespace: 'toanha',
  transporter: (TRANSPORTER ?? null) as BrokerOptions['transporter'],
  // services coming and going is noise as long as nothing is wrong
  logger: new MoleculerLog({ level: LOG_LEVEL === 'info' ? 'warn' : LOG_LEVEL }) as never,
  validator: new ZodValidator() as never,
  // the longest an action may take where nothing else is said; posting a month says more
  requestTimeout: 30_000,
  // on stop, calls that are under way end first
  tracking: { enabled: true, shutdownTimeout: 10_000 },
  // retries would run every failed command again: scope.ts retries the only failures that may be
  retryPolicy: { enabled: false },
  registry: { preferLocal: true },
  metrics: { enabled: true, reporter: [new FiguresReporter() as never] },
  internalServices: true,
};
export default options;
