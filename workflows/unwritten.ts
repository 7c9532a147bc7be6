import type { Carried, RecentKey, Recorded } from './messages.js';

const KEYS_KEPT = 100;
const MOST_CARRIED = 50;

/**
 * What the workflow has said and cannot know to be in the store yet, event by event, and the keys of the latest acts. The API writes the facts of acts, the workflow
 * those of time; whoever writes takes all that is here along, so that the store never sees a gap.
 */
export interface Unwritten {
  pending: readonly Recorded[];
  recentKeys: readonly RecentKey[];
  /** The last fact that the workflow itself must see written: one that time caused, or the last of too many. */
  owedTo: number;
}

export function unwrittenFrom(carried: Carried | undefined): Unwritten {
  return { pending: carried?.pending ?? [], recentKeys: carried?.recentKeys ?? [], owedTo: 0 };
}

export function keep(unwritten: Unwritten, recorded: Recorded, key?: string): void {
  unwritten.pending = recorded.facts.length > 0 || recorded.commands.length > 0 ? [...unwritten.pending, recorded] : unwritten.pending;
  if (key === undefined) unwritten.owedTo = lastNo(recorded) ?? unwritten.owedTo;
  else
    unwritten.recentKeys = [...unwritten.recentKeys, { key, from: recorded.facts[0]?.no ?? 0, to: lastNo(recorded) ?? 0 }].slice(
      -KEYS_KEPT,
    );
}

/** Facts up to this number are in the store. */
export function forget(unwritten: Unwritten, upTo: number): void {
  unwritten.pending = unwritten.pending.filter((each) => (lastNo(each) ?? 0) > upTo);
}

/** Takes over the writing of all that is here when it has become much: a caller that never says what it has written would make a fresh history heavy. */
export function lighten(unwritten: Unwritten): void {
  const { pending } = unwritten;
  if (pending.length > MOST_CARRIED) unwritten.owedTo = lastNo(pending.at(-1)!) ?? unwritten.owedTo;
}

/** Whether the workflow has something to write itself. */
export function owes(unwritten: Unwritten): boolean {
  return unwritten.pending.some((each) => (each.facts[0]?.no ?? Infinity) <= unwritten.owedTo);
}

/** All that is pending from this fact on. */
export function since(unwritten: Unwritten, from: number): Recorded {
  return joined(
    unwritten.pending.filter((each) => (lastNo(each) ?? 0) >= from),
    from,
  );
}

/** What the act with this key made, as far as it is still here; null when no recent act had it. */
export function madeBy(unwritten: Unwritten, key: string): Recorded | null {
  const known = unwritten.recentKeys.find((each) => each.key === key);
  return known
    ? joined(
        unwritten.pending.filter((each) => (lastNo(each) ?? 0) === known.to),
        known.from,
      )
    : null;
}

export function lastNo(recorded: Recorded): number | undefined {
  return recorded.facts.at(-1)?.no;
}

function joined(parts: readonly Recorded[], from: number): Recorded {
  return { facts: parts.flatMap((each) => each.facts).filter((fact) => fact.no >= from), commands: parts.flatMap((each) => each.commands) };
}
