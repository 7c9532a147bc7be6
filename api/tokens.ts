import { createRemoteJWKSet, errors, jwtVerify, SignJWT, type JWTPayload } from 'jose';
import { RecentlyUsed } from '../store/recently-used.js';
import type { Account } from '../store/people.js';
import type { Config, Oidc } from './config.js';
import { Problem } from './problem.js';

const HOURS = 8;
/** How long a switched-off account may still be believed. */
const MEMORY_MS = 5_000;
const MOST_TOKENS = 10_000;
const LOCAL_ISSUER = 'motcua';

/** A local session: 8 hours, HS256. It names the account only; roles are looked up, so that they can be taken away. */
export async function issueToken(secret: Uint8Array, account: string, now: number): Promise<{ token: string; expiresAt: number }> {
  const expiresAt = now + HOURS * 3_600_000;
  const token = await new SignJWT({})
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(account)
    .setIssuer(LOCAL_ISSUER)
    .setIssuedAt(Math.floor(now / 1000))
    .setExpirationTime(Math.floor(expiresAt / 1000))
    .sign(secret);
  return { token, expiresAt };
}

type Accounts = { get(id: string): Promise<Account | null> };

/** `identify` of the API: local tokens, and those of the configured OIDC issuer. Throws TOKEN_EXPIRED or TOKEN_INVALID. */
export function tokenReader(
  config: Pick<Config, 'jwtSecret' | 'oidc'>,
  accounts: Accounts,
  now: () => number,
): (token: string) => Promise<Account> {
  const remote = config.oidc ? remoteVerifier(config.oidc) : null;
  const verified = new RecentlyUsed<Verified>(MOST_TOKENS);
  const memory = new Map<string, { account: Account | null; until: number }>();
  const find = async (id: string): Promise<Account | null> => {
    const known = memory.get(id);
    if (known && known.until > now()) return known.account;
    const account = await accounts.get(id);
    if (memory.size > 10_000) memory.clear();
    memory.set(id, { account, until: now() + MEMORY_MS });
    return account;
  };
  return async (token) => {
    const known = verified.get(token);
    const { id, expiresAt } = known ?? (await verify(token, config.jwtSecret, remote, now()));
    if (expiresAt <= now()) throw new Problem('TOKEN_EXPIRED');
    if (!known && expiresAt < Infinity) verified.set(token, { id, expiresAt });
    const account = await find(id);
    if (!account?.active) throw new Problem('TOKEN_INVALID');
    return account;
  };
}

/** What a token says for as long as it lasts: its signature is looked at once. */
interface Verified {
  readonly id: string;
  readonly expiresAt: number;
}

type Verifier = (token: string) => Promise<Verified>;

async function verify(token: string, secret: Uint8Array, remote: Verifier | null, now: number): Promise<Verified> {
  try {
    const { payload } = await jwtVerify(token, secret, { algorithms: ['HS256'], issuer: LOCAL_ISSUER, currentDate: new Date(now) });
    return { id: payload.sub ?? '', expiresAt: endOf(payload) };
  } catch (error) {
    if (error instanceof errors.JWTExpired) throw new Problem('TOKEN_EXPIRED');
    if (!remote) throw new Problem('TOKEN_INVALID');
  }
  try {
    return await remote(token);
  } catch (error) {
    if (error instanceof errors.JWTExpired) throw new Problem('TOKEN_EXPIRED');
    if (error instanceof errors.JOSEError) throw new Problem('TOKEN_INVALID');
    throw new Problem('UNAVAILABLE', { found: 'OIDC' });
  }
}

function remoteVerifier(oidc: Oidc): Verifier {
  let keys: ReturnType<typeof createRemoteJWKSet> | null = null;
  return async (token) => {
    keys ??= createRemoteJWKSet(await keysUrl(oidc.issuer));
    const { payload } = await jwtVerify(token, keys, { issuer: oidc.issuer, audience: oidc.audience });
    return { id: claim(payload, oidc.claim), expiresAt: endOf(payload) };
  };
}

async function keysUrl(issuer: string): Promise<URL> {
  const answer = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, { signal: AbortSignal.timeout(5_000) });
  const { jwks_uri: uri } = (await answer.json()) as { jwks_uri: string };
  return new URL(uri);
}

/** A token without an end is looked at each time. */
const endOf = ({ exp }: JWTPayload): number => (exp === undefined ? Infinity : exp * 1000);

function claim(payload: JWTPayload, name: string): string {
  const value = payload[name];
  return typeof value === 'string' ? value : '';
}
