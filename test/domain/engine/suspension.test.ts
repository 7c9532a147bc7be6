import { describe, expect, it } from '@jest/globals';
import { appraising, at, BRANCH_HEAD, Case, CENTRE_LEADER, civil, DESK, LAND_1, PLAN, RECEIVE, REGIME, WORLD } from './fixture.js';

const STORM = { type: 'suspend', cause: 'storm', note: 'n' } as const;
const OVER = { type: 'resume', cause: 'storm' } as const;
const regime = { ...REGIME, suspension: { storm: 'law' } };
const world = { ...WORLD, plan: { ...PLAN, regime } };

const dueOf = ({ state }: Case, deadline: string): string | null => civil(state!.deadlines[deadline]!.dueAt);
const statusOf = ({ state }: Case, deadline: string): string => state!.deadlines[deadline]!.status;

const stormy = (): Case =>
  new Case(world)
    .do('2026-02-10T09:12', DESK, RECEIVE)
    .do('2026-02-10T10:00', DESK, { type: 'complete', run: 'receive#1' })
    .do('2026-02-11T09:00', BRANCH_HEAD, STORM);

describe('a dossier that is suspended by hand', () => {
  it('stands still until the cause is over: promised dates and open steps', () => {
    const storm = stormy();
    expect(['total', 'appointment:first', 'step:appraise#1'].map((id) => statusOf(storm, id))).toEqual(Array(3).fill('suspended'));
    storm.do('2026-02-13T09:00', BRANCH_HEAD, OVER);
    expect(dueOf(storm, 'step:appraise#1')).toBe('2026-02-26T17:30');
  });

  it('lets no step that opens meanwhile run either', () => {
    const storm = stormy().do('2026-02-11T10:00', LAND_1, { type: 'complete', run: 'appraise#1', outcome: 'back-to-desk' });
    expect(statusOf(storm, 'step:receive#2')).toBe('suspended');
    storm.do('2026-02-12T08:00', CENTRE_LEADER, OVER);
    expect(dueOf(storm, 'step:receive#2')).toBe('2026-02-12T14:00');
  });

  it('lets a term that begins meanwhile wait, too', () => {
    const started = new Case({ ...world, plan: { ...PLAN, regime, termStarts: 'appraise', appointments: {} } })
      .do('2026-02-10T09:12', DESK, RECEIVE)
      .do('2026-02-10T09:30', CENTRE_LEADER, STORM)
      .do('2026-02-10T10:00', DESK, { type: 'complete', run: 'receive#1' });
    expect(statusOf(started, 'total')).toBe('suspended');
    started.do('2026-02-12T08:00', CENTRE_LEADER, OVER);
    expect(dueOf(started, 'total')).toBe(civil(at('2026-03-03T17:30')));
  });
});

it('a procedure whose law knows no cause cannot be suspended', () => {
  expect(() => appraising().do('2026-02-11T09:00', BRANCH_HEAD, STORM)).toThrow('NOT_ALLOWED_NOW');
});
