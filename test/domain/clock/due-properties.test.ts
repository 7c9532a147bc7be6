import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { workingTime } from '../../../domain/calendar/working-time.js';
import { computeDue, dueAt } from '../../../domain/clock/due.js';
import { dueOfLegs } from '../../../domain/clock/legs.js';
import { rungInstant } from '../../../domain/clock/rungs.js';
import type { Ledger, TermRun } from '../../../domain/clock/term.js';
import { dayNumber } from '../../../domain/time/civil-date.js';
import { VN } from './calendar-vn.js';
import { instants, runs } from './arbitrary-runs.js';

const holds = (property: (run: TermRun) => void) => fc.assert(fc.property(runs, property), { numRuns: 400 });

describe('every due date', () => {
  it('is never before the start', () => {
    holds((run) => expect(dueAt(VN, run)!).toBeGreaterThanOrEqual(run.start));
  });

  it('falls on a working day, in office hours', () => {
    const time = workingTime(VN);
    holds((run) => {
      const day = time.day(time.dayOf(dueAt(VN, run)!));
      expect(day.windows.some((window) => window.from <= dueAt(VN, run)! && dueAt(VN, run)! <= window.to) || run.term.length === 0).toBe(
        true,
      );
    });
  });

  it('is no earlier for a longer term', () => {
    holds((run) => {
      const longer = { ...run, term: { ...run.term, length: run.term.length + 1 } };
      expect(dueAt(VN, longer)!).toBeGreaterThanOrEqual(dueAt(VN, run)!);
    });
  });

  it('is no earlier for what arrives later, when nothing suspends it', () => {
    fc.assert(
      fc.property(runs, instants, (run, other) => {
        const [early, late] = [Math.min(run.start, other), Math.max(run.start, other)];
        const from = (start: number) => dueAt(VN, { ...run, start, suspensions: [] })!;
        expect(from(late)).toBeGreaterThanOrEqual(from(early));
      }),
    );
  });

  it('is never brought forward by a suspension', () => {
    holds((run) => {
      const { suspensions = [] } = run;
      for (let kept = 0; kept < suspensions.length; kept += 1) {
        const [fewer, more] = [suspensions.slice(0, kept), suspensions.slice(0, kept + 1)];
        expect(dueAt(VN, { ...run, suspensions: more })!).toBeGreaterThanOrEqual(dueAt(VN, { ...run, suspensions: fewer })!);
      }
    });
  });

  it('is not moved by a suspension after it', () => {
    holds((run) => {
      const due = dueAt(VN, run)!;
      const suspensions = [...run.suspensions!.filter((each) => each.from <= due), { from: due + 1, to: null, policy: 'restart' as const }];
      expect(dueAt(VN, { ...run, suspensions })).toBe(due);
    });
  });

  it('is the same without a ledger, and the last line of the ledger', () => {
    holds((run) => {
      const ledger = computeDue(VN, run);
      expect(ledger.dueAt).toBe(dueAt(VN, run));
      expect(ledger.lines.at(-1)).toMatchObject({ rule: 'due', at: ledger.dueAt });
    });
  });

  it('can be made again from the lines before it', () => {
    holds((run) => {
      const ledger = computeDue(VN, run);
      expect(replay(ledger, run)).toBe(ledger.dueAt);
    });
  });

  it('is the due instant of a chain of one leg', () => {
    holds((run) => {
      const { term, extension: _extension, ...rest } = run;
      expect(dueOfLegs(VN, { ...rest, legs: [{ step: 'only', term }] }).dueAt).toBe(dueAt(VN, { ...rest, term }));
    });
  });

  it('is the rung at the whole share; smaller shares come no later', () => {
    holds((run) => {
      const shares = [0, 0.25, 0.5, 0.9, 1].map((share) => rungInstant(VN, run, { share })!);
      expect(shares.at(-1)).toBe(dueAt(VN, run));
      expect(shares).toEqual([...shares].sort((a, b) => a - b));
    });
  });

  it('says how much is left while the clock stands still, and never more than the whole', () => {
    holds((run) => {
      const due = dueAt(VN, { ...run, suspensions: [] })!;
      const middle = Math.floor((run.start + due) / 2);
      const { left, dueAt: none } = computeDue(VN, { ...run, suspensions: [{ from: middle, to: null, policy: 'pause' }] });
      const whole = (run.term.length + run.extension!) * (run.term.unit === 'working hours' ? 60 : 1);
      expect(none).toBeNull();
      expect(left).toBeGreaterThanOrEqual(0);
      expect(left).toBeLessThanOrEqual(whole);
    });
  });
});

/** Reads the due instant off the counted lines alone: the last day (or minute) counted, or day zero where nothing is. */
function replay(ledger: Ledger, run: TermRun): number {
  const time = workingTime(VN);
  const last = ledger.lines.findLast((line) =>
    ['rolled', 'counted', 'make-up day', 'day zero', 'arrived', 'resumed', 'restarted', 'after cut-off'].includes(line.rule),
  )!;
  if (run.term.unit !== 'working hours') return time.onOrAfter(dayNumber(last.date)).close;
  return last.rule === 'counted' || last.rule === 'make-up day' ? last.at! : Math.max(last.at!, time.day(dayNumber(last.date)).open);
}
