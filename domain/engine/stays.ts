/** The stays of a dossier: the legs it spends at one agency between two handovers, together. One line each on the receipt and on the control slip (indicator 2: each agency's own time). */
import type { Calendar } from '../calendar/calendar.js';
import { workingTime } from '../calendar/working-time.js';
import { totalOf } from '../clock/running-time.js';
import type { Instant } from '../time/instant.js';
import type { AgencyId } from './event.js';
import type { LegTime } from './leg-times.js';
import type { DossierLeg } from './legs.js';
import type { Timeliness } from './state.js';
import { timelinessOf } from './timeliness.js';

export interface Stay {
  /** Null: the applicant has the dossier, or must act before it can go on. */
  readonly agency: AgencyId | null;
  readonly legs: readonly DossierLeg[];
  /** The agency that handed it over; null at the start, and where nothing was handed over. */
  readonly sender: AgencyId | null;
  readonly sentAt: Instant | null;
  readonly receivedAt: Instant | null;
  readonly acceptedAt: Instant | null;
  readonly from: Instant;
  /** When its last leg is due; null while that is suspended. */
  readonly dueAt: Instant | null;
  /** When its last leg ended, or is foreseen to. */
  readonly endsAt: Instant;
  readonly over: boolean;
  /** Office time on its way, and of its legs: what was allowed (null while that cannot be said) and used. */
  readonly onItsWay: number;
  readonly allowed: number | null;
  readonly used: number;
  /** Of a stay that is over, or has used more than it was allowed: the time of its legs taken together. */
  readonly timeliness: Timeliness | null;
}

/** Stays in the order in which they begin. What the system does by itself is part of none. */
export function staysOf(calendar: Calendar, gone: readonly LegTime[], ahead: readonly DossierLeg[] = []): Stay[] {
  const groups: LegTime[][] = [];
  for (const each of [...gone, ...ahead.map(untouched)]) {
    if (each.leg.kind === 'automatic') continue;
    const stay = beginsStay(each.leg) ? undefined : groups.findLast(([first]) => placeOf(first!.leg) === placeOf(each.leg));
    // what the applicant did before something else is another matter
    if (stay && (placeOf(each.leg) !== null || stay === groups.at(-1))) stay.push(each);
    else groups.push([each]);
  }
  return groups.map((group) => stayOf(calendar, group));
}

function untouched(leg: DossierLeg): LegTime {
  return { leg, allowed: null, used: 0, over: 0, onItsWay: 0, parts: [] };
}

/** An agency that sends something to a system of its own still has the dossier. */
function beginsStay(leg: DossierLeg): boolean {
  return leg.kind === 'consult' || (leg.sender !== null && leg.sender !== placeOf(leg));
}

function placeOf({ agency, by }: DossierLeg): AgencyId | null {
  return agency ?? ('agency' in by ? by.agency : null);
}

function stayOf(calendar: Calendar, group: readonly LegTime[]): Stay {
  const legs = group.map(({ leg }) => leg);
  const [first, last] = [legs[0]!, legs.at(-1)!];
  const { sentAt = null, receivedAt = null, acceptedAt = null } = first.crossings.at(-1) ?? {};
  return {
    agency: placeOf(first),
    legs,
    sender: first.sender,
    sentAt,
    receivedAt,
    acceptedAt,
    from: first.from,
    dueAt: legs.findLast(({ term }) => term !== null)?.dueAt ?? null,
    endsAt: last.endsAt,
    onItsWay: totalOf(group.map((each) => each.onItsWay)),
    ...measured(calendar, group, last.endsAt),
  };
}

function measured(calendar: Calendar, group: readonly LegTime[], end: Instant): Pick<Stay, 'over' | 'allowed' | 'used' | 'timeliness'> {
  const timed = group.filter(({ leg }) => leg.term !== null && leg.state !== 'cancelled');
  const known = timed.length > 0 && timed.every((each) => each.allowed !== null);
  const allowed = known ? totalOf(timed.map((each) => each.allowed!)) : null;
  const used = totalOf(timed.map((each) => each.used));
  const over = group.every(({ leg }) => leg.state === 'done' || leg.state === 'cancelled');
  const timeliness = allowed !== null && (over || used > allowed) ? judged(calendar, end, allowed - used) : null;
  return { over, allowed, used, timeliness };
}

/** Late when more was used than allowed; early when what is left would have reached beyond the day. */
function judged(calendar: Calendar, end: Instant, left: number): Timeliness {
  return left < 0 ? 'late' : timelinessOf(calendar, end, workingTime(calendar).addOfficeTime(end, left));
}
