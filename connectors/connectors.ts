import type { Connector } from './client.js';
import { createLandRegistryConnector } from './land-registry/client.js';
import { createTaxConnector } from './tax/client.js';

export type Connectors = Readonly<Record<string, Connector>>;

/** Addresses are optional one by one: a centre without a land system has no land registry. */
const MAKERS = {
  tax: { url: 'MOTCUA_TAX_URL', make: createTaxConnector },
  'land-registry': { url: 'MOTCUA_LAND_URL', make: createLandRegistryConnector },
} as const;

/**
 * The connectors this installation has addresses for.
 * @throws Error when there is an address but no MOTCUA_CONNECTOR_SECRET of at least 32 characters.
 */
export function connectorsFrom(env: Readonly<Record<string, string | undefined>>): Connectors {
  const present = Object.entries(MAKERS).flatMap(([name, { url, make }]) => (env[url] ? [{ name, make, baseUrl: env[url] }] : []));
  const secret = env.MOTCUA_CONNECTOR_SECRET ?? '';
  if (present.length > 0 && secret.length < 32)
    throw new Error(`MOTCUA_CONNECTOR_SECRET has ${secret.length} characters; expected at least 32`);
  return Object.fromEntries(present.map(({ name, make, baseUrl }) => [name, make({ baseUrl, secret })]));
}
