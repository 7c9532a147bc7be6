import { ruleOf } from './acts/index.js';
import { firstOf, refuse } from './acts/rule.js';
import { blankState, type Draft, draftOf } from './draft.js';
import type { Refusal, World } from './engine.js';
import type { Act, Event } from './event.js';
import { passTime } from './passing-time.js';
import type { State } from './state.js';

/** Why the event cannot happen in this state; null when it can. Pure; `advance` throws on exactly the events this refuses. */
export function judge(world: World, state: State | null, event: Event): Refusal | null {
  return firstOf(
    () => inOrder(state, event),
    () => judgeDraft(caughtUp(world, state, event), event),
  );
}

/** The dossier as it is when the event comes: all that time does before it is done. */
export function caughtUp(world: World, state: State | null, event: Event): Draft {
  const draft = draftOf(world, state ?? blankState(event), event);
  passTime(draft, event.at);
  draft.by = event.by;
  return draft;
}

/** The same, on a draft that has been caught up. */
export function judgeDraft(draft: Draft, event: Event): Refusal | null {
  const { act, by } = event;
  if (act.type === 'wake') return null;
  if (draft.state.closed) return refuse('DOSSIER_CLOSED', draft.state.status);
  const run = 'run' in act && act.run !== undefined ? draft.state.runs.find((each) => each.id === act.run) : undefined;
  if ('run' in act && act.run !== undefined && !run)
    return refuse(
      'NO_SUCH_RUN',
      act.run,
      draft.state.runs.map((each) => each.id),
    );
  const rule = ruleOf(act);
  const inner = { judge: (one: Act, whose = by) => judgeDraft(draft, { ...event, act: one, by: whose }), carryOut: () => undefined };
  return rule.permitted(draft, by, run) ?? rule.details?.(draft, act, by, inner) ?? null;
}

export function inOrder(state: State | null, event: Event): Refusal | null {
  const receiving = event.act.type === 'receive';
  if (!state) return receiving ? null : refuse('NOT_RECEIVED');
  if (receiving) return refuse('ALREADY_RECEIVED', state.number);
  return event.at < state.now ? refuse('TIME_RUNS_BACKWARDS', String(event.at), [String(state.now)]) : null;
}
