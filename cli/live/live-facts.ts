/** The facts of a dossier on the running server, as the API's timeline tells them, comparable with those of the pure engine. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Fact } from '../../domain/engine/fact.js';
import { type Instant, MINUTE } from '../../domain/time/instant.js';
import type { Requests } from './api-client.js';

const LONGEST_WAIT_MS = 60_000;
const LOOK_EVERY_MS = 40;

export interface LiveFacts {
  /** All facts so far, as they are. */
  read(): Promise<readonly Fact[]>;
  /** Returns when the system has done what it does by itself: given a number, brought a referral to its office. */
  untilAutomaticDone(): Promise<void>;
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
  const untilAutomaticDone = async (): Promise<void> => {
    for (const end = Date.now() + LONGEST_WAIT_MS; openAutomatic(await read()); await pause(LOOK_EVERY_MS))
      if (Date.now() > end) throw new Error(`waited ${LONGEST_WAIT_MS / 1000} s for an automatic step of dossier ${dossierId}`);
  };
  return { read, untilAutomaticDone };
}

function openAutomatic(facts: readonly Fact[]): boolean {
  const over = new Set(
    facts.flatMap((fact) => (['automaticDone', 'automaticFailed', 'stepCancelled'].includes(fact.type) && 'run' in fact ? [fact.run] : [])),
  );
  const received = new Set(facts.flatMap((fact) => (fact.type === 'handoverReceived' ? [fact.run] : [])));
  const onTheWay = facts.some(
    (fact) => fact.type === 'handoverSent' && fact.medium === 'connector' && !received.has(fact.run) && !over.has(fact.run),
  );
  const closed = facts.some(({ type }) => type === 'dossierClosed');
  return !closed && (onTheWay || facts.some((fact) => fact.type === 'stepOpened' && fact.kind === 'automatic' && !over.has(fact.run)));
}

/**
 * Facts as a scenario speaks of them. An act on the server happens some moments off the minute that the scenario names, and what is counted from it in hours
 * is as much off: such instants go to their nearest minute. Legal instants are whole minutes and stay exactly what they are. A register that is in use is
 * further on than the empty one of a scenario: the numbers it gave this dossier are counted from 1.
 */
export function inScenarioTerms(facts: readonly Fact[]): Fact[] {
  let numbers = 0;
  return facts.map((fact) => {
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
