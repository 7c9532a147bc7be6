/** The facts of a dossier on the running server, as the API's timeline tells them, comparable with those of the pure engine. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Fact } from '../../domain/engine/fact.js';
import { type Instant, MINUTE } from '../../domain/time/instant.js';
import type { Requests } from './api-client.js';
import { stoodStill } from './stood-still.js';

const LONGEST_WAIT_MS = 60_000;
const LOOK_EVERY_MS = 40;

export interface LiveFacts {
  /** All facts so far, as they are. */
  read(): Promise<readonly Fact[]>;
  /** Returns when the system has done what it does by itself: given a number, brought a referral to its office, filed a linked dossier. */
  untilAutomaticDone(): Promise<void>;
  /** Returns when there is such a fact. */
  until(what: string, isIt: (fact: Fact) => boolean): Promise<void>;
}

interface Page {
  readonly items: readonly { readonly fact: Fact }[];
  readonly next: number | null;
}

export function liveFacts(reader: Requests, dossierId: string): LiveFacts {
  const facts: Fact[] = [];
  const read = async (): Promise<readonly Fact[]> => {
    for (let from: number | null = facts.length + 1; from !== null;) {
      const page: Page = await reader.get(`/dossiers/${dossierId}/timeline?from=${from}`);
      facts.push(...page.items.map(({ fact }) => fact));
      from = page.next;
    }
    return facts;
  };
  const wait = async (what: string, isThere: (facts: readonly Fact[]) => boolean): Promise<void> => {
    for (const end = Date.now() + LONGEST_WAIT_MS; !isThere(await read()); await pause(LOOK_EVERY_MS))
      if (Date.now() > end) throw await stoodStill(what, reader, dossierId);
  };
  return {
    read,
    untilAutomaticDone: () => wait('an automatic step', (all) => !openAutomatic(all)),
    until: (what, isIt) => wait(what, (all) => all.some(isIt)),
  };
}

function openAutomatic(facts: readonly Fact[]): boolean {
  const runsOf = (...types: readonly Fact['type'][]): ReadonlySet<string> =>
    new Set(facts.flatMap((fact) => (types.includes(fact.type) && 'run' in fact && fact.run ? [fact.run] : [])));
  const over = runsOf('automaticDone', 'automaticFailed', 'stepCancelled');
  const [received, filed] = [runsOf('handoverReceived'), runsOf('linkedDossierOpened')];
  const waits = (fact: Fact): boolean =>
    (fact.type === 'handoverSent' && fact.medium === 'connector' && !received.has(fact.run) && !over.has(fact.run)) ||
    (fact.type === 'linkedDossierRequested' && !filed.has(fact.run) && !over.has(fact.run)) ||
    (fact.type === 'stepOpened' && fact.kind === 'automatic' && !over.has(fact.run));
  return !facts.some(({ type }) => type === 'dossierClosed') && facts.some(waits);
}

/**
 * Facts as a scenario speaks of them. An act on the server happens some moments off the minute that the scenario names, and what is counted from it in hours
 * is as much off: such instants go to their nearest minute. Legal instants are whole minutes and stay exactly what they are. A register that is in use is
 * further on than the empty one of a scenario: the numbers it gave this dossier are counted from 1. Linked dossiers that were asked for at once are filed side by side:
 * which was first is nobody's doing.
 */
export function inScenarioTerms(facts: readonly Fact[]): Fact[] {
  let numbers = 0;
  return filedInOrder(facts).map((fact) => {
    const whole = toMinutes(fact) as Fact;
    if (whole.type !== 'automaticDone' || whole.by?.kind !== 'system') return whole;
    numbers += 1;
    return { ...whole, value: whole.value?.replace(/^\d+/, String(numbers).padStart(3, '0')) };
  });
}

const INSTANTS = new Set(['effectiveAt', 'recordedAt', 'dueAt', 'from', 'start', 'to', 'newAppointmentAt', 'fixed']);

function toMinutes(value: unknown, key = ''): unknown {
  if (typeof value === 'number') return INSTANTS.has(key) ? nearestMinute(value) : value;
  if (Array.isArray(value)) return value.map((each) => toMinutes(each));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, toMinutes(each, name)]));
}

function nearestMinute(at: Instant): Instant {
  return Math.round(at / MINUTE) * MINUTE;
}

/** What was filed side by side, and arrived so, in the order in which it was asked for. */
function filedInOrder(facts: readonly Fact[]): Fact[] {
  const asked = facts.flatMap((fact) => (fact.type === 'linkedDossierRequested' ? [fact.run] : []));
  const places = facts.flatMap((fact, index) => (asked.includes(filingOf(fact) ?? '') ? [index] : []));
  const filings = places.map((index) => facts[index]!);
  filings.sort((one, other) => asked.indexOf(filingOf(one)!) - asked.indexOf(filingOf(other)!));
  const result = [...facts];
  places.forEach((place, index) => (result[place] = filings[index]!));
  return result;
}

/** The run whose linked dossier was filed, or has arrived in its time; null for every other fact. */
function filingOf(fact: Fact): string | null {
  if (fact.type === 'linkedDossierOpened' || fact.type === 'handoverReceived') return fact.run;
  return fact.type === 'deadlineMet' && fact.deadline.startsWith(ARRIVAL) ? fact.deadline.slice(ARRIVAL.length) : null;
}

const ARRIVAL = 'arrival:';
