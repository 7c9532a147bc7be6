import { type Connector, createClient } from './client.js';
import { policyOf } from './partner-policy.js';
import { PARTNERS } from './partners.js';
import { type Env, secretsOf, variableOf } from './settings.js';

export type Connectors = Readonly<Record<string, Connector>>;

/**
 * The connectors this installation has addresses for; a centre without a land system has no land registry.
 * @throws Error when there is an address but no secret for it, or the environment says something of it that cannot be.
 */
export function connectorsFrom(env: Env): Connectors {
  const made = Object.values(PARTNERS).flatMap(({ mapping, createClient: ownClient }) => {
    const baseUrl = env[variableOf(mapping.name, 'URL')];
    if (!baseUrl) return [];
    const config = { baseUrl, secrets: secretsOf(env, mapping.name), timeoutMs: policyOf(env, mapping.name).timeoutMs };
    return [[mapping.name, ownClient ? ownClient(config) : createClient(mapping, config)] as const];
  });
  return Object.fromEntries(made);
}
