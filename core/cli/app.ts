// The running app: broker, services and gateway over an open database and loaded plugins.
import type { Server } from 'node:http';
import type { ServiceBroker } from 'moleculer';
import { makeBroker } from '../platform/broker.ts';
import { closeEventStreams } from '../platform/event-stream.ts';

export interface AppServer {
  broker: ServiceBroker;
  port: number;
  /** Lets calls under way end, then stops; progress streams end at once. */
  stop(): Promise<void>;
}
export interface AppOptions {
  port: number;
  host: string;
}
type Gateway = {
  settings: Record<string, unknown>;
  server: Server;
  routes: { path: string }[];
  regenerateAutoAliases(route: object): void;
};

export async function startApp({ port, host }: AppOptions): Promise<AppServer> {
  const broker = await makeBroker();
  const gateway = broker.getLocalService('api') as unknown as Gateway;
  Object.assign(gateway.settings, { port, ip: host });
  await broker.start();
  // moleculer-web makes the routes a moment later: make them now, so that nobody meets a 404
  for (const route of gateway.routes) if (route.path === '/api/v1') gateway.regenerateAutoAliases(route);
  return {
    broker,
    port: (gateway.server.address() as { port: number }).port,
    stop: async () => {
      closeEventStreams();
      await broker.stop();
    },
  };
}
