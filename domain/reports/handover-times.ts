/**
 * How long handovers take, counted over many dossiers, for each two agencies (E8: transfer time between agencies). Whose time it is, as in decision 11: until it is received
 * the sender's, from then on that of who has it.
 */
import type { WorkingTime } from '../calendar/working-time.js';
import { runningTime } from '../clock/running-time.js';
import { standstills } from '../clock/suspensions.js';
import type { Suspension } from '../clock/term.js';
import type { CrossingTimes } from '../engine/crossings.js';
import type { AgencyId } from '../engine/event.js';
import { takenUpAt } from '../engine/journey.js';
import type { Instant } from '../time/instant.js';

/** Milliseconds, each one that was really taken: the nearest rank, nothing in between is made up. */
export interface Spread {
  readonly median: number;
  readonly p90: number;
  readonly longest: number;
}

/** One part of the way, of as many handovers as have gone it. */
export interface Stretch {
  readonly of: number;
  /** Office time; until done, in which the clock of the step ran. */
  readonly working: Spread;
  /** All time. */
  readonly calendar: Spread;
}

/** `sent` is `accepted`, `onItsWay`, `notTakenUp` and `neverAccepted` together. */
export interface PairTimes {
  readonly from: AgencyId;
  readonly to: AgencyId;
  readonly media: Readonly<Record<CrossingTimes['medium'], number>>;
  readonly sent: number;
  /** Of those sent: what a centre forwarded for the first time, within the day and later. */
  readonly forwardedInTime: number;
  readonly forwardedLate: number;
  readonly received: number;
  readonly accepted: number;
  readonly returned: number;
  readonly done: number;
  /** Not received yet. */
  readonly onItsWay: number;
  /** Received and not accepted yet; with an outside system: not answered. */
  readonly notTakenUp: number;
  /** Over before anybody took it up: passed on, cancelled, ended by time itself. */
  readonly neverAccepted: number;
  /** Null where none has come so far. */
  readonly toReceived: Stretch | null;
  readonly toAccepted: Stretch | null;
  readonly toDone: Stretch | null;
  /** From sent until taken up, or until now while it is not. */
  readonly transfer: Stretch | null;
}

/** Of each two agencies, what has been counted so far. */
export type Tallies = Map<string, Tally>;

type Counts = { -readonly [K in keyof PairTimes as PairTimes[K] extends number ? K : never]: number };
type StretchName = 'toReceived' | 'toAccepted' | 'toDone' | 'transfer';
type Lengths = { readonly working: number[]; readonly calendar: number[] };

interface Tally extends Pick<PairTimes, 'from' | 'to'> {
  readonly media: Record<CrossingTimes['medium'], number>;
  readonly counts: Counts;
  readonly lengths: Readonly<Record<StretchName, Lengths>>;
}

/** Counts one more handover. `time`: of its dossier's calendar; `now`: null where what waits is not to be counted so far. */
export function tally(tallies: Tallies, crossing: CrossingTimes, time: WorkingTime, now: Instant | null): void {
  const { from, to, medium, sentAt, receivedAt, acceptedAt, endedAt, end } = crossing;
  const key = `${from} ${to}`;
  const own = tallies.get(key) ?? blank(from, to);
  tallies.set(key, own);
  own.media[medium] += 1;
  for (const name of namesOf(crossing)) own.counts[name] += 1;
  const took = (name: StretchName, since: Instant | null, until: Instant | null, stood: readonly Suspension[] = []) => {
    if (since === null || until === null) return;
    own.lengths[name].working.push(runningTime(time, since, until, standstills(stood, since)));
    own.lengths[name].calendar.push(Math.max(0, until - since));
  };
  took('toReceived', sentAt, receivedAt);
  took('toAccepted', receivedAt, acceptedAt);
  took('toDone', acceptedAt, end === 'done' ? endedAt : null, crossing.stood);
  took('transfer', sentAt, takenUpAt(crossing) ?? (end === null ? now : null));
}

/** The slowest pair first: by the transfer time that nine of ten keep, in office time. */
export function pairTimes(tallies: Tallies): PairTimes[] {
  const pairs = [...tallies.values()].map(({ from, to, media, counts, lengths }) => ({
    ...{ from, to, media, ...counts },
    toReceived: stretchOf(lengths.toReceived),
    toAccepted: stretchOf(lengths.toAccepted),
    toDone: stretchOf(lengths.toDone),
    transfer: stretchOf(lengths.transfer),
  }));
  return pairs.sort((one, other) => slowness(other) - slowness(one) || (one.from + one.to < other.from + other.to ? -1 : 1));
}

function slowness({ transfer }: PairTimes): number {
  return transfer?.working.p90 ?? -1;
}

function* namesOf({ forwardBy, sentAt, receivedAt, acceptedAt, end }: CrossingTimes): Generator<keyof Counts> {
  yield 'sent';
  if (forwardBy !== null) yield sentAt <= forwardBy ? 'forwardedInTime' : 'forwardedLate';
  if (receivedAt !== null) yield 'received';
  if (acceptedAt !== null) yield 'accepted';
  else if (end !== null) yield 'neverAccepted';
  else yield receivedAt === null ? 'onItsWay' : 'notTakenUp';
  if (end === 'done' || end === 'returned') yield end;
}

function blank(from: AgencyId, to: AgencyId): Tally {
  const none = (): Lengths => ({ working: [], calendar: [] });
  return {
    ...{ from, to, media: { electronic: 0, paper: 0, connector: 0 } },
    counts: {
      ...{ sent: 0, forwardedInTime: 0, forwardedLate: 0, received: 0, accepted: 0, returned: 0, done: 0 },
      ...{ onItsWay: 0, notTakenUp: 0, neverAccepted: 0 },
    },
    lengths: { toReceived: none(), toAccepted: none(), toDone: none(), transfer: none() },
  };
}

function stretchOf({ working, calendar }: Lengths): Stretch | null {
  return working.length === 0 ? null : { of: working.length, working: spreadOf(working), calendar: spreadOf(calendar) };
}

function spreadOf(lengths: readonly number[]): Spread {
  const sorted = Float64Array.from(lengths).sort();
  const rank = (share: number) => sorted[Math.ceil(share * sorted.length) - 1]!;
  return { median: rank(0.5), p90: rank(0.9), longest: rank(1) };
}
