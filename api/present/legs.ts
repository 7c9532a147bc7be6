/** Legs and promised dates as the API shows them: names joined, instants in ISO, office time in minutes. */
import type { TimeOwner } from '../../domain/clock/buckets.js';
import type { DossierLeg, Legs } from '../../domain/engine/legs.js';
import type { PromisedDate } from '../../domain/engine/promises.js';
import { type Instant, MINUTE } from '../../domain/time/instant.js';
import { toIso, toIsoOrNull } from '../instants.js';
import { deadlineWords } from '../messages/deadline-words.js';
import type { Names } from '../messages/fact-sentences.js';
import type { Text } from '../messages/text.js';
import { LEG_STATE_WORDS } from '../messages/words.js';

export const minutes = (ms: number): number => Math.round(ms / MINUTE);
export const minutesOrNull = (ms: number | null): number | null => (ms === null ? null : minutes(ms));

export function presentLegs({ legs, promises }: Legs, now: Instant, names: Names) {
  return {
    now: toIso(now),
    promises: promises.map((promise) => presentPromise(promise, names)),
    legs: legs.map((leg) => presentLeg(leg, names)),
  };
}

export function presentPromise(
  { id, status, promisedAt, dueAt, moves, endedAt, foreseenAt, expectedAt, late }: PromisedDate,
  names: Names,
) {
  return {
    id,
    name: deadlineWords(id, names.step),
    status,
    promisedAt: toIsoOrNull(promisedAt),
    dueAt: toIsoOrNull(dueAt),
    moves: moves.map(({ at, cause, from, to }) => ({ at: toIso(at), cause, from: toIsoOrNull(from), to: toIsoOrNull(to) })),
    endedAt: toIsoOrNull(endedAt),
    foreseenAt: toIsoOrNull(foreseenAt),
    expectedAt: toIsoOrNull(expectedAt),
    lateMinutes: minutes(late),
  };
}

function presentLeg(leg: DossierLeg, names: Names) {
  const { step, run, kind, state, counted, promise, term, sender, crossings, timeliness, off, pastPromise } = leg;
  return {
    step,
    stepName: names.step(step),
    run,
    kind,
    state,
    stateName: LEG_STATE_WORDS[state],
    by: presentOwner(leg.by, names),
    counted,
    promise,
    term: term && { length: term.length, unit: term.unit },
    sender,
    crossings: crossings.map(({ sentAt, receivedAt, acceptedAt, ...crossing }) => ({
      ...crossing,
      sentAt: toIso(sentAt),
      receivedAt: toIsoOrNull(receivedAt),
      acceptedAt: toIsoOrNull(acceptedAt),
    })),
    from: toIso(leg.from),
    dueAt: toIsoOrNull(leg.dueAt),
    endsAt: toIso(leg.endsAt),
    timeliness,
    offMinutes: minutesOrNull(off),
    pastPromiseMinutes: minutes(pastPromise),
  };
}

const OWNER_WORDS = {
  applicant: { vi: 'Người nộp hồ sơ', en: 'the applicant' },
  closed: { vi: 'Ngoài giờ làm việc', en: 'office closed' },
  nobody: { vi: 'Không ai', en: 'nobody' },
} as const;

export function presentOwner(owner: TimeOwner, names: Names) {
  if (!('agency' in owner)) return { kind: owner.kind, name: OWNER_WORDS[owner.kind] };
  const officer = 'officer' in owner && owner.officer !== undefined && { officer: owner.officer };
  const name = names.agency(owner.agency);
  return { kind: owner.kind, agency: owner.agency, ...officer, name: owner.kind === 'on its way' ? onItsWay(name) : name };
}

export const APPLICANT: Text = OWNER_WORDS.applicant;

function onItsWay({ vi, en }: Text): Text {
  return { vi: `${vi}, đang chuyển`, en: `${en}, on its way` };
}
