import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Calendar } from '../../../domain/calendar/calendar.js';
import { explainLedger } from '../../../domain/clock/explain.js';
import { countedBy, ledgerOf } from '../../../domain/engine/deadline-ledger.js';
import type { Actor, ApplyCalendar } from '../../../domain/engine/event.js';
import { legsOf } from '../../../domain/engine/legs.js';
import type { Deadline } from '../../../domain/engine/state.js';
import { foldFacts } from '../../../domain/engine/view.js';
import { arbitraryCases, play } from '../../generated/cases.js';
import type { Case } from './fixture.js';
import { appraising, at, BRANCH_HEAD, CALENDAR, CENTRE_LEADER, civil, DESK, LAND_1, received, WORLD } from './fixture.js';

const MOTCUA: Actor = { kind: 'system', id: 'motcua' };
const DECISION = '1215/QĐ-TTg';

/** The office is closed on these days, too. */
const closedOn = (...dates: string[]): Calendar => ({
  ...CALENDAR,
  holidays: [...CALENDAR.holidays, ...dates.map((date) => ({ date, kind: 'holiday', name: { vi: 'Nghỉ thêm' }, basis: DECISION }))],
});
/** The office works on Saturday, 14 February, as on a Monday. */
const working: Calendar = {
  ...CALENDAR,
  makeUpDays: [{ date: '2026-02-14', worksAs: 'monday', insteadOf: '2026-02-16', basis: DECISION }],
};
const TUESDAY_OFF = closedOn('2026-02-24');

const act = (moveDates: boolean, more: Partial<ApplyCalendar> = {}): ApplyCalendar => ({
  type: 'apply calendar',
  ...{ change: 'change-1', calendar: 'revised', moveDates, decision: DECISION, note: 'note', proposedBy: 'admin-1', approvedBy: 'admin-2' },
  ...more,
});
const apply = (dossier: Case, when: string, calendar: Calendar, moveDates: boolean): Case =>
  dossier.take({ at: at(when), by: MOTCUA, act: act(moveDates), calendar });
const dueOf = ({ state }: Case, deadline: string): string | null => civil(state!.deadlines[deadline]!.dueAt);

describe('a revised calendar that moves no dates', () => {
  it('leaves every date that runs, and counts by it what begins afterwards', () => {
    const dossier = apply(received(), '2026-02-10T09:30', TUESDAY_OFF, false);
    expect(dueOf(dossier, 'total')).toBe('2026-02-27T17:30');
    expect(dossier.of('deadlineMoved')).toEqual([]);
    dossier.do('2026-02-13T10:00', DESK, { type: 'complete', run: 'receive#1' });
    // four working days from Friday 13 February: 23, 25, 26 and 27, no longer 24
    expect(dueOf(dossier, 'step:appraise#1')).toBe('2026-02-27T17:30');
  });

  it('counts by it what stood still and runs again', () => {
    const dossier = appraising().do('2026-02-12T09:00', LAND_1, {
      type: 'request supplement',
      ...{ run: 'appraise#1', documents: ['certificate'], note: 'n' },
    });
    apply(dossier, '2026-02-12T10:00', TUESDAY_OFF, false);
    dossier.do('2026-02-13T09:00', DESK, { type: 'receive supplement', documents: ['certificate'] });
    expect(dueOf(dossier, 'step:appraise#1')).toBe('2026-02-27T17:30');
  });

  it('explains an old date by the old calendar and a new one by the new', () => {
    const dossier = apply(received(), '2026-02-10T09:30', TUESDAY_OFF, false).do('2026-02-13T10:00', DESK, {
      type: 'complete',
      run: 'receive#1',
    });
    const calendars = { '': CALENDAR, revised: TUESDAY_OFF };
    const reading = { ...WORLD, calendar: TUESDAY_OFF, calendars };
    for (const { basis, dueAt } of Object.values(dossier.state!.deadlines).filter(({ status }) => status === 'running'))
      expect(ledgerOf(countedBy(reading, basis), basis).dueAt).toBe(dueAt);
    const { promises } = legsOf(reading, dossier.facts, dossier.state!.now);
    expect(promises.find(({ id }) => id === 'appointment:first')).toMatchObject({ status: 'running', expectedAt: at('2026-02-23T17:30') });
  });
});

describe('a revised calendar that moves dates', () => {
  it('moves each that becomes later, and its ledger says from when and by which decision', () => {
    const dossier = apply(appraising(), '2026-02-11T09:00', TUESDAY_OFF, true);
    expect(dueOf(dossier, 'total')).toBe('2026-03-02T17:30');
    expect(dossier.of('calendarApplied')).toMatchObject([{ calendar: 'revised', moved: true, decision: DECISION, note: 'note' }]);
    expect(dossier.of('deadlineMoved')).toMatchObject([
      { deadline: 'total', from: at('2026-02-27T17:30'), dueAt: at('2026-03-02T17:30'), cause: 'calendar' },
    ]);
    const ledger = ledgerOf(TUESDAY_OFF, dossier.state!.deadlines['total']!.basis);
    expect(explainLedger(TUESDAY_OFF, ledger, 'vi').slice(-2)).toEqual([
      'Hạn trước đó là 27/02/2026 17:30; tính lại theo lịch làm việc sửa đổi (1215/QĐ-TTg).',
      'Hạn 02/03/2026 17:30.',
    ]);
    expect(dossier.commands.at(-1)).toMatchObject({ type: 'notify', to: 'applicant', about: 'appointment moved' });
  });

  it('moves them also when the calendar was applied without moving before', () => {
    const dossier = apply(appraising(), '2026-02-11T09:00', TUESDAY_OFF, false);
    expect(dueOf(apply(dossier, '2026-02-11T10:00', TUESDAY_OFF, true), 'total')).toBe('2026-03-02T17:30');
  });

  it('brings no date forward: a printed date is a promise', () => {
    const dossier = appraising();
    const before = dossier.state!.deadlines;
    expect(apply(dossier, '2026-02-11T09:00', working, true).state!.deadlines).toEqual(before);
    expect(dossier.of('calendarApplied')).toHaveLength(1);
  });

  it('leaves what has been missed as it is', () => {
    const dossier = appraising().wait('2026-02-24T08:00');
    const missed = dossier.state!.deadlines['appointment:first'];
    expect(missed).toMatchObject({ status: 'breached' });
    apply(dossier, '2026-02-24T08:00', closedOn('2026-02-23', '2026-02-24'), true);
    expect(dossier.state!.deadlines['appointment:first']).toEqual(missed);
  });

  it('reminds and escalates once, at the new instants', () => {
    const dossier = apply(appraising().wait('2026-02-24T20:00'), '2026-02-24T20:00', closedOn('2026-02-26'), true).wait('2026-03-10T00:00');
    const reached = dossier.of('rungReached').filter(({ deadline }) => deadline === 'total');
    expect(reached.map(({ rung, effectiveAt }) => [rung, civil(effectiveAt)])).toEqual([
      ['half', '2026-02-23T17:30'],
      ['day-before', '2026-02-27T17:30'],
      ['due', '2026-03-02T17:30'],
    ]);
  });

  it('is done by the system when two different officers have decided, and by nobody else', () => {
    const dossier = appraising();
    for (const by of [DESK, BRANCH_HEAD, CENTRE_LEADER])
      expect(() => dossier.take({ at: at('2026-02-11T09:00'), by, act: act(true), calendar: TUESDAY_OFF })).toThrow('WRONG_AGENCY');
    const alone = act(true, { approvedBy: 'admin-1' });
    expect(() => dossier.take({ at: at('2026-02-11T09:00'), by: MOTCUA, act: alone, calendar: TUESDAY_OFF })).toThrow('SAME_OFFICER');
    expect(() => dossier.take({ at: at('2026-02-11T09:00'), by: MOTCUA, act: act(true) })).toThrow('CALENDAR_MISSING');
  });
});

describe('whatever happens to a dossier whose calendar is revised', () => {
  const day = fc.integer({ min: 0, max: 90 }).map((after) => new Date(Date.UTC(2026, 0, 1 + after)).toISOString().slice(0, 10));
  const revised = fc.record({ off: fc.array(day, { maxLength: 8 }), on: fc.array(day, { maxLength: 4 }) }).map(({ off, on }): Calendar => ({
    ...closedOn(...new Set(off)),
    makeUpDays: [...new Set(on)].map((date) => ({ date, worksAs: 'monday', insteadOf: date, basis: DECISION })),
  }));
  const forAny = (name: string, property: (dossier: Case, calendar: Calendar) => void): void =>
    it(name, () =>
      fc.assert(
        fc.property(arbitraryCases, revised, (generated, calendar) => {
          const dossier = play(generated);
          if (!dossier.state!.closed) property(dossier, calendar);
        }),
        { numRuns: 100 },
      ),
    );
  const applied = (dossier: Case, calendar: Calendar, moveDates: boolean): Case =>
    dossier.take({ at: dossier.state!.now, by: MOTCUA, act: act(moveDates), calendar });

  forAny('nothing but running dates changes, and those only to later ones that keep the earlier', (dossier, calendar) => {
    const { deadlines, factNo: _factNo, ...before } = dossier.state!;
    applied(dossier, calendar, true);
    const { deadlines: after, factNo: _no, calendar: _calendar, ...rest } = dossier.state!;
    expect(rest).toEqual(before);
    expect(Object.keys(after)).toEqual(Object.keys(deadlines));
    for (const [id, one] of Object.entries(deadlines)) if (!isSame(one, after[id]!)) expectMoved(one, after[id]!, calendar);
  });

  forAny('without moving no date changes at all', (dossier, calendar) => {
    const before = dossier.state!.deadlines;
    expect(applied(dossier, calendar, false).state!.deadlines).toEqual(before);
  });

  forAny('the same calendar again changes nothing', (dossier, calendar) => {
    const once = applied(dossier, calendar, true).state;
    const facts = dossier.facts.length;
    expect(applied(dossier, calendar, true).state).toEqual(once);
    expect(dossier.facts).toHaveLength(facts);
  });

  forAny('each rung fires once and each deadline is breached once, at its due instant', (dossier, calendar) => {
    applied(dossier, calendar, true).wait('2026-12-31T00:00');
    const told = dossier
      .of('rungReached')
      .map(({ deadline, rung, agency, role, officer }) => [deadline, rung, agency, role, officer].join('/'));
    expect(new Set(told).size).toBe(told.length);
    const breaches = dossier.of('deadlineBreached');
    expect(new Set(breaches.map(({ deadline }) => deadline)).size).toBe(breaches.length);
    for (const { deadline, dueAt } of breaches) expect(dossier.state!.deadlines[deadline]!.dueAt).toBe(dueAt);
  });

  forAny('lists and pages see the same dates as the engine', (dossier, calendar) => {
    const { calendars, deadlines } = foldFacts(null, applied(dossier, calendar, true).facts);
    expect(calendars?.at(-1)).toBe(dossier.state!.calendar);
    const running = Object.values(dossier.state!.deadlines).filter(({ status }) => status === 'running');
    for (const { id, dueAt, basis } of running) expect(deadlines[id]).toMatchObject({ status: 'running', dueAt, basis });
  });
});

const isSame = (one: Deadline, other: Deadline): boolean => JSON.stringify(one) === JSON.stringify(other);

function expectMoved(before: Deadline, after: Deadline, calendar: Calendar): void {
  expect(before.status).toBe('running');
  expect(after).toMatchObject({ id: before.id, status: 'running', rungs: before.rungs, holds: before.holds });
  expect(after.dueAt!).toBeGreaterThan(before.dueAt!);
  expect(after.basis).toEqual({ ...before.basis, calendar: 'revised', moved: [{ from: before.dueAt, decision: DECISION }] });
  expect(ledgerOf(calendar, after.basis).dueAt).toBe(after.dueAt);
}
