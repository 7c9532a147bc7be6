import type { Refusal, RefusalCode } from '../engine.js';
import type { Draft } from '../draft.js';
import type { Act, Actor } from '../event.js';
import type { Go, PartyId, StepId } from '../../procedure/plan.js';
import { timesTaken } from '../flow.js';
import { deskRolesOf, headRolesOf } from '../parties.js';
import type { Instant } from '../../time/instant.js';
import type { Run } from '../state.js';

/**
 * One act: who may do it when, what it must bring, what it does. `judge`, `advance` and `allowedActions` all walk the same table of these, so the page,
 * the API, the update validator and the simulator cannot disagree.
 */
export interface ActRule<A extends Act> {
  /** Whether this actor may do it now, on this run; the run is undefined for acts on the dossier. */
  readonly permitted: (draft: Draft, by: Actor, run: Run | undefined) => Refusal | null;
  /** Whether what it brings is right. */
  readonly details?: (draft: Draft, act: A, by: Actor, inner: Inner) => Refusal | null;
  readonly carryOut: (draft: Draft, act: A, inner: Inner) => void;
  /** What there is to choose from: outcomes, replies, methods. */
  readonly choices?: (draft: Draft, run: Run | undefined, by: Actor) => readonly string[];
  /** What is looked up before it: the databases whose data stand in for papers, by paper. */
  readonly lookups?: (draft: Draft) => Readonly<Record<string, string>>;
}

/** For an act that carries another one. */
export interface Inner {
  readonly judge: (act: Act, by?: Actor) => Refusal | null;
  /** As if it had been done then. */
  readonly carryOut: (act: Act, by: Actor, at: Instant) => void;
}

export type ActOf<T extends Act['type']> = Extract<Act, { type: T }>;

export function refuse(code: RefusalCode, found?: string, expected?: readonly string[]): Refusal {
  return { code, ...(found !== undefined && { found }), ...(expected && { expected }) };
}

/** The first refusal, if any; later checks may rely on earlier ones. */
export function firstOf(...checks: readonly (() => Refusal | null)[]): Refusal | null {
  for (const check of checks) {
    const refusal = check();
    if (refusal) return refusal;
  }
  return null;
}

/** The actor is an officer of the agency bound to the party, in its role or as its head. */
export function actsFor(draft: Draft, by: Actor, party: PartyId, as: 'role' | 'head' | 'either'): Refusal | null {
  const { role, head } = draft.world.plan.parties[party] ?? {};
  const roles = [...(as !== 'head' && role ? [role] : []), ...(as !== 'role' && head ? [head] : [])];
  return holdsAt(by, draft.state.bindings[party] ?? '', roles);
}

/** The actor receives or returns at the one-stop centre of the dossier. */
export function atDesk(draft: Draft, by: Actor): Refusal | null {
  return holdsAt(by, draft.state.centre, deskRolesOf(draft));
}

/** The actor heads the one-stop centre of the dossier. */
export function headsCentre(draft: Draft, by: Actor): Refusal | null {
  return holdsAt(by, draft.state.centre, [draft.world.plan.regime.centre.role]);
}

export function headsAgency(draft: Draft, by: Actor, agency: string): Refusal | null {
  return holdsAt(by, agency, headRolesOf(draft, agency));
}

export function isSystem(by: Actor, id: string): boolean {
  return by.kind === 'system' && by.id === id;
}

/** The actor is an officer of the agency with one of the roles. */
export function holdsAt(by: Actor, agency: string, roles: readonly string[]): Refusal | null {
  if (by.kind !== 'officer' || by.agency !== agency) return refuse('WRONG_AGENCY', by.kind === 'officer' ? by.agency : by.id, [agency]);
  return roles.some((role) => by.roles.includes(role)) ? null : refuse('WRONG_ROLE', by.roles.join(', '), roles);
}

/** The dossier has been accepted and its processing has not ended. */
export function inProcess(draft: Draft): Refusal | null {
  const { state } = draft;
  return state.acceptedAt !== undefined && !state.outcome ? null : refuse('NOT_ALLOWED_NOW', state.status);
}

/** A way back may be taken only as often as the definition says. */
export function loopLeft(draft: Draft, from: StepId, go: Go): Refusal | null {
  if (go.atMost === undefined || timesTaken(draft, from, go) < go.atMost) return null;
  return refuse('LOOP_EXHAUSTED', `${from} → ${go.to}`, [String(go.atMost)]);
}

export function unknownDocument(draft: Draft, documents: readonly string[]): Refusal | null {
  const known = Object.keys(draft.world.plan.documents);
  const unknown = documents.find((key) => !known.includes(key));
  return unknown === undefined ? null : refuse('DOCUMENT_UNKNOWN', unknown, known);
}
