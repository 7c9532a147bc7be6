import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import type { Intent, Store } from '../store/store.js';
import { again, type Repeated } from './again.js';
import { dossierWorkflowId, factsQuery, type Recorded } from '../workflows/messages.js';

export interface SweeperOptions {
  readonly store: Pick<Store, 'intents' | 'dossiers' | 'project'>;
  readonly client: Client;
  /** An intent older than this was left by a caller that crashed. Must exceed the time any caller waits for an act. */
  readonly staleMs: number;
  readonly everyMs: number;
  readonly onError: (error: unknown, intent?: Intent) => void;
}

const AT_ONCE = 50;

/** Finishes, again and again, what callers left unfinished between act and projection. One look costs one indexed query. */
export function startSweeper(options: SweeperOptions): Repeated {
  return again(options.everyMs, () => sweep(options), options.onError);
}

/** One look: every stale intent is healed by itself; one that cannot be is left for the next look. */
export async function sweep(options: SweeperOptions): Promise<void> {
  const intents = await options.store.intents.stale(Date.now() - options.staleMs, AT_ONCE);
  for (const intent of intents) await heal(options, intent).catch((error: unknown) => options.onError(error, intent));
}

/**
 * Asks the workflow what the store lacks and writes it. An act that never reached the workflow leaves nothing to write: whoever wanted it may send it again. A
 * reception that never did leaves a dossier without facts, which is removed with its intent; the number it was given is not given again.
 */
async function heal({ store, client }: SweeperOptions, intent: Intent): Promise<void> {
  const { key, dossierId } = intent;
  const stored = await store.dossiers.get(dossierId);
  if (!stored) return store.intents.settle(key);
  const missing = await recordedSince(client, dossierId, (stored.view?.factNo ?? 0) + 1);
  if (!missing && !stored.view) return void (await store.intents.abandon(intent));
  if (!missing || missing.facts.length === 0) return store.intents.settle(key);
  await store.project({ dossierId, ...missing, intent: key });
}

/** Null when there is no such workflow. Throws when it cannot be asked now. */
async function recordedSince(client: Client, dossierId: string, from: number): Promise<Recorded | null> {
  try {
    return await client.workflow.getHandle(dossierWorkflowId(dossierId)).query(factsQuery, from);
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return null;
    throw error;
  }
}
