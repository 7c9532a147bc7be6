import type { OfficerId } from '../../domain/engine/event.js';
import { canWaitFor } from '../../domain/organisation/presence.js';
import type { Store, StoredTask } from '../../store/store.js';
import { civilDate } from '../instants.js';
import { type KnownDays, knownDays } from '../known-days.js';
import { RefusedAct } from '../problem.js';
import { type ActDeps, performAct } from './perform-act.js';

const ROSTER = { kind: 'system', id: 'roster' } as const;
const OFFICERS_AT_ONCE = 100;
const TASKS_AT_ONCE = 100;

export interface Released {
  /** Tasks given back to their pools. */
  readonly tasks: readonly string[];
  /** What went wrong with some; the others did not suffer from it. */
  readonly errors: readonly unknown[];
}

/**
 * Gives back to their pools the tasks that cannot wait for who holds them: absent without a substitute who is there, off duty until after the task is due, or no longer
 * of the agency. Once for each time a task is held, however often and by however many this is called; each release is a fact. Rehearsals have a clock of their own and
 * are left alone.
 * @param officers those to look at; absent: everybody who holds a task.
 */
export async function releaseHeld(deps: ActDeps, officers?: readonly OfficerId[]): Promise<Released> {
  const holders = officers ?? (await deps.store.tasks.holders());
  const tasks: string[] = [];
  const errors: unknown[] = [];
  for (let at = 0; at < holders.length; at += OFFICERS_AT_ONCE) {
    const some = holders.slice(at, at + OFFICERS_AT_ONCE);
    const days = await knownDays(deps.store, some, civilDate(deps.now()));
    for (const task of await stuckTasks(deps.store, days, some)) {
      const released = await release(deps, task).catch((error: unknown) => (errors.push(error), false));
      if (released) tasks.push(task.id);
    }
  }
  return { tasks, errors };
}

async function stuckTasks(store: Store, days: KnownDays, officers: readonly OfficerId[]): Promise<readonly StoredTask[]> {
  const away = officers.filter((id) => !isThere(days, id));
  const held: StoredTask[] = [];
  for (let cursor: string | undefined, more = away.length > 0; more;) {
    const page = await store.tasks.list({ officers: away }, { limit: TASKS_AT_ONCE, ...(cursor !== undefined && { cursor }) });
    held.push(...page.items);
    cursor = page.next ?? undefined;
    more = page.next !== null;
  }
  return held.filter((task) => !task.rehearsal && isStuck(days, task));
}

/** On duty wherever he has or had a post: nothing of his can be stuck. */
function isThere(days: KnownDays, id: OfficerId): boolean {
  const { posts } = days.officer(id);
  return posts.length > 0 && posts.every(({ agency }) => days.presence(id, agency) === 'on duty');
}

function isStuck({ days, today, officer, absence }: KnownDays, { officer: holder, agency, dueAt }: StoredTask): boolean {
  if (holder === null || agency === null) return false;
  const inCharge = [holder, absence(holder)?.substitute].flatMap((id) => id ?? []);
  return !inCharge.some((id) => canWaitFor(days, officer(id), { agency, dueAt }, today));
}

/** False when the task is no longer held so. */
async function release(deps: ActDeps, { dossierId, run }: StoredTask): Promise<boolean> {
  const since = await heldSince(deps.store, dossierId, run);
  if (since === null) return false;
  try {
    await performAct(deps, dossierId, ROSTER, { type: 'release', run }, `roster/${dossierId}/${run}/${since}`);
    return true;
  } catch (error) {
    if (error instanceof RefusedAct) return false;
    throw error;
  }
}

/** Number of the fact by which the task came to who holds it: names this holding, so that it is ended once. */
async function heldSince(store: Store, dossierId: string, run: string): Promise<number | null> {
  const moves = (await store.facts.of(dossierId)).filter(
    (fact) => (fact.type === 'taskClaimed' || fact.type === 'taskReassigned' || fact.type === 'taskReleased') && fact.run === run,
  );
  const last = moves.at(-1);
  return last && last.type !== 'taskReleased' ? last.no : null;
}
