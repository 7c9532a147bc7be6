import { ruleOf } from './acts/index.js';
import type { Draft } from './draft.js';
import type { Act, Actor } from './event.js';
import { startStep } from './flow.js';
import { acceptHandover, isUnderway } from './handover.js';
import type { Instant } from '../time/instant.js';

/** Acts on a step that do not say that somebody has taken it up. */
const FROM_OUTSIDE: readonly Act['type'][] = ['acknowledge', 'transfer', 'order branches', 'link', 'reassign', 'release'];

/** Does an act that has been judged. Whoever works on a step that was handed over has thereby taken it up. */
export function carryOut(draft: Draft, act: Act, by: Actor): void {
  if ('run' in act && act.run !== undefined && !FROM_OUTSIDE.includes(act.type)) takeUp(draft, act.run);
  ruleOf(act).carryOut(draft, act, { judge: () => null, carryOut: (inner, whose, at) => earlier(draft, inner, whose, at) });
  draft.by = by;
}

function earlier(draft: Draft, act: Act, by: Actor, at: Instant): void {
  draft.at = at;
  draft.by = by;
  carryOut(draft, act, by);
}

function takeUp(draft: Draft, id: string): void {
  const run = draft.state.runs.find((each) => each.id === id);
  if (!run) return;
  const waited = isUnderway(run);
  acceptHandover(draft, run);
  if (waited) startStep(draft, run);
}
