import { dueAt as dueAtOf } from '../../clock/due.js';
import type { Refusal } from '../engine.js';
import { command, type Draft, record } from '../draft.js';
import { hold, meet, promised, release, startDeadline } from '../deadlines.js';
import type { Actor, RequestSupplement } from '../event.js';
import type { Deadline, Run } from '../state.js';
import type { Step } from '../../procedure/plan.js';
import { partyOf } from '../parties.js';
import { beforeAcceptance } from './reception.js';
import { type ActOf, type ActRule, actsFor, atDesk, firstOf, headsCentre, inProcess, refuse, unknownDocument } from './rule.js';
import { mayWorkOn, stepOf } from './task.js';

/**
 * All missing papers at once, and only papers that the definition lists (Decree 61/2018, art. 5 and 19.4). Before acceptance the desk asks and no clock runs;
 * after it an agency asks from its task, or while its system is awaited, once, and the clock stands still. A second request needs the head: of the centre before acceptance, of the agency after it.
 * A paper that a national database's data stand in for is asked of nobody before the database was (Resolution 66.7/2025).
 */
export const requestSupplement: ActRule<ActOf<'request supplement'>> = {
  permitted: (draft, by, run) =>
    run
      ? permittedFromTask(draft, by, run)
      : firstOf(
          () => beforeAcceptance(draft),
          () => notOpen(draft),
          () => permittedAtDesk(draft, by),
        ),
  details: (draft, act) =>
    act.documents.length === 0
      ? refuse('DOCUMENT_MISSING', '', Object.keys(draft.world.plan.documents))
      : (unknownDocument(draft, act.documents) ?? notLookedUp(draft, act)),
  carryOut: (draft, act) => {
    const { supplements } = draft.state;
    const run = act.run ?? null;
    if (run) supplements.requested += 1;
    else supplements.atDesk = (supplements.atDesk ?? 0) + 1;
    supplements.open = { run, documents: act.documents };
    const { regime } = draft.world.plan;
    record(draft, {
      type: 'supplementRequested',
      run,
      documents: act.documents,
      ...(act.lookups && { lookups: act.lookups }),
      note: act.note,
      time: run ? supplements.requested : supplements.atDesk!,
      late: noticeLate(draft),
    });
    for (const deadline of concerned(draft, run)) hold(draft, deadline, 'supplement', regime.supplement.policy);
    if (regime.supplement.expires && draft.state.acceptedAt !== undefined)
      startDeadline(draft, `supplement#${supplements.requested}`, { term: regime.supplement.expires, rungs: [] });
    command(draft, 'paper-supplement', {
      type: 'issue paper',
      paper: 'supplement',
      form: regime.forms['supplement'] ?? '',
      note: act.note,
    });
    command(draft, 'notify-supplement', { type: 'notify', to: 'applicant', about: 'supplement requested', note: act.note });
  },
  lookups: ({ world }) =>
    Object.fromEntries(
      Object.entries(world.plan.documents).flatMap(([key, { replaceableBy }]) =>
        replaceableBy === undefined ? [] : [[key, replaceableBy]],
      ),
    ),
};

/** The desk receives what was asked for; the clock restarts or goes on, as the regime says. */
export const receiveSupplement: ActRule<ActOf<'receive supplement'>> = {
  permitted: (draft, by) =>
    firstOf(
      () => (draft.state.supplements.open ? null : refuse('SUPPLEMENT_NOT_OPEN')),
      () => atDesk(draft, by),
    ),
  details: (draft, act) => {
    const missing = draft.state.supplements.open!.documents.find((key) => !act.documents.includes(key));
    return missing === undefined
      ? unknownDocument(draft, act.documents)
      : refuse('DOCUMENT_MISSING', missing, draft.state.supplements.open!.documents);
  },
  carryOut: (draft, act) => {
    const { supplements, documents, deadlines } = draft.state;
    const { run } = supplements.open!;
    supplements.open = null;
    draft.state.documents = [...new Set([...documents, ...act.documents])];
    record(draft, { type: 'supplementReceived', documents: act.documents });
    meet(draft, deadlines[`supplement#${supplements.requested}`]);
    for (const deadline of concerned(draft, run)) release(draft, deadline, 'supplement');
  },
};

function notLookedUp({ world }: Draft, { documents, lookups = {} }: RequestSupplement): Refusal | null {
  const database = (key: string): string | undefined => world.plan.documents[key]?.replaceableBy;
  const replaced = documents.filter((key) => database(key) !== undefined);
  const missing = replaced.find((key) => lookups[key] === undefined);
  if (missing !== undefined) return refuse('LOOKUP_MISSING', missing, [database(missing)!]);
  const idle = Object.keys(lookups).find((key) => !replaced.includes(key));
  return idle === undefined ? null : refuse('LOOKUP_WITHOUT_EFFECT', idle, replaced);
}

function permittedFromTask(draft: Draft, by: Actor, run: Run): Refusal | null {
  const step = stepOf(draft, run);
  const { allowed, atMost, withoutApproval } = draft.world.plan.regime.supplement;
  const { requested } = draft.state.supplements;
  if (!mayAsk(step) || !allowed) return refuse('NOT_ALLOWED_NOW', run.step);
  return firstOf(
    () => inProcess(draft),
    () => notOpen(draft),
    () => (requested >= atMost ? refuse('SUPPLEMENT_EXHAUSTED', String(requested), [String(atMost)]) : null),
    () => (requested < withoutApproval ? asksFor(draft, by, run) : needsHead(draft, by, run)),
  );
}

const mayAsk = (step: Step): boolean =>
  (step.kind === 'task' || step.kind === 'handoff') && step.may?.includes('request supplement') === true;

/** The officer who works on the step; while another system does, an officer of its agency. */
function asksFor(draft: Draft, by: Actor, run: Run): Refusal | null {
  const step = stepOf(draft, run);
  return step.kind === 'handoff' ? actsFor(draft, by, step.to, 'either') : mayWorkOn(draft, by, run);
}

function permittedAtDesk(draft: Draft, by: Actor): Refusal | null {
  const { atMost, withoutApproval } = draft.world.plan.regime.supplement;
  const { atDesk: asked = 0 } = draft.state.supplements;
  if (asked >= atMost) return atDesk(draft, by) ?? refuse('SUPPLEMENT_EXHAUSTED', String(asked), [String(atMost)]);
  return asked < withoutApproval ? atDesk(draft, by) : ofHead(headsCentre(draft, by));
}

const needsHead = (draft: Draft, by: Actor, run: Run): Refusal | null => ofHead(actsFor(draft, by, partyOf(stepOf(draft, run))!, 'head'));

function ofHead(refusal: Refusal | null): Refusal | null {
  return refusal?.code === 'WRONG_ROLE' ? refuse('SUPPLEMENT_NEEDS_HEAD', refusal.found, refusal.expected) : refusal;
}

function notOpen(draft: Draft): Refusal | null {
  return draft.state.supplements.open ? refuse('SUPPLEMENT_OPEN') : null;
}

/** The promised dates and the term of the step that asked. */
function concerned(draft: Draft, run: string | null): Deadline[] {
  const own = run ? draft.state.deadlines[`step:${run}`] : undefined;
  return own ? [...promised(draft), own] : promised(draft);
}

/** The request has its own limit, counted from reception; past it the request stands but is recorded as late. */
function noticeLate(draft: Draft): boolean {
  const within = draft.world.plan.regime.supplement.noticeWithin;
  if (!within || draft.state.acceptedAt === undefined) return false;
  const limit = dueAtOf(draft.world.calendar, { term: within, start: draft.state.receivedAt });
  return limit !== null && draft.at > limit;
}
