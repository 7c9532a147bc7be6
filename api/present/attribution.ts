/** Whose time it was, as the API shows it. */
import type { TimeBucket, TimePart } from '../../domain/clock/buckets.js';
import type { Reckoning } from '../../domain/engine/journey.js';
import type { LegTime, Missed, Times } from '../../domain/engine/leg-times.js';
import { MINUTE } from '../../domain/time/instant.js';
import { toIso, toIsoOrNull } from '../instants.js';
import { deadlineWords } from '../messages/deadline-words.js';
import type { Names } from '../messages/fact-sentences.js';
import { minutes, minutesOrNull, presentOwner } from './legs.js';

export function presentTimes({ from, until, buckets, legs, rest, missed }: Times, reckoning: Reckoning, names: Names) {
  const parts = wholeMinutes([...legs.flatMap((each) => each.parts), ...rest]);
  const spent = (each: TimeBucket, inMinutes: number) => {
    const { ms, ...owner } = each;
    return { owner: presentOwner(owner, names), ms, minutes: inMinutes };
  };
  const ofParts = (of: readonly TimePart[]) => of.map((part) => spent(part, parts.get(part)!));
  const whole = wholeMinutes(buckets);
  return {
    reckoning,
    from: toIso(from),
    until: toIso(until),
    elapsedMs: until - from,
    elapsedMinutes: Math.floor((until - from) / MINUTE),
    buckets: buckets.map((bucket) => spent(bucket, whole.get(bucket)!)),
    legs: legs.map((each) => ({ ...presentLegTime(each, names), parts: ofParts(each.parts) })),
    rest: ofParts(rest),
    missed: missed.map((each) => presentMissed(each, names)),
  };
}

/** Whole minutes whose sum is that of the whole: where parts of a minute are left over, they go to those that lack least for one more. */
export function wholeMinutes<P extends { readonly ms: number }>(parts: readonly P[]): Map<P, number> {
  const whole = new Map(parts.map((part) => [part, Math.floor(part.ms / MINUTE)]));
  const sum = parts.reduce((total, { ms }) => total + ms, 0);
  let left = Math.floor(sum / MINUTE) - [...whole.values()].reduce((total, each) => total + each, 0);
  for (const part of [...parts].sort((one, other) => (other.ms % MINUTE) - (one.ms % MINUTE))) {
    if (left-- <= 0) break;
    whole.set(part, whole.get(part)! + 1);
  }
  return whole;
}

function presentLegTime({ leg, allowed, used, over, onItsWay }: LegTime, names: Names) {
  const { run, step, by, counted, dueAt, endsAt, timeliness } = leg;
  return {
    run: run!,
    step,
    stepName: names.step(step),
    by: presentOwner(by, names),
    counted,
    dueAt: toIsoOrNull(dueAt),
    endsAt: toIso(endsAt),
    timeliness,
    allowedMinutes: minutesOrNull(allowed),
    usedMinutes: minutes(used),
    overMinutes: minutes(over),
    onItsWayMinutes: minutes(onItsWay),
  };
}

function presentMissed({ promise, legs, owners }: Missed, names: Names) {
  return {
    promise: promise.id,
    name: deadlineWords(promise.id, names.step),
    dueAt: toIso(promise.dueAt!),
    endedAt: toIsoOrNull(promise.endedAt),
    lateMinutes: minutes(promise.late),
    legs: legs.map(({ leg }) => leg.run!),
    owners: owners.map(({ agency, over, onItsWay }) => ({
      agency,
      name: names.agency(agency),
      overMinutes: minutes(over),
      onItsWayMinutes: minutes(onItsWay),
    })),
  };
}
