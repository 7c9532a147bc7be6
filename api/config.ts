import { callbackSecrets } from '../connectors/callbacks.js';
import { policiesFrom } from '../connectors/partner-policy.js';
import type { Policy } from '../connectors/policy.js';
import type { Secrets } from '../connectors/settings.js';

/** Settings of the API, read once from the environment. Secrets have no defaults. */
export interface Config {
  readonly temporalAddress: string;
  readonly namespace: string;
  readonly taskQueue: string;
  readonly mongodbUri: string;
  readonly redisUrl: string;
  /** Address to listen on; loopback unless told otherwise (containers). */
  readonly host: string;
  readonly port: number;
  readonly publicUrl: string;
  readonly jwtSecret: Uint8Array;
  /** What each partner's messages are checked with, by connector. */
  readonly partnerSecrets: Readonly<Record<string, Secrets>>;
  /** Address of the national portal, where there is one: papers of filings are fetched from there and from nowhere else. */
  readonly portalUrl: string | null;
  /** How partners that have an address here are treated, by connector. */
  readonly partnerPolicies: Readonly<Record<string, Policy>>;
  /** Virtual time may be used: development, training, demonstration. */
  readonly rehearsal: boolean;
  readonly oidc: Oidc | null;
  /** Milliseconds an act may wait for the workflow's answer. */
  readonly actTimeout: number;
  readonly maxFileBytes: number;
  /** Milliseconds between two looks at whoever listens to changes. */
  readonly beatMs: number;
  readonly limits: { readonly signInPerMinute: number; readonly trackingPerMinute: number };
  /** Answers are checked against the OpenAPI document too (tests). */
  readonly checkAnswers: boolean;
}

export interface Oidc {
  readonly issuer: string;
  readonly audience: string;
  /** Claim that holds the account id. */
  readonly claim: string;
}

type Env = Readonly<Record<string, string | undefined>>;

/** Throws one sentence that names every variable that is missing or wrong. */
export function readConfig(env: Env): Config {
  const wrong: string[] = [];
  const need = (name: string): string => env[name] || (wrong.push(`${name} is missing`), '');
  const number = (name: string, otherwise: number): number => {
    const value = env[name] === undefined || env[name] === '' ? otherwise : Number(env[name]);
    if (!Number.isInteger(value) || value < 0) wrong.push(`${name} is ${env[name]}; expected a whole number`);
    return value;
  };
  const secret = (name: string): string => {
    const value = need(name);
    if (value && value.length < 32) wrong.push(`${name} has ${value.length} characters; expected at least 32`);
    return value;
  };
  const config: Config = {
    temporalAddress: need('TEMPORAL_ADDRESS'),
    namespace: env.TEMPORAL_NAMESPACE || 'default',
    taskQueue: env.MOTCUA_TASK_QUEUE || 'motcua',
    mongodbUri: need('MONGODB_URI'),
    redisUrl: need('REDIS_URL'),
    host: env.MOTCUA_HOST || '127.0.0.1',
    port: number('MOTCUA_API_PORT', 3000),
    publicUrl: need('MOTCUA_PUBLIC_URL').replace(/\/$/, ''),
    jwtSecret: new TextEncoder().encode(secret('MOTCUA_JWT_SECRET')),
    partnerSecrets: orWrong(wrong, () => callbackSecrets(env)),
    portalUrl: env.MOTCUA_NATIONAL_PORTAL_URL || null,
    partnerPolicies: orWrong(wrong, () => policiesFrom(env)),
    rehearsal: env.MOTCUA_REHEARSAL === 'on',
    oidc: readOidc(env, wrong),
    actTimeout: number('MOTCUA_ACT_TIMEOUT_MS', 15_000),
    beatMs: 15_000,
    maxFileBytes: number('MOTCUA_MAX_FILE_BYTES', 20 * 1024 * 1024),
    limits: { signInPerMinute: number('MOTCUA_SIGN_IN_PER_MINUTE', 20), trackingPerMinute: number('MOTCUA_TRACKING_PER_MINUTE', 30) },
    checkAnswers: env.MOTCUA_CHECK_ANSWERS === 'on',
  };
  if (wrong.length > 0) throw new Error(`The API cannot start: ${wrong.join('; ')}.`);
  return config;
}

function orWrong<T extends object>(wrong: string[], read: () => T): T {
  try {
    return read();
  } catch (error) {
    wrong.push((error as Error).message);
    return {} as T;
  }
}

function readOidc(env: Env, wrong: string[]): Oidc | null {
  const issuer = env.MOTCUA_OIDC_ISSUER;
  if (!issuer) return null;
  if (!env.MOTCUA_OIDC_AUDIENCE) wrong.push('MOTCUA_OIDC_AUDIENCE is missing (MOTCUA_OIDC_ISSUER is set)');
  return { issuer, audience: env.MOTCUA_OIDC_AUDIENCE ?? '', claim: env.MOTCUA_OIDC_CLAIM || 'preferred_username' };
}
