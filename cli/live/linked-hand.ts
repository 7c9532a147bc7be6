/** Stands in for the officers of another agency at the dossier that a step has opened there: by nothing but the acts that the API allows each of them. */
import { setTimeout as pause } from 'node:timers/promises';
import type { LinkedOutcome } from '../../domain/engine/event.js';
import type { OrganisationDefinition } from '../../domain/procedure/definition.js';
import type { HandoffStep, Plan, TaskStep } from '../../domain/procedure/plan.js';
import { actBody, type ActWords } from './act-body.js';
import type { ApiClient } from './api-client.js';
import { stoodStill } from './stood-still.js';
import { uploadResults } from './upload-results.js';

/** More than any procedure has steps; a dossier that is not over by then never will be. */
const MOST_MOVES = 200;
const LOOK_EVERY_MS = 100;
const NOTE = 'Người của cơ quan liên thông làm (diễn tập)';

export interface LinkedWorld {
  readonly api: ApiClient;
  /** Reads every dossier. */
  readonly reader: string;
  readonly organisation: OrganisationDefinition;
  readonly procedures: (code: string) => { readonly plan: Plan; readonly words: ActWords };
  /** Connectors whose office answers by itself; for the others the hand answers. */
  readonly offices: readonly string[];
}

interface Shown {
  readonly id: string;
  readonly procedure: string;
  readonly closed: boolean;
  readonly centre: string;
  readonly tasks: readonly { readonly agency: string | null }[];
}

interface Action {
  readonly act: string;
  readonly run?: string;
  readonly choices?: readonly string[];
}

/** An officer of the agency accepts it. */
export async function acceptLinked(world: LinkedWorld, id: string): Promise<void> {
  await moveOn(world, await read(world, id), ['accept']);
}

/** Its officers bring it to the end that is wanted, as soon as it can be had. */
export async function endLinked(world: LinkedWorld, id: string, outcome: LinkedOutcome): Promise<void> {
  const wanted = { granted: [], refused: ['refuse'], stopped: ['stop'] }[outcome];
  for (let moves = 0; moves < MOST_MOVES; moves += 1) {
    const dossier = await read(world, id);
    if (dossier.closed) return;
    if (!(await moveOn(world, dossier, ['accept', ...wanted, 'complete', 'reply']))) await pause(LOOK_EVERY_MS);
  }
  throw await stoodStill('a linked dossier to end', world.api.as(world.reader), id);
}

const read = ({ api, reader }: LinkedWorld, id: string): Promise<Shown> => api.as(reader).get<Shown>(`/dossiers/${id}`);

/** Does the first of the acts that one of its officers may do now; false when none may. */
async function moveOn(world: LinkedWorld, dossier: Shown, acts: readonly string[]): Promise<boolean> {
  const allowed = await allowedTo(world, dossier);
  for (const { officer, action } of acts.flatMap((act) => allowed.filter((each) => each.action.act === act))) {
    const body = await bodyOf(world, dossier, officer, action);
    if (!body) continue;
    await world.api.as(officer).post(`/dossiers/${dossier.id}/acts`, body);
    return true;
  }
  return false;
}

async function allowedTo({ api, organisation }: LinkedWorld, { id, centre, tasks }: Shown): Promise<{ officer: string; action: Action }[]> {
  const agencies = new Set([centre, ...tasks.flatMap(({ agency }) => agency ?? [])]);
  const officers = Object.entries(organisation.posts).flatMap(([officer, { agency }]) => (agencies.has(agency) ? [officer] : []));
  const asked = officers.map(async (officer) => {
    const { actions } = await api.as(officer).get<{ actions: readonly Action[] }>(`/dossiers/${id}/actions`);
    return actions.map((action) => ({ officer, action }));
  });
  return (await Promise.all(asked)).flat();
}

/** Null where somebody else does it. */
async function bodyOf(world: LinkedWorld, dossier: Shown, officer: string, action: Action): Promise<object | null> {
  const { plan, words } = world.procedures(dossier.procedure);
  const { act, run = '' } = action;
  const step = plan.steps[run.split('#')[0]!];
  if (act === 'complete' && step?.kind === 'task') return completionOf(world, dossier, officer, action, step);
  if (act === 'reply' && step?.kind === 'handoff') return answerOf(world, plan, action, step);
  if (act === 'refuse') return actBody({ type: act, run, ground: plan.regime.refusal.grounds[0]!, note: NOTE }, undefined, words);
  return { type: act, ...(act === 'stop' && { note: { text: NOTE } }) };
}

async function completionOf(world: LinkedWorld, dossier: Shown, officer: string, action: Action, step: TaskStep): Promise<object> {
  const { act: type, run, choices = [] } = action;
  const outcome = choices.find((each) => step.outcomes[each]?.atMost === undefined) ?? choices[0];
  const results = await uploadResults(world.api.as(officer), dossier, step.produces);
  return { type, run, outcome, ...(step.produces.length > 0 && { results }) };
}

/** An outside office that is at hand answers by itself; for another an officer of the agency does. */
function answerOf({ offices }: LinkedWorld, plan: Plan, { act: type, run }: Action, step: HandoffStep): object | null {
  if (offices.includes(plan.parties[step.to]?.connector ?? '')) return null;
  const [reply, { value }] = Object.entries(step.replies).find(([, { atMost }]) => atMost === undefined)!;
  return { type, run, reply, ...(value && { value: '1/2026' }) };
}
