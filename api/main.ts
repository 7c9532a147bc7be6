/** Composition root of the API: settings, services, server. */
import { createServer } from 'node:http';
import { Client, Connection } from '@temporalio/client';
import { pino } from 'pino';
import { createCallbacks } from '../connectors/callbacks.js';
import { dispatchesFor, hearersIn } from '../notifications/dispatches.js';
import { skipTo } from '../services/virtual-time.js';
import { openStore } from '../store/open-store.js';
import { createApp } from './app.js';
import { readConfig } from './config.js';
import { tokenReader } from './tokens.js';

/** Longest time requests under way get to finish when the process is told to stop. */
const GRACE_MS = 5_000;

const log = pino({ name: 'motcua-api' });

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const store = await openStore({ uri: config.mongodbUri, derive: dispatchesFor(hearersIn(process.env)) });
  const connection = Connection.lazy({ address: config.temporalAddress });
  const temporal = new Client({ connection, namespace: config.namespace });
  const app = createApp({
    store,
    temporal,
    config,
    log,
    now: () => Date.now(),
    identify: tokenReader(config, store.accounts, () => Date.now()),
    connectors: createCallbacks(config.partnerSecrets, process.env),
    skipTo: (dossierId, to) => skipTo({ client: temporal }, dossierId, to),
  });
  const server = createServer(app).listen(config.port, config.host, () => log.info({ url: config.publicUrl }, 'the API listens'));
  const stop = async (): Promise<void> => {
    setTimeout(() => process.exit(0), GRACE_MS).unref();
    server.close();
    server.closeIdleConnections();
    await Promise.allSettled([connection.close(), store.close()]);
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());
}

main().catch((error: unknown) => {
  log.fatal({ err: error }, 'the API cannot start');
  process.exit(1);
});
