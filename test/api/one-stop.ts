/** A working one-stop centre on the real services: store, catalogue, accounts, a dossier worker of its own, and the API in front. */
import { randomBytes, randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime, type Worker } from '@temporalio/worker';
import type { Express } from 'express';
import { pino } from 'pino';
import request, { type Test } from 'supertest';
import { createApp } from '../../api/app.js';
import type { Config } from '../../api/config.js';
import type { Deps } from '../../api/deps.js';
import { hashPassword } from '../../api/passwords.js';
import { issueToken, tokenReader } from '../../api/tokens.js';
import { callbackSecrets, createCallbacks } from '../../connectors/callbacks.js';
import { policiesFrom } from '../../connectors/partner-policy.js';
import { type Secrets, secretsOf } from '../../connectors/settings.js';
import type { Post } from '../../domain/organisation/posts.js';
import { publishCatalogue } from '../../definitions/publish-catalogue.js';
import { skipTo } from '../../services/virtual-time.js';
import { openStore } from '../../store/open-store.js';
import type { Derive } from '../../store/outgoing.js';
import type { Store } from '../../store/store.js';
import { createDossierWorker } from '../../worker/dossier-worker.js';
import { makeCurrent } from '../../worker/versions.js';
import { preparedBundle, preparedCatalogue } from '../setup/prepared.js';

export const PASSWORD = 'mật khẩu để thử';
/** Common; what a partner signs with is made from it. */
export const CONNECTOR_SECRET = 'a secret that only this test and its partners know';

/** What one partner signs with. */
export const secretsFor = (connector: string): Secrets => secretsOf({ MOTCUA_CONNECTOR_SECRET: CONNECTOR_SECRET }, connector);

export interface OneStop {
  readonly app: Express;
  readonly deps: Deps;
  readonly store: Store;
  /** Requests signed in as an account, each write with a key of its own. */
  as(account: string): Requests;
  /** The same centre asked at another instant. */
  at(now: number): Pick<OneStop, 'as'>;
  tokenOf(account: string): string;
  /** Opens an account with these posts, the home post first. */
  hire(account: string, posts: readonly Post[]): Promise<void>;
  close(): Promise<void>;
}

export interface Requests {
  get(path: string): Test;
  post(path: string, body?: object, key?: string): Test;
}

export interface Options {
  /** Without it there is no Temporal worker: enough where no act is performed. */
  readonly worker?: boolean;
  readonly config?: Partial<Config>;
  /** What others must hear of, beside what the engine asks for. */
  readonly derive?: Derive;
}

export async function openOneStop({ worker = true, config = {}, derive }: Options = {}): Promise<OneStop> {
  const name = `test-api-${randomUUID().slice(0, 8)}`;
  const store = await openStore({ uri: need('MONGODB_URI'), database: name, ...(derive && { derive }) });
  const connection = await Connection.connect({ address: need('TEMPORAL_ADDRESS') });
  const temporal = new Client({ connection });
  const deps = depsOf(store, temporal, { ...settings(name), ...config });
  await loadCatalogue(deps);
  const stopWorker = worker ? await startWorker(name, store, connection) : async () => undefined;
  const app = createApp(deps);
  const tokens = new Map<string, string>();
  for (const { id } of await store.accounts.list()) tokens.set(id, (await issueToken(deps.config.jwtSecret, id, Date.now())).token);
  const tokenOf = (account: string): string => tokens.get(account) ?? 'nobody';
  return {
    app,
    deps,
    store,
    tokenOf,
    hire: async (id, posts) => {
      await store.accounts.put({ id, name: { vi: id }, kind: 'officer', posts, passwordHash: 'none', active: true });
      tokens.set(id, (await issueToken(deps.config.jwtSecret, id, Date.now())).token);
    },
    as: (account) => requests(app, tokenOf(account)),
    at: (now) => {
      const then = createApp({ ...deps, now: () => now });
      return { as: (account) => requests(then, tokenOf(account)) };
    },
    close: async () => {
      await stopWorker();
      await connection.close();
      await store.close();
    },
  };
}

function requests(app: Express, token: string): Requests {
  return {
    get: (path) => request(app).get(path).set('Authorization', `Bearer ${token}`),
    post: (path, body, key = randomUUID()) => {
      const sent = request(app).post(path).set('Authorization', `Bearer ${token}`).set('Idempotency-Key', key);
      return body ? sent.send(body) : sent;
    },
  };
}

function settings(taskQueue: string): Config {
  return {
    temporalAddress: need('TEMPORAL_ADDRESS'),
    namespace: 'default',
    taskQueue,
    mongodbUri: need('MONGODB_URI'),
    redisUrl: process.env['REDIS_URL'] ?? '',
    host: '127.0.0.1',
    port: 0,
    publicUrl: 'http://127.0.0.1',
    jwtSecret: randomBytes(32),
    partnerSecrets: callbackSecrets({ MOTCUA_CONNECTOR_SECRET: CONNECTOR_SECRET }),
    portalUrl: null,
    partnerPolicies: policiesFrom({ MOTCUA_TAX_URL: 'http://127.0.0.1:9', MOTCUA_TAX_HOURS: 'mon-fri 07:30-11:30 13:30-17:30' }),
    rehearsal: true,
    oidc: null,
    actTimeout: 15_000,
    maxFileBytes: 200_000,
    limits: { signInPerMinute: 1_000, trackingPerMinute: 1_000 },
    beatMs: 200,
    checkAnswers: true,
  };
}

function depsOf(store: Store, temporal: Client, config: Config): Deps {
  return {
    store,
    temporal,
    config,
    log: pino({ level: process.env['MOTCUA_TEST_LOG'] ?? 'silent' }),
    now: () => Date.now(),
    identify: tokenReader(config, store.accounts, () => Date.now()),
    connectors: createCallbacks(config.partnerSecrets),
    skipTo: (dossierId, to) => skipTo({ client: temporal }, dossierId, to),
  };
}

async function loadCatalogue({ store }: Deps): Promise<void> {
  const catalogue = await preparedCatalogue();
  const hash = hashPassword(PASSWORD);
  await publishCatalogue(store, catalogue, { passwordHash: () => hash, now: Date.now() });
}

let runtime = false;

async function startWorker(name: string, store: Store, connection: Connection): Promise<() => Promise<void>> {
  if (!runtime) Runtime.install({ logger: new DefaultLogger('ERROR'), telemetryOptions: { logging: { filter: 'ERROR' } } });
  runtime = true;
  const native = await NativeConnection.connect({ address: need('TEMPORAL_ADDRESS') });
  const bundle = await preparedBundle();
  const loadContent = (hash: string): Promise<unknown> => store.blobs.get(hash);
  const worker: Worker = await createDossierWorker({
    connection: native,
    namespace: 'default',
    bundle,
    store,
    loadContent,
    taskQueue: name,
    deployment: name,
  });
  const running = worker.run();
  await makeCurrent(connection, { namespace: 'default', deployment: name, buildId: bundle.buildId });
  return async () => {
    worker.shutdown();
    await running;
    await native.close();
  };
}

function need(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run the tests with npm test`);
  return value;
}
