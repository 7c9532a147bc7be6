/** The words of a scenario as acts of the engine. */
import type { Act, Actor } from '../engine/event.js';
import type { Fact } from '../engine/fact.js';
import { foldFacts } from '../engine/view.js';
import { bindParties } from '../organisation/bind-parties.js';
import { postActor } from '../organisation/post-actor.js';
import { supervisorsOf } from '../organisation/supervising.js';
import type {
  ActEvent,
  LinkedEvent,
  OrganisationDefinition,
  PayEvent,
  ReplyEvent,
  ScenarioEvent,
  StatedObligation,
} from '../procedure/definition.js';
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

const VERB =
  /^(request supplement|receive supplement|ask extension|rule extension|rule entry|give opinion|finish automatic|settle obligation|order branches|ask instruction|\S+)(?: (\S+))?$/;
/** Acts on the dossier as a whole; every other act is done at a step. */
const ON_DOSSIER = [
  'accept',
  'decline',
  'receive supplement',
  'withdraw',
  'stop',
  'rule extension',
  'apologise',
  'pay',
  'settle obligation',
  'suspend',
  'resume',
  'endorse',
  'answer',
  'rule entry',
];
/** Acts that are done at a step or on the dossier. */
const BOTH_WAYS = ['request supplement', 'transfer'];

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
  'transfer',
  'suspend',
  'endorse',
  'ask instruction',
  'answer',
];
/** Acts that have no place for one. */
const SAYS_NOTHING = [
  'accept',
  'claim',
  'release',
  'reassign',
  'receive supplement',
  'pay',
  'finish automatic',
  'acknowledge',
  'order branches',
];

/** The act meant by an event, at the newest run of the step it names. Throws RangeError for an officer or a step that does not exist. */
export function translate(event: ScenarioEvent, setting: Setting): Translation {
  const at = parseInstant(event.at, setting.utcOffset);
  if ('reply' in event) return { at, by: replier(event, setting), act: replyAct(event, setting) };
  if ('pay' in event) return { at, by: { kind: 'system', id: connectorAt(event.pay, setting) }, act: payAct(event, setting) };
  if ('linked' in event) return { at, by: SYSTEM, act: linkedAct(event, setting) };
  return { at, by: officer(event.officer, setting), act: entered(event, spokenAct(event, setting), setting) };
}

const SYSTEM: Actor = { kind: 'system', id: 'motcua' };

/** What was done earlier on paper is entered with its time and its evidence. */
function entered({ doneAt }: ActEvent, act: Act, { utcOffset }: Setting): Act {
  return doneAt === undefined ? act : { type: 'enter', act, effectiveAt: parseInstant(doneAt, utcOffset), evidence: ['file-evidence'] };
}

function linkedAct({ linked, state, outcome, results = [], values }: LinkedEvent, setting: Setting): Act {
  if (state) return { type: 'acknowledge', run: runOf(linked, setting), state };
  if (!outcome) throw new RangeError(`linked ${linked}: expected state: accepted, or the outcome with which it ended`);
  const files = Object.fromEntries((results as readonly string[]).map((key) => [key, `file-${key}`]));
  return {
    type: 'report',
    run: runOf(linked, setting),
    outcome,
    ...(results.length > 0 && { results: files }),
    ...(values && { values: values }),
  };
}

function spokenAct(event: ActEvent, setting: Setting): Act {
  const [, verb = '', step] = VERB.exec(event.act) ?? [];
  const note = event.note ?? (MUST_SAY_WHY.includes(verb) ? `${event.act} ${event.at}` : undefined);
  // a step is named for every act done at one, except a supplement that the desk asks for before acceptance
  const run = step === undefined ? {} : { run: runOf(step, setting) };
  if (step === undefined && !ON_DOSSIER.includes(verb) && !BOTH_WAYS.includes(verb))
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
      return { documents: event.documents ?? askedDocuments(setting), ...given({ lookups: event.lookups }) };
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
    case 'transfer':
      return transferred(event, setting, step);
    default:
      return handedDetails(verb, event, setting);
  }
}

/** A whole dossier is bound anew from the centre it goes to. */
function transferred({ agency }: ActEvent, { organisation, plan, facts }: Setting, step: string | undefined): Record<string, unknown> {
  if (agency === undefined || !Object.hasOwn(organisation.agencies, agency))
    throw new RangeError(`there is no agency ${agency ?? 'named'}; expected one of ${Object.keys(organisation.agencies).join(', ')}`);
  if (step !== undefined) return { agency, supervisors: supervisorsOf(organisation, { to: agency }, foldFacts(null, facts).centre) };
  const { bindings, supervisors } = bindParties(organisation, plan, agency);
  return { agency, bindings, supervisors };
}

/** What acts between agencies and leaders bring. */
function handedDetails(verb: string, event: ActEvent, setting: Setting): Record<string, unknown> {
  switch (verb) {
    case 'deliver':
      return { method: event.method, ...given({ reference: event.reference ?? (event.method === 'post' ? 'EMS-0001' : undefined) }) };
    case 'endorse':
      return { to: { agency: event.agency, ...given({ officer: event.toOfficer }) }, ...until(event, setting) };
    case 'ask instruction':
      return until(event, setting);
    case 'settle obligation':
      return { reference: event.reference ?? payment(undefined, undefined, setting).reference, how: event.how ?? 'exempt' };
    case 'acknowledge':
      return { state: event.state ?? 'received' };
    case 'rule entry':
      return { entry: event.entry ?? 1, granted: event.granted ?? true };
    case 'answer':
      return { matter: event.matter ?? 1 };
    default:
      return given({ ...plain(event), officer: event.toOfficer });
  }
}

function until({ answerBy }: ActEvent, { utcOffset }: Setting): Record<string, unknown> {
  if (answerBy === undefined) throw new RangeError('answerBy is missing; expected the time until which an answer is wanted');
  return { answerBy: parseInstant(answerBy, utcOffset) };
}

/** What the remaining acts bring, under the same names in scenario and act. */
function plain({ ground, length, to, party, opinion, agency, branches, cause }: ActEvent): Record<string, unknown> {
  return { ground, length, to, party, opinion, agency, branches, cause };
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
  const { reply: step, kind, obligation, obligations, value, note } = event;
  const run = runOf(step, setting);
  const stated = (obligations as readonly StatedObligation[] | undefined) ?? (obligation ? [obligation] : []);
  const owed = stated.map(({ reference, ...each }, index) => ({ reference: reference ?? referenceFor(run, index), ...each }));
  return {
    type: 'reply',
    run,
    reply: kind,
    ...(owed.length > 0 && { obligations: owed }),
    ...(value !== undefined && { value }),
    ...(note !== undefined && { note }),
  };
}

/** Notices that a scenario does not number: `refer-tax-1`, `refer-tax-1-2`. */
function referenceFor(run: string, index: number): string {
  return run.replace('#', '-') + (index === 0 ? '' : `-${index + 1}`);
}

function replier(event: ReplyEvent, setting: Setting): Actor {
  return event.officer === undefined ? { kind: 'system', id: connectorAt(event.reply, setting) } : officer(event.officer, setting);
}

function payAct(event: PayEvent, setting: Setting): Act {
  return { type: 'pay', ...payment(event.pay, event.amount, setting) };
}

/** What is left of the first obligation that is open (of the step, when one is named), or the amount said. */
function payment(step: string | undefined, amount: number | undefined, { facts }: Setting): { reference: string; amount: number } {
  const settled = new Set(facts.flatMap((fact) => (isSettled(fact) ? [fact.reference] : [])));
  const stated = facts.filter((fact) => fact.type === 'obligationStated' && (step === undefined || fact.run.startsWith(`${step}#`)));
  const owed = stated.find((fact) => fact.type === 'obligationStated' && !settled.has(fact.reference)) ?? stated.at(-1);
  if (owed?.type !== 'obligationStated')
    throw new RangeError(`nothing is owed${step === undefined ? '' : ` from ${step}`}; expected a reply that states an obligation before`);
  const paid = facts.filter((fact) => fact.type === 'obligationPaid' && fact.reference === owed.reference).at(-1);
  return { reference: owed.reference, amount: amount ?? (paid?.type === 'obligationPaid' ? paid.left : owed.amount) };
}

function isSettled(fact: Fact): fact is Extract<Fact, { type: 'obligationPaid' | 'obligationSettled' }> {
  return fact.type === 'obligationSettled' || (fact.type === 'obligationPaid' && fact.left === 0);
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
