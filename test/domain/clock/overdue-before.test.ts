import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dueAt } from '../../../domain/clock/due.js';
import { overdueBefore } from '../../../domain/clock/overdue-before.js';
import type { Term } from '../../../domain/clock/term.js';
import { instants } from './arbitrary-runs.js';
import { at, civil, VN } from './calendar-vn.js';

describe('what is overdue by now', () => {
  const THREE_DAYS: Term = { length: 3, unit: 'working days' };

  it.each([
    // received on Wednesday, due on Monday at closing
    ['on the Monday before closing, what began before Wednesday', '2026-03-09T10:00', '2026-03-03T17:30'],
    ['on the Tuesday after it, what began on Wednesday, too', '2026-03-10T08:00', '2026-03-04T17:30'],
    ['in the first week after Tet, what began before it', '2026-02-25T08:00', '2026-02-12T17:30'],
  ])('is, %s', (_what, now, expected) => {
    expect(civil(overdueBefore(VN, THREE_DAYS, at(now)))).toBe(expected);
  });

  it('is exactly what a count of each wait finds', () => {
    const term = fc.record({
      length: fc.integer({ min: 0, max: 20 }),
      unit: fc.constantFrom<Term['unit']>('working days', 'working hours', 'calendar days'),
    });
    fc.assert(
      fc.property(instants, term, fc.integer({ min: 0, max: 60 * 24 * 3600_000 }), (now, each, ago) => {
        const start = now - ago;
        expect(start < overdueBefore(VN, each, now)).toBe(dueAt(VN, { term: each, start })! < now);
      }),
      { numRuns: 300 },
    );
  });
});
