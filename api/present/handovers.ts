/** The times of handovers as the API shows them: names and levels joined, minutes, and whose time it was. */
import type { AgencyId } from '../../domain/engine/event.js';
import type { PairTimes, Spread, Stretch } from '../../domain/reports/handover-times.js';
import { bothLanguages, type Organisation } from '../catalogue.js';
import { minutes } from './legs.js';

export function presentPair({ agencies }: Organisation, pair: PairTimes) {
  const { from, to, forwardedInTime, forwardedLate, onItsWay, notTakenUp, toReceived, toAccepted, toDone, transfer, ...counts } = pair;
  const named = (agency: AgencyId) => {
    const known = agencies[agency];
    return { agency, name: known ? bothLanguages(known.name) : { vi: agency, en: agency }, level: known?.level ?? null };
  };
  return {
    ...{ from: named(from), to: named(to), ...counts, underWay: { onItsWay, notTakenUp } },
    forwarded: { inTime: forwardedInTime, late: forwardedLate },
    toReceived: presentStretch(toReceived, from),
    toAccepted: presentStretch(toAccepted, to),
    toDone: presentStretch(toDone, to),
    transfer: presentStretch(transfer, null),
  };
}

function presentStretch(stretch: Stretch | null, owner: AgencyId | null) {
  const { of, working, calendar } = stretch ?? { of: 0 };
  return working && calendar ? { owner, of, workingMinutes: inMinutes(working), calendarMinutes: inMinutes(calendar) } : null;
}

function inMinutes({ median, p90, longest }: Spread): Spread {
  return { median: minutes(median), p90: minutes(p90), longest: minutes(longest) };
}
