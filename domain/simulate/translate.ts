/** The words of a scenario as acts of the engine. */
import type { Act, Actor } from '../engine/event.js';
import type { Fact } from '../engine/fact.js';
import { postActor } from '../organisation/post-actor.js';
import type { ActEvent, OrganisationDefinition, PayEvent, ReplyEvent, ScenarioEvent } from '../procedure/definition.js';
import type { Plan } from '../procedure/plan.js';
import { parseInstant } from '../time/civil-time.js';
import type { Instant } from '../time/instant.js';

export interface Translation {
  readonly at: Instant;
  readonly by: Actor;
  readonly act: Act;
}

export interface Setting {
  readonly plan: Plan;
  readonly organisation: OrganisationDefinition;
  readonly utcOffset: string;
  readonly facts: readonly Fact[];
}

const VERB = /^(request supplement|receive supplement|ask extension|rule extension|give opinion|finish automatic|\S+)(?: (\S+))?$/;
/** Acts on the dossier as a whole; every other act is done at a step. */
const ON_DOSSIER = ['accept', 'decline', 'receive supplement', 'withdraw', 'stop', 'rule extension', 'apologise', 'pay'];

/** Acts that always come with a reason: a scenario that gives none gets its own words. */
const MUST_SAY_WHY = [
  'decline',
  'return',
  'request supplement',
  'refuse',
  'withdraw',
  'stop',
  'ask extension',
  'rule extension',
  'apologise',
  'object',
];
/** Acts that have no place for one. */
const SAYS_NOTHING = ['accept', 'claim', 'release', 'reassign', 'receive supplement', 'pay', 'finish automatic'];

/** The act meant by an event, at the newest run of the step it names. Throws RangeError for an officer or a step that does not exist. */
export function translate(event: ScenarioEvent, setting: Setting): Translation {
  const at = parseInstant(event.at, setting.utcOffset);
  if ('reply' in event) return { at, by: replier(event, setting), act: replyAct(event, setting) };
  if ('pay' in event) return { at, by: { kind: 'system', id: connectorAt(event.pay, setting) }, act: payAct(event, setting) };
  return { at, by: officer(event.officer, setting), act: spokenAct(event, setting) };
}

function spokenAct(event: ActEvent, setting: Setting): Act {
  const [, verb = '', step] = VERB.exec(event.act) ?? [];
  const note = event.note ?? (MUST_SAY_WHY.includes(verb) ? `${event.act} ${event.at}` : undefined);
  // a step is named for every act done at one, except a supplement that the desk asks for before acceptance
  const run = step === undefined ? {} : { run: runOf(step, setting) };
  if (step === undefined && !ON_DOSSIER.includes(verb) && verb !== 'request supplement')
    throw new RangeError(`"${event.act}" names no step; expected for example "complete appraise"`);
  return {
    type: verb,
    ...run,
    ...details(verb, event, setting, step),
    ...(note !== undefined && !SAYS_NOTHING.includes(verb) && { note }),
  } as Act;
}

function details(verb: string, event: ActEvent, setting: Setting, step: string | undefined): Record<string, unknown> {
  switch (verb) {
    case 'complete':
      return { ...given({ outcome: event.outcome }), ...resultsOf(event, setting, step!) };
    case 'request supplement':
    case 'receive supplement':
      return { documents: event.documents ?? askedDocuments(setting) };
    case 'rule extension':
      return { granted: event.granted ?? true, decision: event.decision ?? '01/QĐ' };
    case 'apologise':
      return given({ newAppointmentAt: event.newAppointment && parseInstant(event.newAppointment, setting.utcOffset) });
    case 'pay':
      return payment(undefined, event.amount, setting);
    case 'finish automatic':
      return { ok: event.ok ?? true, ...given({ value: event.value }) };
    default:
      return given({ ...plain(event), officer: event.toOfficer });
  }
}

/** What the remaining acts bring, under the same names in scenario and act. */
function plain({ ground, length, to, party, opinion, method }: ActEvent): Record<string, unknown> {
  return { ground, length, to, party, opinion, method };
}

/** Completing a step that produces results brings all of them, unless the event says which. */
function resultsOf(event: ActEvent, { plan }: Setting, step: string): { results?: Record<string, string> } {
  const definition = plan.steps[step];
  const produces = definition?.kind === 'task' ? definition.produces : [];
  const backward = definition?.kind === 'task' && event.outcome !== undefined && definition.outcomes[event.outcome]?.atMost !== undefined;
  const keys = event.results ?? (backward ? [] : produces);
  return keys.length === 0 ? {} : { results: Object.fromEntries(keys.map((key) => [key, `file-${key}`])) };
}

function replyAct(event: ReplyEvent, setting: Setting): Act {
  const { reply: step, kind, obligation, value, note } = event;
  const run = runOf(step, setting);
  const owed = obligation && { reference: obligation.reference ?? `${run.replace('#', '-')}`, amount: obligation.amount };
  return {
    type: 'reply',
    run,
    reply: kind,
    ...(owed && { obligation: owed }),
    ...(value !== undefined && { value }),
    ...(note !== undefined && { note }),
  };
}

function replier(event: ReplyEvent, setting: Setting): Actor {
  return event.officer === undefined ? { kind: 'system', id: connectorAt(event.reply, setting) } : officer(event.officer, setting);
}

function payAct(event: PayEvent, setting: Setting): Act {
  return { type: 'pay', ...payment(event.pay, event.amount, setting) };
}

/** What is left of the newest obligation (of the step, when one is named), or the amount said. */
function payment(step: string | undefined, amount: number | undefined, { facts }: Setting): { reference: string; amount: number } {
  const owed = facts.filter((fact) => fact.type === 'obligationStated' && (step === undefined || fact.run.startsWith(`${step}#`))).at(-1);
  if (owed?.type !== 'obligationStated')
    throw new RangeError(`nothing is owed${step === undefined ? '' : ` from ${step}`}; expected a reply that states an obligation before`);
  const paid = facts.filter((fact) => fact.type === 'obligationPaid' && fact.reference === owed.reference).at(-1);
  return { reference: owed.reference, amount: amount ?? (paid?.type === 'obligationPaid' ? paid.left : owed.amount) };
}

/** The papers the open supplement request asked for. */
function askedDocuments({ facts }: Setting): readonly string[] {
  const asked = facts.filter((fact) => fact.type === 'supplementRequested').at(-1);
  return asked?.type === 'supplementRequested' ? asked.documents : [];
}

function connectorAt(step: string, { plan }: Setting): string {
  const handoff = plan.steps[step];
  const connector = handoff?.kind === 'handoff' ? plan.parties[handoff.to]?.connector : undefined;
  if (connector === undefined) throw new RangeError(`${step} is no handoff through a connector; expected one, or an officer who replies`);
  return connector;
}

function officer(post: string, { organisation }: Setting): Actor {
  const actor = postActor(organisation, post);
  if (!actor) throw new RangeError(`there is no post ${post}; expected one of ${Object.keys(organisation.posts).join(', ')}`);
  return actor;
}

function runOf(step: string, { plan, facts }: Setting): string {
  if (!Object.hasOwn(plan.steps, step))
    throw new RangeError(`there is no step ${step}; expected one of ${Object.keys(plan.steps).join(', ')}`);
  const opened = facts.filter((fact) => fact.type === 'stepOpened' && fact.step === step).length;
  // a step that was never entered: its first run, which the engine refuses in its own words
  return `${step}#${Math.max(1, opened)}`;
}

function given(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
