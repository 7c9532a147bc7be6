/**
 * Two yardsticks, written by hand as plain Temporal TypeScript for the same dossier: the same acts, one deadline kept by a timer and extended once, the same facts
 * stored. They decide nothing; what they cost is what durability itself costs.
 */
import { condition, defineUpdate, proxyActivities, setHandler } from '@temporalio/workflow';
import type { YardstickActivities } from './activities.js';

export interface YardstickAct {
  readonly dossierId: string;
  /** The facts of this act, as Motcua made them for the same dossier. */
  readonly facts: readonly unknown[];
  /** Due instant after the act; absent when it does not move. */
  readonly dueAt?: number;
  readonly last?: boolean;
}

export const yardstickActUpdate = defineUpdate<{ readonly facts: readonly unknown[] }, [YardstickAct]>('yardstickAct');

const { storeFacts } = proxyActivities<YardstickActivities>({ startToCloseTimeout: '30s' });

/** Yardstick A: what the samples teach. Each act runs an ordinary activity that stores its facts, and is acknowledged when it has. */
export async function yardstickA(): Promise<void> {
  await life(async (act) => storeFacts(act.dossierId, act.facts));
}

/** Yardstick B, the floor: the act is acknowledged when it is in the history; the client stores the facts that it gets back. */
export async function yardstickB(): Promise<void> {
  await life(() => undefined);
}

async function life(store: (act: YardstickAct) => Promise<void> | undefined): Promise<void> {
  let dueAt = Date.now() + 10 * 86_400_000;
  let closed = false;
  let moved = false;
  setHandler(yardstickActUpdate, async (act) => {
    await store(act);
    if (act.dueAt !== undefined && act.dueAt !== dueAt) [dueAt, moved] = [act.dueAt, true];
    closed ||= act.last === true;
    return { facts: act.facts };
  });
  // the updatable timer of the samples: wait again whenever the due date moves
  while (!closed) {
    moved = false;
    if (!(await condition(() => closed || moved, Math.max(1, dueAt - Date.now())))) return;
  }
}
