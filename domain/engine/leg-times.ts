/** The time of a dossier, leg by leg: whose it was, how much of its own term each leg used, and who answers for a promised date that was missed (D4; rule 1.2.7). */
import { type WorkingTime, workingTime } from '../calendar/working-time.js';
import { bucketsOf, type TimeBucket, type TimePart, timeParts } from '../clock/buckets.js';
import { runningTime, totalOf } from '../clock/running-time.js';
import { standstills } from '../clock/suspensions.js';
import type { Instant } from '../time/instant.js';
import { holdersOf } from './attribution.js';
import type { World } from './engine.js';
import type { AgencyId } from './event.js';
import type { Fact } from './fact.js';
import { journeyOf, type Reckoning } from './journey.js';
import { type DossierLeg, legsOf } from './legs.js';
import type { PromisedDate } from './promises.js';
import type { ClockBasis } from './state.js';
import { foldFacts } from './view.js';

/** A leg and its time: office time, in milliseconds, in which its clock ran; but for the parts, which are of all time. */
export interface LegTime {
  readonly leg: DossierLeg;
  /** Up to its due instant; null without a term, before it has begun, and while it is suspended. */
  readonly allowed: number | null;
  readonly used: number;
  readonly over: number;
  /** On its way to where it is done: the sender's. */
  readonly onItsWay: number;
  readonly parts: readonly TimePart[];
}

/** A promised date that was missed, and what took longer than was foreseen. */
export interface Missed {
  readonly promise: PromisedDate;
  /** Legs that went over their own term, came late or were gone through again. */
  readonly legs: readonly LegTime[];
  /** How much of that each agency answers for: its own legs, and its handovers until they were received. */
  readonly owners: readonly { readonly agency: AgencyId; readonly over: number; readonly onItsWay: number }[];
}

export interface Times {
  readonly from: Instant;
  readonly until: Instant;
  /** Their sum is the time from `from` until `until`, to the millisecond. */
  readonly buckets: readonly TimeBucket[];
  /** Legs gone so far. Their parts and the rest are the buckets, divided otherwise. */
  readonly legs: readonly LegTime[];
  /** Time for which no leg was open: before acceptance. */
  readonly rest: readonly TimePart[];
  readonly missed: readonly Missed[];
  /** Legs foreseen. */
  readonly ahead: readonly DossierLeg[];
  readonly promises: readonly PromisedDate[];
}

/** The time of a dossier until it was closed, or until now. */
export function timesOf(world: World, facts: readonly Fact[], now: Instant, reckoning: Reckoning = 'effective'): Times {
  const until = journeyOf(facts, reckoning).closedAt ?? now;
  const held = holdersOf(world.plan, facts, reckoning);
  const parts = timeParts(world.calendar, held, until);
  const { legs, promises } = legsOf(world, facts, until, reckoning);
  const gone = legs.filter(({ run }) => run !== null);
  const ahead = legs.filter(({ run }) => run === null);
  const { deadlines } = foldFacts(null, facts);
  const ownOf = (part: TimePart) => legOf(gone, part);
  const times = gone.map((leg) => {
    const own = parts.filter((part) => ownOf(part) === leg);
    return { leg, ...measured(world, leg, deadlines[`step:${leg.run}`]?.basis, until), parts: own };
  });
  const missed = promises
    .filter(({ dueAt, late }) => late > 0 && dueAt !== null && until > dueAt)
    .map((promise) => missedBy(promise, times, world, until));
  const rest = parts.filter((part) => ownOf(part) === undefined);
  return { from: held[0]?.at ?? until, until, buckets: bucketsOf(parts), legs: times, rest, missed, ahead, promises };
}

/** Each part is of one leg: of several who were asked together, of the one who had the dossier. */
function legOf(legs: readonly DossierLeg[], { run, agency }: TimePart): DossierLeg | undefined {
  const own = legs.filter((leg) => leg.run === run);
  return own.find((leg) => leg.agency === agency) ?? own[0];
}

type Measured = Pick<LegTime, 'allowed' | 'used' | 'over' | 'onItsWay'>;

function measured({ calendar }: World, leg: DossierLeg, basis: ClockBasis | undefined, until: Instant): Measured {
  const time = workingTime(calendar);
  const end = hasEnded(leg) ? leg.endsAt : until;
  const onItsWay = totalOf(leg.crossings.map(({ sentAt, receivedAt }) => time.officeTime(sentAt, receivedAt ?? end)));
  if (!basis) return { allowed: null, used: leg.state === 'on its way' ? 0 : time.officeTime(leg.from, end), over: 0, onItsWay };
  const running = runningSince(time, basis, end);
  const used = running(end);
  const allowed = leg.dueAt === null ? null : running(leg.dueAt);
  return { allowed, used, over: Math.max(0, used - (allowed ?? used)), onItsWay };
}

/** Time in which the clock ran, since it last began from zero. */
function runningSince(time: WorkingTime, { start, suspensions }: ClockBasis, end: Instant): (until: Instant) => number {
  const stood = standstills(suspensions, start);
  const restart = stood.findLast(({ policy, to }) => policy === 'restart' && to !== null && to <= end);
  const begin = restart?.to ?? start;
  return (until) =>
    runningTime(
      time,
      begin,
      until,
      stood.filter(({ from }) => from >= begin),
    );
}

function missedBy(promise: PromisedDate, times: readonly LegTime[], world: World, until: Instant): Missed {
  const its = times.filter(({ leg }) => leg.counted && (leg.promise === promise.id || promise.id === 'total'));
  const legs = its.filter(({ leg, over, onItsWay }) => over > 0 || onItsWay > 0 || isAgain(leg));
  const { officeTime } = workingTime(world.calendar);
  const shares = legs.flatMap(({ leg, over }) => [
    ...('agency' in leg.by ? [{ agency: leg.by.agency, over, onItsWay: 0 }] : []),
    ...leg.crossings.map(({ from, sentAt, receivedAt }) => ({ agency: from, over: 0, onItsWay: officeTime(sentAt, receivedAt ?? until) })),
  ]);
  const agencies = [...new Set(shares.map(({ agency }) => agency))];
  const owners = agencies.map((agency) => {
    const own = shares.filter((share) => share.agency === agency);
    return { agency, over: totalOf(own.map(({ over }) => over)), onItsWay: totalOf(own.map(({ onItsWay }) => onItsWay)) };
  });
  return { promise, legs, owners: owners.filter(({ over, onItsWay }) => over + onItsWay > 0) };
}

function hasEnded({ state }: DossierLeg): boolean {
  return state === 'done' || state === 'cancelled';
}

/** The step had been done before. */
function isAgain({ run }: DossierLeg): boolean {
  return run !== null && !run.endsWith('#1');
}
