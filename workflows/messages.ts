/**
 * The protocol of one dossier's workflow: what it is started with, what it accepts, what it answers. Imported by the API and by the tests.
 */
import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import { defineQuery, defineUpdate } from '@temporalio/workflow';
import type { Act, Actor } from '../domain/engine/event.js';
import type { AllowedAction } from '../domain/engine/engine.js';
import type { Command } from '../domain/engine/command.js';
import type { Fact } from '../domain/engine/fact.js';
import type { State } from '../domain/engine/state.js';
import type { Calendar } from '../domain/calendar/calendar.js';
import type { Plan } from '../domain/procedure/plan.js';

export const TASK_QUEUE = 'motcua';
export const PROCESS_DOSSIER = 'processDossier';

/** Workflow id of a dossier. */
export const dossierWorkflowId = (dossierId: string): string => `dossier-${dossierId}`;

/** What operators find a dossier by. Who starts a dossier gives the first values; the workflow keeps them true. */
export const numberAttribute = defineSearchAttributeKey('MotcuaNumber', SearchAttributeType.KEYWORD);
export const procedureAttribute = defineSearchAttributeKey('MotcuaProcedure', SearchAttributeType.KEYWORD);
export const statusAttribute = defineSearchAttributeKey('MotcuaStatus', SearchAttributeType.KEYWORD);
export const dueAttribute = defineSearchAttributeKey('MotcuaDue', SearchAttributeType.DATETIME);

/**
 * A content-addressed value. In history it is only `{"$claim": hash}`; the payload codec puts the value beside it, outside the sandbox.
 * The client sends `{ $claim: hash }` without the value.
 */
export interface Claim<T> {
  readonly $claim: string;
  readonly value?: T;
}

/** Workflow arguments: `processDossier(start, plan, calendar)`; the claims are arguments of their own so that each is one payload. */
export interface DossierStart {
  readonly dossierId: string;
  /** Rehearsal: added to the workflow's clock to get the dossier's. 0 otherwise. */
  readonly clockOffset: number;
  /** Carried across continue-as-new. */
  readonly carried?: Carried;
}

export interface Carried {
  readonly state: State;
  /** Facts and commands not yet known to be in the store, one entry for each event, oldest first. */
  readonly pending: readonly Recorded[];
  /** Idempotency keys seen lately, with the fact numbers they made, oldest first. */
  readonly recentKeys: readonly RecentKey[];
}

export interface RecentKey {
  readonly key: string;
  readonly from: number;
  readonly to: number;
}

export interface Recorded {
  readonly facts: readonly Fact[];
  readonly commands: readonly Command[];
}

/** An act, with the number of the last fact the caller knows to be in the store (lets the workflow forget it). */
export interface ActRequest {
  readonly by: Actor;
  readonly act: Act;
  readonly key: string;
  readonly projected?: number;
}

/**
 * A refused act fails the Update with an ApplicationFailure of type `Refusal` and details `[Refusal, AllowedAction[]]`. An act that the engine cannot digest (a
 * defect) fails it with type `EngineFault` and changes nothing. An act that applies a calendar brings it as an argument of its own. The first act is `receive`, sent by update-with-start; when it is refused, the workflow fails too.
 */
export const actUpdate = defineUpdate<Recorded, [ActRequest, Claim<Calendar>?]>('act');
/** Facts from this number on that are not known to be in the store, for the sweeper and rebuild, with the commands that came with them. */
export const factsQuery = defineQuery<Recorded, [from: number]>('facts');
/** `at` (dossier time): a query sees the clock of the last workflow task, so the caller says what time it is; absent: that last task's. */
export const allowedActionsQuery = defineQuery<AllowedNow, [by: Actor, at?: number]>('allowedActions');
/** The whole engine state, for operators and parity tests. `now` is the dossier's clock at the last workflow task. */
export const stateQuery = defineQuery<StateNow, []>('state');

export interface AllowedNow {
  readonly actions: readonly AllowedAction[];
  readonly now: number;
  readonly status: string;
}

export interface StateNow {
  readonly state: State | null;
  readonly now: number;
  readonly clockOffset: number;
  /** When time will next change something by itself; null when nothing waits for time. */
  readonly wakeAt: number | null;
}

/** Outcomes of a failed Update. */
export const REFUSAL = 'Refusal';
export const ENGINE_FAULT = 'EngineFault';

export type ProcessDossier = (start: DossierStart, plan: Claim<Plan>, calendar: Claim<Calendar>) => Promise<void>;
export type { AllowedAction };
