/** Whether what a scenario expects is among the facts. Pure; the same for every host. */
import type { Fact } from '../engine/fact.js';
import type { Expectation, ExpectAppointment, ExpectEnd, ExpectHappened, ExpectNever, ExpectStatus } from '../procedure/definition.js';
import type { Plan } from '../procedure/plan.js';
import { formatCivil, parseInstant } from '../time/civil-time.js';
import { appointmentDeadline, deadlineWords, factWords, stepOfFact } from './fact-words.js';
import { factLine } from './timeline.js';

export interface Seen {
  readonly plan: Plan;
  readonly utcOffset: string;
  readonly facts: readonly Fact[];
}

/** What was found instead, in words; null when the expectation holds. */
export function unmet(expectation: Expectation, seen: Seen): string | null {
  if ('appointment' in expectation) return appointmentUnmet(expectation, seen);
  if ('status' in expectation) return statusUnmet(expectation, seen);
  if ('reminded' in expectation) return toldUnmet('remind', expectation.reminded, expectation, seen);
  if ('escalated' in expectation) return toldUnmet('escalate', expectation.escalated, expectation, seen);
  if ('happened' in expectation) return happenedUnmet(expectation, seen);
  if ('never' in expectation) return neverUnmet(expectation, seen);
  return endUnmet(expectation, seen);
}

function appointmentUnmet(expected: ExpectAppointment, seen: Seen): string | null {
  const deadline = appointmentDeadline(seen.plan, expected.appointment);
  const until = expected.at === undefined ? Infinity : parseInstant(expected.at, seen.utcOffset);
  const due = seen.facts.flatMap((fact) =>
    'deadline' in fact && fact.deadline === deadline && fact.effectiveAt <= until && 'basis' in fact && fact.dueAt !== null
      ? [fact.dueAt]
      : [],
  );
  const last = due.at(-1);
  if (last === undefined) return `no promised date ${expected.appointment}`;
  const found = formatCivil(last, seen.utcOffset);
  return found === expected.due ? null : `${expected.appointment} is due ${found}`;
}

function statusUnmet(expected: ExpectStatus, seen: Seen): string | null {
  const at = parseInstant(expected.at, seen.utcOffset);
  const last = seen.facts.filter((fact) => fact.type === 'statusChanged' && fact.effectiveAt <= at).at(-1);
  const received = seen.facts.some((fact) => fact.type === 'dossierReceived' && fact.effectiveAt <= at);
  const found = last?.type === 'statusChanged' ? last.status : received ? 'submitted' : 'not received';
  return found === expected.status ? null : found;
}

function toldUnmet(what: 'remind' | 'escalate', whom: string, expected: { at: string; deadline?: string }, seen: Seen): string | null {
  const told = seen.facts.filter((fact) => fact.type === 'rungReached' && fact.do === what);
  const right = told.some(
    (fact) =>
      isTold(fact, whom, seen) &&
      happenedAt(fact, expected.at, seen) &&
      (expected.deadline === undefined || namesDeadline(fact, expected.deadline)),
  );
  return right ? null : listed(told, seen);
}

/** `holder`, `head` and `centre` as the definition says it; a party by the agency and role that were told. */
function isTold(fact: Fact, whom: string, { plan, facts }: Seen): boolean {
  if (fact.type !== 'rungReached') return false;
  if (['holder', 'head', 'centre'].includes(whom)) return fact.to === whom;
  const received = facts[0];
  const [party = '', as] = whom.split('.');
  const agency = received?.type === 'dossierReceived' ? received.bindings[party] : undefined;
  const role = as === 'head' ? plan.parties[party]?.head : plan.parties[party]?.role;
  return agency !== undefined && fact.agency === agency && fact.role === role;
}

function happenedUnmet(expected: ExpectHappened, seen: Seen): string | null {
  const same = seen.facts.filter((fact) => factWords(fact.type) === expected.happened);
  return same.some((fact) => matches(fact, expected, seen)) ? null : listed(same, seen);
}

function neverUnmet(expected: ExpectNever, seen: Seen): string | null {
  const found = seen.facts.filter((fact) => factWords(fact.type) === expected.never && matches(fact, expected, seen));
  return found.length === 0 ? null : listed(found, seen);
}

function endUnmet(expected: ExpectEnd, { facts }: Seen): string | null {
  const closed = facts.some((fact) => fact.type === 'dossierClosed');
  const end = facts.find((fact) => fact.type === 'resultReady') ?? facts.find((fact) => fact.type === 'dossierClosed');
  if (!end || !('outcome' in end)) return 'not finished';
  const timeliness = 'timeliness' in end ? end.timeliness : undefined;
  const right = closed && end.outcome === expected.ended && (expected.timeliness === undefined || expected.timeliness === timeliness);
  return right ? null : `${end.outcome}${timeliness ? `, ${timeliness}` : ''}${closed ? '' : ', not closed'}`;
}

const SAME_NAME = [
  'party',
  'reply',
  'outcome',
  'timeliness',
  'ground',
  'amount',
  'left',
  'method',
  'value',
  'length',
  'cause',
  'opinion',
  'late',
  'from',
  'to',
  'medium',
  'how',
] as const;

function matches(fact: Fact, expected: ExpectHappened | ExpectNever, seen: Seen): boolean {
  if (expected.at !== undefined && !happenedAt(fact, expected.at, seen)) return false;
  if (expected.step !== undefined && stepOfFact(fact) !== expected.step) return false;
  if (expected.deadline !== undefined && !namesDeadline(fact, expected.deadline)) return false;
  return SAME_NAME.every((key) => expected[key] === undefined || (fact as unknown as Record<string, unknown>)[key] === expected[key]);
}

function happenedAt(fact: Fact, at: string, { utcOffset }: Seen): boolean {
  return formatCivil(fact.effectiveAt, utcOffset) === at;
}

function namesDeadline(fact: Fact, deadline: string): boolean {
  return 'deadline' in fact && (deadlineWords(fact.deadline) === deadline || fact.deadline === deadline);
}

function listed(facts: readonly Fact[], { utcOffset }: Seen): string {
  if (facts.length === 0) return 'it never happened';
  return facts.map((fact) => `${formatCivil(fact.effectiveAt, utcOffset)} ${factLine(fact, utcOffset)}`).join('; ');
}
