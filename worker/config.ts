import { TASK_QUEUE } from '../workflows/messages.js';
import { BUNDLE_PATH } from './bundle.js';

/** Settings of the worker, read once from the environment. */
export interface WorkerConfig {
  readonly temporalAddress: string;
  readonly namespace: string;
  readonly taskQueue: string;
  /** Worker deployment the versions of the workflow code belong to. */
  readonly deployment: string;
  readonly mongodbUri: string;
  readonly redisUrl: string;
  /** The workflow code, bundled by the build. */
  readonly bundlePath: string;
  /** Health is answered here when given. */
  readonly healthPort: number | null;
  /** Of all keys in Redis. */
  readonly redisPrefix: string;
  readonly outboxPollMs: number;
  /** Where the health page listens; only in a container other than loopback. */
  readonly host: string;
  /** An intent older than this is finished by the sweeper. Well above the time the API waits for an act. */
  readonly staleIntentMs: number;
  readonly sweepEveryMs: number;
  /** How often the tasks of those who are away are looked for. */
  readonly rosterSweepMs: number;
  /** How often what partners have is compared with what is here. */
  readonly reconcileEveryMs: number;
  readonly actTimeout: number;
  /** The mail server, where there is one. */
  readonly mail: { readonly url: string; readonly from: string } | null;
  /** Where the public reaches the API: needed where there is a mail server or a portal. */
  readonly publicUrl: string;
  /** Dossiers kept in memory between tasks. */
  readonly maxCachedDossiers: number;
}

type Env = Readonly<Record<string, string | undefined>>;

/** Throws one sentence that names every variable that is missing or wrong. */
export function readConfig(env: Env): WorkerConfig {
  const wrong: string[] = [];
  const need = (name: string): string => env[name] || (wrong.push(`${name} is missing`), '');
  const number = (name: string, otherwise: number): number => {
    const value = Number(env[name] || otherwise);
    if (!Number.isInteger(value) || value < 0) wrong.push(`${name} is ${env[name]}; expected a whole number`);
    return value;
  };
  const config: WorkerConfig = {
    temporalAddress: need('TEMPORAL_ADDRESS'),
    namespace: env['TEMPORAL_NAMESPACE'] || 'default',
    taskQueue: env['MOTCUA_TASK_QUEUE'] || TASK_QUEUE,
    deployment: env['MOTCUA_DEPLOYMENT'] || 'motcua',
    mongodbUri: need('MONGODB_URI'),
    redisUrl: need('REDIS_URL'),
    bundlePath: env['MOTCUA_WORKFLOW_BUNDLE'] || BUNDLE_PATH,
    host: env['MOTCUA_HOST'] || '127.0.0.1',
    healthPort: env['MOTCUA_WORKER_PORT'] ? number('MOTCUA_WORKER_PORT', 0) : null,
    redisPrefix: env['MOTCUA_REDIS_PREFIX'] || 'motcua',
    outboxPollMs: number('MOTCUA_OUTBOX_POLL_MS', 250),
    staleIntentMs: number('MOTCUA_STALE_INTENT_MS', 45_000),
    sweepEveryMs: number('MOTCUA_SWEEP_MS', 10_000),
    rosterSweepMs: number('MOTCUA_ROSTER_SWEEP_MS', 3_600_000),
    reconcileEveryMs: number('MOTCUA_RECONCILE_MS', 86_400_000),
    actTimeout: number('MOTCUA_ACT_TIMEOUT_MS', 15_000),
    mail: env['MOTCUA_SMTP_URL'] ? { url: env['MOTCUA_SMTP_URL'], from: need('MOTCUA_MAIL_FROM') } : null,
    publicUrl: env['MOTCUA_SMTP_URL'] || env['MOTCUA_NATIONAL_PORTAL_URL'] ? need('MOTCUA_PUBLIC_URL') : '',
    maxCachedDossiers: number('MOTCUA_MAX_CACHED_DOSSIERS', 1_000),
  };
  if (wrong.length > 0) throw new Error(`The worker cannot start: ${wrong.join('; ')}.`);
  return config;
}
