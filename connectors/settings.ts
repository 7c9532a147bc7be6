/** What the environment says about partners: `MOTCUA_<NAME>_<SETTING>`, and `MOTCUA_CONNECTOR_<SETTING>` for all that have none of their own. */

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

/** @throws Error saying which variable is missing or wrong. */
export function secretsOf(env: Env, connector: string): Secrets {
  const found = settingOf(env, connector, 'SECRET');
  if (!found) throw new Error(`${variableOf(connector, 'SECRET')} and MOTCUA_CONNECTOR_SECRET are missing; expected one of them`);
  const secrets = found.value.split(',').map((secret) => secret.trim());
  if (secrets.length > 2) throw new Error(`${found.variable} has ${secrets.length} secrets; expected one, or two separated by a comma`);
  const short = secrets.find((secret) => secret.length < SHORTEST_SECRET);
  if (short !== undefined)
    throw new Error(`${found.variable} has a secret of ${short.length} characters; expected at least ${SHORTEST_SECRET}`);
  return secrets as unknown as Secrets;
}
