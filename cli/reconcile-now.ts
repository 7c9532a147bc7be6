import { connectorsFrom } from '../connectors/connectors.js';
import { createPortal } from '../connectors/national-portal/client.js';
import { policiesIn } from '../connectors/partner-policy.js';
import { type Env, secretsOf, variableOf } from '../connectors/settings.js';
import { laneOfConnector } from '../notifications/lanes.js';
import { mannersBy } from '../notifications/manners.js';
import type { Pass } from '../reconciliation/reconcile.js';
import { comparable, type CompareDeps, compareWith } from '../reconciliation/rounds.js';
import { defaultDataFolder, readRunning } from '../services/running.js';
import { keepSecrets } from '../services/secrets.js';
import type { Difference } from '../store/differences-kept.js';
import { everyPage } from '../store/every-page.js';
import type { Store } from '../store/store.js';
import { BadInput } from './bad-input.js';

export interface Compared {
  readonly passes: readonly Pass[];
  /** Not settled, of these partners. */
  readonly differences: readonly Difference[];
}

const PORTAL = 'national-portal';

/** One pass over each partner there is, or over one. @throws BadInput when there is no such partner. */
export async function compareNow(store: Store, only: string | undefined): Promise<Compared> {
  const deps = settingsRight(() => compareDeps(store, environment()));
  const known = comparable(deps);
  if (only !== undefined && !known.includes(only))
    throw new BadInput(`connector ${only} has no address here; expected one of ${known.join(', ') || 'none'}`);
  const passes: Pass[] = [];
  for (const connector of only === undefined ? known : [only]) passes.push(await compareWith(deps, connector));
  const differences = await Promise.all(passes.map(({ connector }) => unsettled(store, connector)));
  return { passes, differences: differences.flat() };
}

async function unsettled({ differences }: Store, connector: string): Promise<Difference[]> {
  const all: Difference[] = [];
  for await (const each of everyPage((page) => differences.list({ states: ['open', 'ordered'], connector }, page))) all.push(each);
  return all;
}

/** The worker's settings; of the system that `npm start` runs where they are not given. */
function environment(): Env {
  const running = readRunning();
  if (!running) return process.env;
  const addresses: Env = Object.fromEntries(Object.entries(running.offices).map(([connector, url]) => [variableOf(connector, 'URL'), url]));
  const { connectorSecret } = keepSecrets(defaultDataFolder());
  return { MOTCUA_CONNECTOR_SECRET: connectorSecret, MOTCUA_PUBLIC_URL: running.apiUrl, ...addresses, ...process.env };
}

/** What the environment says wrongly is the caller's to correct. */
function settingsRight<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new BadInput((error as Error).message);
  }
}

function compareDeps(store: Store, env: Env): CompareDeps {
  const policyOf = policiesIn(env);
  const mannerOf = mannersBy(policyOf, store);
  const baseUrl = env[variableOf(PORTAL, 'URL')];
  const portal = baseUrl && createPortal({ baseUrl, secrets: secretsOf(env, PORTAL), timeoutMs: policyOf(PORTAL).timeoutMs });
  return {
    ...{ store, policyOf, connectors: connectorsFrom(env), publicUrl: env['MOTCUA_PUBLIC_URL'] ?? '', now: () => Date.now() },
    gateOf: (connector) => mannerOf(laneOfConnector(connector)).gate,
    ...(portal && { portal }),
  };
}
