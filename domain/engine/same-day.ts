/** What goes on within the day: the first forwarding by the centre, and what is for another agency to decide (Decree 61/2018, art. 18; Decree 118/2025, art. 18). */
import { dueAt } from '../clock/due.js';
import type { Instant } from '../time/instant.js';
import type { Draft } from './draft.js';
import type { AgencyId } from './event.js';

/** The hour where neither the procedure nor its regime has one of its own. */
const CUT_OFF = '15:00';

/**
 * The end of the same working day, or of the next for what came after the cut-off: whatever that does to the term, it says until when the papers go on the same day.
 * Null where the calendar does not reach so far.
 */
export function sameDayLimit({ world }: Draft, since: Instant): Instant | null {
  return dueAt(world.calendar, {
    term: { length: 0, unit: 'working days' },
    start: since,
    cutOff: { at: world.plan.cutOff?.at ?? CUT_OFF, effect: 'count' },
  });
}

/**
 * Until when the centre was to forward a dossier that it sends on for the first time, to all who get it then; nothing of what is sent later, by others, or to a system of
 * its own.
 */
export function forwardLimit(draft: Draft, from: AgencyId, to: AgencyId): { readonly forwardBy?: Instant } {
  const { state, at } = draft;
  if (from !== state.centre || to === from || state.acceptedAt === undefined) return {};
  state.forwardedAt ??= at;
  const forwardBy = state.forwardedAt === at ? sameDayLimit(draft, state.acceptedAt) : null;
  return forwardBy === null ? {} : { forwardBy };
}
