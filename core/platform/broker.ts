// The moleculer broker with every service of this node: core/*/*.service.ts and one service per plugin.
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type BrokerOptions, ServiceBroker, type ServiceSchema } from 'moleculer';
import options from '../../moleculer.config.ts';
import { root } from './paths.ts';
import { pluginService } from './plugin-service.ts';
import { plugins } from './plugins.ts';

/** A broker that carries all services (without `gateway`: none that listens), not yet started. Load the plugins and open the database first. */
export async function makeBroker(overrides: BrokerOptions = {}, { gateway = true } = {}): Promise<ServiceBroker> {
  // moleculer's own signal handling would end the process before the database is closed: cli/start.ts does it
  const broker = new ServiceBroker({ ...options, skipProcessEventRegistration: true, ...overrides });
  for (const file of globSync('core/*/**/*.service.ts', { cwd: root }).sort()) {
    if (!gateway && file.endsWith('api.service.ts')) continue;
    const { default: schema } = (await import(pathToFileURL(join(root, file)).href)) as { default: ServiceSchema };
    broker.createService(schema);
  }
  for (const plugin of plugins.list()) broker.createService(pluginService(plugin));
  return broker;
}
