import type { Instant } from '../time/instant.js';
import { acts, ruleOf } from './acts/index.js';
import type { AllowedAction, World } from './engine.js';
import type { Act, Actor } from './event.js';
import type { Draft } from './draft.js';
import { caughtUp } from './judge.js';
import type { Run, State } from './state.js';

/** Acts on the dossier as a whole; all others are on one open run. */
const ON_DOSSIER: readonly Act['type'][] = [
  'accept',
  'decline',
  'request supplement',
  'receive supplement',
  'withdraw',
  'stop',
  'rule extension',
  'apologise',
  'pay',
  'state obligation',
  'settle obligation',
  'transfer',
  'suspend',
  'resume',
  'endorse',
  'answer',
  'enter',
  'rule entry',
];
const BOTH_WAYS: readonly Act['type'][] = ['request supplement', 'transfer'];
const NOT_OFFERED: readonly Act['type'][] = ['receive', 'wake', 'apply calendar'];

/** What this actor may do now, in the order of the open runs, then on the dossier. The same rules that judge acts decide. */
export function allowedActions(world: World, state: State, by: Actor, at: Instant): AllowedAction[] {
  const draft = caughtUp(world, state, { at: Math.max(at, state.now), by, act: { type: 'wake' } });
  if (draft.state.closed) return [];
  const onRuns = draft.state.runs.flatMap((run) => offered(draft, by, run));
  return [...onRuns, ...offered(draft, by, undefined)];
}

function offered(draft: Draft, by: Actor, run: Run | undefined): AllowedAction[] {
  return types(run).flatMap((type) => {
    const rule = ruleOf({ type });
    if (rule.permitted(draft, by, run)) return [];
    const choices = rule.choices?.(draft, run, by);
    const lookups = rule.lookups?.(draft) ?? {};
    const looked = Object.keys(lookups).length > 0 && { lookups };
    return [{ act: type, ...(run && { run: run.id, step: run.step }), ...(choices && { choices }), ...looked }];
  });
}

function types(run: Run | undefined): Act['type'][] {
  const all = Object.keys(acts) as Act['type'][];
  const onRun = all.filter((type) => !NOT_OFFERED.includes(type) && (BOTH_WAYS.includes(type) || !ON_DOSSIER.includes(type)));
  return run ? onRun : [...ON_DOSSIER];
}
