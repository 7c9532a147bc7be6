import { WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { CalendarMove } from '../../domain/engine/calendar-moves.js';
import type { ApplyCalendar } from '../../domain/engine/event.js';
import type { Fact } from '../../domain/engine/fact.js';
import type { CalendarChange, DossierChanged } from '../../store/calendar-changes-kept.js';
import { ENGINE_FAULT } from '../../workflows/messages.js';
import { RefusedAct } from '../problem.js';
import { mustReissue, type OpenDossier, openUnderCalendar } from './open-under-calendar.js';
import { type ActDeps, performAct } from './perform-act.js';

const SYSTEM = { kind: 'system', id: 'motcua' } as const;
const AT_ONCE = 50;

/** How many dossiers were changed, and what went wrong with some: they are tried again at the next look. */
export interface Applied {
  readonly dossiers: number;
  readonly errors: readonly unknown[];
}

/**
 * Applies what was approved, dossier by dossier, each once, however often and by however many this is called: what is noted is passed over, and an act repeated after a
 * crash is the same act. A change is done when a whole look finds nothing left.
 */
export async function applyCalendarChanges(deps: ActDeps): Promise<Applied> {
  let dossiers = 0;
  const errors: unknown[] = [];
  // what does not take an older change now takes no newer one either: the newest must be the last
  const stuck = new Set<string>();
  for (const change of await deps.store.calendarChanges.underWay()) {
    let left = false;
    for await (const dossier of leftBy(deps, change)) {
      left = true;
      if (stuck.has(dossier.id)) continue;
      try {
        await deps.store.calendarChanges.note(await changed(deps, change, dossier));
        dossiers += 1;
      } catch (error) {
        stuck.add(dossier.id);
        errors.push(error);
      }
    }
    if (!left) await deps.store.calendarChanges.finish(change.id, deps.now());
  }
  return { dossiers, errors };
}

/** Open dossiers of the calendar that it concerns and of which nothing is noted. */
async function* leftBy({ store }: ActDeps, { id, calendarId, ...change }: CalendarChange): AsyncGenerator<OpenDossier> {
  for (let cursor: string | undefined, more = true; more;) {
    const page = await openUnderCalendar(store, calendarId, { limit: AT_ONCE, ...(cursor !== undefined && { cursor }) });
    const ids = page.items.map((dossier) => dossier.id);
    const noted = await store.calendarChanges.noted(id, ids);
    yield* page.items.filter((dossier) => !noted.has(dossier.id) && concerns(change, dossier));
    cursor = page.next ?? undefined;
    more = page.next !== null;
  }
}

/** What was received after the approval counts by the calendar already, or by one that was published later. */
function concerns({ calendar, approvedAt }: Pick<CalendarChange, 'calendar' | 'approvedAt'>, dossier: OpenDossier): boolean {
  const receivedUnder = dossier.calendarHash === calendar && dossier.view.calendars === undefined;
  return dossier.createdAt < approvedAt! && !receivedUnder;
}

async function changed(deps: ActDeps, change: CalendarChange, dossier: OpenDossier): Promise<DossierChanged> {
  const blank = { change: change.id, dossierId: dossier.id, number: dossier.number, moves: [], reissue: false, why: null, at: deps.now() };
  const why = await apply(deps, change, dossier.id);
  if (why !== null) return { ...blank, outcome: 'failed', why };
  const moves = movedIn(await deps.store.facts.of(dossier.id), change);
  return {
    ...blank,
    outcome: moves.length > 0 ? 'moved' : 'unmoved',
    ...{ moves, reissue: await mustReissue(deps.store, dossier, moves) },
  };
}

/** Null when it is done; else why the dossier will never take the act: it was closed meanwhile, or runs on an older version, which does not know it. */
async function apply(deps: ActDeps, change: CalendarChange, dossierId: string): Promise<string | null> {
  try {
    await performAct(deps, dossierId, SYSTEM, actOf(change), `calendar/${change.id}/${dossierId}`);
    return null;
  } catch (error) {
    if (error instanceof RefusedAct) return error.refusal.code;
    const cause: unknown = error instanceof WorkflowUpdateFailedError ? error.cause : null;
    if (cause instanceof ApplicationFailure && cause.type === ENGINE_FAULT) return ENGINE_FAULT;
    throw error;
  }
}

function actOf({ id: change, calendar, moveDates, decision, note, proposedBy, approvedBy }: CalendarChange): ApplyCalendar {
  return { type: 'apply calendar', change, calendar, moveDates, decision, note, proposedBy, approvedBy: approvedBy! };
}

/** From the facts, not from the answer: after a crash the act may be long done. */
function movedIn(facts: readonly Fact[], { id }: CalendarChange): CalendarMove[] {
  const applied = facts.find((fact) => fact.type === 'calendarApplied' && fact.change === id);
  if (!applied) return [];
  return facts.flatMap((fact) =>
    fact.type === 'deadlineMoved' && fact.cause === 'calendar' && fact.no > applied.no && fact.recordedAt === applied.recordedAt
      ? [{ deadline: fact.deadline, from: fact.from!, to: fact.dueAt! }]
      : [],
  );
}
