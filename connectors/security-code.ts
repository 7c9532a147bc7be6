import { createHmac, timingSafeEqual } from 'node:crypto';
import { type Env, type Secrets, variableOf } from './settings.js';

/**
 * The codes of which some systems put one into every callback beside our signature (`SecurityCode` of land systems): `MOTCUA_<NAME>_SECURITY_CODE`, else one that
 * both sides can make from the secret that they share, for each such secret.
 */
export function securityCodesOf(env: Env, connector: string, secrets: Secrets): readonly string[] {
  const given = env[variableOf(connector, 'SECURITY_CODE')];
  const made = (secret: string): string => createHmac('sha256', secret).update('security code').digest('hex').slice(0, 32);
  return given ? [given] : secrets.flatMap((secret) => (secret === undefined ? [] : [made(secret)]));
}

/** The proof of a partner that puts such a code into this field. */
export function codeIn(field: string, connector: string) {
  return (body: Readonly<Record<string, unknown>>, secrets: Secrets, env: Env): string | null =>
    securityCodesOf(env, connector, secrets).some((code) => same(body[field], code)) ? null : `${field} is not the one that we keep`;
}

/** Compared in a time that does not tell how much of it was right. */
function same(found: unknown, expected: string): boolean {
  const [left, right] = [Buffer.from(typeof found === 'string' ? found : ''), Buffer.from(expected)];
  return left.length === right.length && timingSafeEqual(left, right);
}
