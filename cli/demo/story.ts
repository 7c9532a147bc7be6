/**
 * A story: what happens to one dossier of the demonstration, in working time rather than in dates, so that it can happen in any month.
 * `write-story.ts` gives it its dates.
 */
import type { Fact, FactType } from '../../domain/engine/fact.js';
import type { ActEvent, Given, Label, PayEvent, ReplyEvent } from '../../domain/procedure/definition.js';
import type { Chance } from './chance.js';

export interface Story {
  readonly procedure: string;
  readonly title: Label;
  /** A case that every month has: how to see in its facts that it really happened. Absent: an ordinary dossier. */
  readonly shows?: (facts: readonly Fact[]) => boolean;
  /** How often it is picked among the ordinary ones of its procedure. */
  readonly weight?: number;
  /** Civil times between which it is received; at any time of office hours when absent. */
  readonly received?: { readonly from: string; readonly to: string };
  readonly given: (chance: Chance) => Omit<Given, 'receivedAt'>;
  readonly moves: readonly Move[];
}

/** One event and when it happens: so much office time after its step was opened (or after the move before, whichever is later). */
export type Move = When & (Undated<ActEvent> | Undated<ReplyEvent> | Undated<PayEvent>);

interface When {
  /** Office time, `1d 2h 30m`; a day has eight hours. A little more or less, by chance. */
  readonly after: string;
  /** Counted from the missed due instant of this deadline: `total`, `appointment:first`. */
  readonly pastDue?: string;
  /** The new promised date, at closing time so many working days later. */
  readonly promiseIn?: number;
}

type Undated<T> = Omit<T, 'at' | 'newAppointment' | 'expectRefusal'>;

/** Whether facts of all these types are there. */
export function happened(...types: readonly FactType[]): (facts: readonly Fact[]) => boolean {
  return (facts) => types.every((type) => facts.some((fact) => fact.type === type));
}

export function deliveredByPost(facts: readonly Fact[]): boolean {
  return facts.some((fact) => fact.type === 'resultDelivered' && fact.method === 'post');
}

/** Whether the term of the whole dossier was held for a cause. */
export function totalHeldFor(cause: string): (facts: readonly Fact[]) => boolean {
  return (facts) => facts.some((fact) => fact.type === 'deadlineSuspended' && fact.deadline === 'total' && fact.cause.startsWith(cause));
}
