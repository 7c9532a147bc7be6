import { expect, it } from '@jest/globals';
import { appraising, at, BRANCH_HEAD, civil, DESK, LAND_1 } from './fixture.js';

const apologised = () =>
  appraising()
    .wait('2026-02-24T08:00')
    .do('2026-02-24T09:00', BRANCH_HEAD, { type: 'apologise', note: 'n', newAppointmentAt: at('2026-02-27T10:00') });
const newDate = (dossier: ReturnType<typeof apologised>) => civil(dossier.state!.deadlines['appointment:new']!.dueAt);

it('a new appointment stands still with a supplement and keeps the office time it had left', () => {
  const asked = apologised().do('2026-02-25T10:00', LAND_1, {
    type: 'request supplement',
    run: 'appraise#1',
    documents: ['proof'],
    note: 'n',
  });
  expect(newDate(asked)).toBeNull();
  asked.do('2026-03-03T14:00', DESK, { type: 'receive supplement', documents: ['proof'] });
  // from Wednesday 10:00 to Friday 10:00 sixteen hours were left: from Tuesday 14:00 they end on Thursday at 14:00
  expect(newDate(asked)).toBe('2026-03-05T14:00');
});

it('a new appointment is met with the thing that was late, not with the end of the dossier', () => {
  const done = apologised().do('2026-02-26T10:00', LAND_1, { type: 'complete', run: 'appraise#1', outcome: 'eligible' });
  expect(done.state!.deadlines['appointment:new']!.status).toBe('met');
});
