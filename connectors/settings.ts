/** What the environment says about partners: `MOTCUA_<NAME>_<SETTING>`, and `MOTCUA_CONNECTOR_<SETTING>` for all that have none of their own. */
import { hkdfSync } from 'node:crypto';

export type Env = Readonly<Record<string, string | undefined>>;

/** What two systems share; the first signs, each of them is believed. Two while one is being replaced by the other. */
export type Secrets = readonly [signing: string, former?: string];

const SHORTEST_SECRET = 32;

/** `MOTCUA_LAND_REGISTRY_URL` of `land-registry` and `URL`. */
export function variableOf(connector: string, setting: string): string {
  return `MOTCUA_${connector.toUpperCase().replaceAll('-', '_')}_${setting}`;
}

/** Where the setting stands and what it says; undefined when neither the partner's variable nor the one for all is set. */
export function settingOf(env: Env, connector: string, setting: string): { readonly variable: string; readonly value: string } | undefined {
  for (const variable of [variableOf(connector, setting), `MOTCUA_CONNECTOR_${setting}`]) {
    const value = env[variable];
    if (value) return { variable, value };
  }
  return undefined;
}

const COMMON = 'MOTCUA_CONNECTOR_SECRET';

/**
 * What we and this partner sign with. The common secret signs for nobody: each partner's is made from it and its name, so that none can speak for another.
 * @throws Error saying which variable is missing or wrong.
 */
export function secretsOf(env: Env, connector: string): Secrets {
  const found = settingOf(env, connector, 'SECRET');
  if (!found) throw new Error(`${variableOf(connector, 'SECRET')} and ${COMMON} are missing; expected one of them`);
  const given = found.value.split(',').map((secret) => secret.trim());
  if (given.length > 2) throw new Error(`${found.variable} has ${given.length} secrets; expected one, or two separated by a comma`);
  const short = given.find((secret) => secret.length < SHORTEST_SECRET);
  if (short !== undefined)
    throw new Error(`${found.variable} has a secret of ${short.length} characters; expected at least ${SHORTEST_SECRET}`);
  const secrets = found.variable === COMMON ? given.map((secret) => secretMadeFrom(secret, connector)) : given;
  return secrets as unknown as Secrets;
}

/** HKDF-SHA256 (RFC 5869) of the common secret: salt `motcua`, info `partner <connector>`, 32 bytes in base64url. */
function secretMadeFrom(common: string, connector: string): string {
  return Buffer.from(hkdfSync('sha256', common, 'motcua', `partner ${connector}`, 32)).toString('base64url');
}

/** Of all partners. @throws Error when two were given the same secret: each could speak for the other. */
export function secretsOfAll(env: Env, connectors: readonly string[]): Readonly<Record<string, Secrets>> {
  const all = Object.fromEntries(connectors.map((connector) => [connector, secretsOf(env, connector)]));
  const owners = new Map<string, string>();
  for (const connector of connectors)
    for (const secret of all[connector]!) {
      const owner = owners.get(secret!);
      if (owner !== undefined && owner !== connector)
        throw new Error(
          `${variableOf(owner, 'SECRET')} and ${variableOf(connector, 'SECRET')} are the same secret; expected one of its own for each`,
        );
      owners.set(secret!, connector);
    }
  return all;
}
