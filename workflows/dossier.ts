import { ApplicationFailure } from '@temporalio/workflow';
import { advance, Refused } from '../domain/engine/advance.js';
import { allowedActions } from '../domain/engine/allowed-actions.js';
import type { Calendar } from '../domain/calendar/calendar.js';
import type { Step, World } from '../domain/engine/engine.js';
import type { Actor, Event } from '../domain/engine/event.js';
import type { State } from '../domain/engine/state.js';
import { nextWakeUp } from '../domain/engine/wake.js';
import type { Instant } from '../domain/time/instant.js';
import { type ActRequest, type AllowedNow, ENGINE_FAULT, type Recorded, REFUSAL } from './messages.js';
import { forget, keep, madeBy, type Unwritten } from './unwritten.js';

const CLOCK: Actor = { kind: 'system', id: 'clock' };

/** One dossier in the workflow's hands: the engine's state and the facts not yet known to be written. Everything it decides, the engine decides. */
export interface Dossier {
  world: World;
  readonly unwritten: Unwritten;
  /** Milliseconds added to the workflow's clock to get the dossier's. */
  readonly clockOffset: number;
  state: State | null;
  /** When time next does something by itself. */
  wakeAt: Instant | null;
  /** The latest instant for which a timer has fired. */
  reached: Instant;
  /** What the validator found out about the act it let pass, so that the handler need not find it out again. Never there on replay. */
  examined?: { readonly key: string; readonly from: State | null; readonly step: Step };
  /** The first act was refused: there is no dossier. */
  turnedAway?: ApplicationFailure;
}

/**
 * The dossier's own clock. Follows the workflow's, which Temporal replays exactly and can move in virtual time; never runs backwards. A timer that fires is believed before
 * the workflow's clock: seen once with the clock of the task before, after the worker and the server were killed, and the wait began anew.
 */
export function now(dossier: Dossier): Instant {
  // eslint-disable-next-line no-restricted-syntax -- the one place where the sandbox's clock becomes the argument that the engine is given
  return Math.max(Date.now() + dossier.clockOffset, dossier.state?.now ?? 0, dossier.reached);
}

/** Validator: refuses what the engine refuses, before it is in the history. A key known from an earlier run always passes: it is answered, not done again. */
export function examine(dossier: Dossier, request: ActRequest, calendar?: Calendar): void {
  dossier.examined = undefined;
  if (!dossier.state && request.act.type === 'receive') return;
  if (madeBy(dossier.unwritten, request.key)) return;
  dossier.examined = { key: request.key, from: dossier.state, step: stepOf(dossier, eventOf(dossier, request, calendar)) };
}

/** Handler: does the act and returns its facts and commands. A refused reception is kept, so that the workflow ends with it. */
export function perform(dossier: Dossier, request: ActRequest, calendar?: Calendar): Recorded {
  const done = madeBy(dossier.unwritten, request.key);
  if (done) return done;
  const { examined } = dossier;
  // by key: the handler is given the request read anew, never the validator's object
  const step = examined?.key === request.key && examined.from === dossier.state ? examined.step : stepAfresh(dossier, request, calendar);
  if (request.projected) forget(dossier.unwritten, request.projected);
  return take(dossier, step, request.key);
}

/** A timer that was armed for this instant has fired: lets time do what is due. Answers whether anything was. */
export function wake(dossier: Dossier, armedFor: Instant): boolean {
  dossier.reached = Math.max(dossier.reached, armedFor);
  if (dossier.wakeAt === null || dossier.wakeAt > now(dossier)) return false;
  take(dossier, advance(dossier.world, dossier.state, eventOf(dossier, { by: CLOCK, act: { type: 'wake' } })));
  return true;
}

export function allowed(dossier: Dossier, by: Actor, at: Instant): AllowedNow {
  const { world, state } = dossier;
  return { actions: state ? allowedActions(world, state, by, at) : [], now: at, status: state?.status ?? 'not received' };
}

function take(dossier: Dossier, step: Step, key?: string): Recorded {
  const recorded = { facts: step.facts, commands: step.commands };
  keep(dossier.unwritten, recorded, key);
  dossier.state = step.state;
  dossier.world = step.world;
  dossier.wakeAt = nextWakeUp(step.state);
  return recorded;
}

function stepAfresh(dossier: Dossier, request: ActRequest, calendar?: Calendar): Step {
  try {
    return stepOf(dossier, eventOf(dossier, request, calendar));
  } catch (failure) {
    if (!dossier.state && failure instanceof ApplicationFailure) dossier.turnedAway = failure;
    throw failure;
  }
}

/** A defect of the engine turns the act away like a refusal: if it failed the workflow task instead, the act would be tried for ever and stop the legal clock. */
function stepOf(dossier: Dossier, event: Event): Step {
  try {
    return advance(dossier.world, dossier.state, event);
  } catch (error) {
    if (!(error instanceof Refused)) throw ApplicationFailure.nonRetryable(String(error), ENGINE_FAULT);
    const actions = dossier.state ? allowed(dossier, event.by, event.at).actions : [];
    throw ApplicationFailure.nonRetryable(error.refusal.code, REFUSAL, error.refusal, actions);
  }
}

function eventOf(dossier: Dossier, { by, act }: Pick<ActRequest, 'by' | 'act'>, calendar?: Calendar): Event {
  return { at: now(dossier), by, act, ...(calendar && { calendar }) };
}
