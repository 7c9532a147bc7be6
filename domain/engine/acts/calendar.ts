import { canonical } from '../../canonical.js';
import { isPromised, recount } from '../deadlines.js';
import { dueByRevised } from '../deadline-ledger.js';
import { command, type Draft, record } from '../draft.js';
import type { ApplyCalendar } from '../event.js';
import type { Deadline } from '../state.js';
import { type ActRule, firstOf, isSystem, refuse } from './rule.js';

/**
 * A revised calendar reaches an open dossier. Whatever begins or goes on from now is counted by it; dates that run already stay as they were promised, unless the
 * decision moves them, and then only later (`dueByRevised`). Applied again, it changes nothing. Two officers have decided; the system carries it out.
 */
export const applyCalendar: ActRule<ApplyCalendar> = {
  permitted: (_draft, by) => (isSystem(by, 'motcua') ? null : refuse('WRONG_AGENCY', by.id, ['motcua'])),
  details: (draft, act) =>
    firstOf(
      () => (act.proposedBy === act.approvedBy ? refuse('SAME_OFFICER', act.approvedBy) : null),
      () => (draft.revised ? null : refuse('CALENDAR_MISSING', act.calendar)),
    ),
  carryOut: (draft, act) => {
    const { change, calendar, decision, note, proposedBy, approvedBy } = act;
    const isNew = canonical(draft.world.calendar) !== canonical(draft.revised);
    if (isNew) {
      draft.world = { ...draft.world, calendar: draft.revised! };
      draft.state.calendar = calendar;
    }
    const moving = act.moveDates ? laterNow(draft) : [];
    if (!isNew && moving.length === 0) return;
    record(draft, { type: 'calendarApplied', change, calendar, moved: act.moveDates, decision, note, proposedBy, approvedBy });
    for (const deadline of moving) recount(draft, deadline, decision);
    if (moving.some(({ id }) => isPromised(id)))
      command(draft, 'notify-moved', { type: 'notify', to: 'applicant', about: 'appointment moved', note });
  },
};

function laterNow({ world, state }: Draft): Deadline[] {
  return Object.values(state.deadlines).filter((deadline) => dueByRevised(world.calendar, deadline) !== null);
}
