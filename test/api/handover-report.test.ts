/** Transfer time between agencies over HTTP: a land transfer on paper, received on Tuesday 10 February 2026, in virtual time. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openOneStop, type OneStop } from './one-stop.js';
import { TRANSFER } from './transfer.js';

let centre: OneStop;
beforeAll(async () => {
  centre = await openOneStop();
  for (const received of ['2026-02-11T08:30', '2026-02-11T10:30']) await appraised(received);
  await sent();
}, 180_000);
afterAll(() => centre?.close());

const act = (account: string, id: string, body: object) => centre.as(account).post(`/dossiers/${id}/acts`, body);
const clock = (id: string, to: string) => centre.as('desk-1').post(`/rehearsals/${id}/clock`, { to });

/** At four in the afternoon the papers leave the desk. */
async function sent(): Promise<string> {
  const { body } = await centre.as('desk-1').post('/dossiers', { ...TRANSFER, medium: 'paper', rehearsal: { at: '2026-02-10T14:00' } });
  await clock(body.id, '2026-02-10T16:30');
  await act('desk-1', body.id, { type: 'complete', run: 'receive#1' });
  return body.id as string;
}

async function appraised(received: string): Promise<void> {
  const id = await sent();
  await clock(id, received);
  await act('land-1', id, { type: 'acknowledge', run: 'appraise#1', state: 'received' });
  await clock(id, '2026-02-12T09:00');
  const done = await act('land-1', id, { type: 'complete', run: 'appraise#1', outcome: 'eligible' });
  expect(done.status).toBe(200);
}

const PERIOD = '?rehearsal=true&from=2026-02-10T00%3A00&to=2026-02-11T00%3A00';
const report = async (account: string, query = PERIOD) => (await centre.as(account).get(`/reports/handovers${query}`)).body;
const pairsOf = ({ pairs }: { pairs: { from: { agency: string }; to: { agency: string } }[] }) =>
  pairs.map(({ from, to }) => `${from.agency} → ${to.agency}`);

describe('the report of handovers', () => {
  it('says of each two agencies how much was handed over, how long it took and whose time that was', async () => {
    const { from, to, pairs } = await report('auditor-1');
    expect([from, to]).toEqual(['2026-02-10T00:00:00+07:00', '2026-02-11T00:00:00+07:00']);
    expect(pairs).toMatchObject([
      {
        from: { agency: 'commune-centre', level: 'commune', name: { vi: 'Trung tâm Phục vụ hành chính công xã An Mẫu' } },
        to: { agency: 'land-branch', level: 'province' },
        media: { electronic: 0, paper: 3, connector: 0 },
        ...{ sent: 3, received: 2, accepted: 2, returned: 0, done: 2, neverAccepted: 0 },
        forwarded: { inTime: 3, late: 0 },
        underWay: { onItsWay: 1, notTakenUp: 0 },
        toReceived: { owner: 'commune-centre', of: 2, workingMinutes: { median: 120, p90: 240, longest: 240 } },
        toAccepted: { owner: 'land-branch', of: 2 },
        toDone: { owner: 'land-branch', of: 2, workingMinutes: { median: 0, p90: 0, longest: 0 } },
        transfer: { owner: null, of: 2, workingMinutes: { longest: 630 }, calendarMinutes: { longest: 2430 } },
      },
    ]);
    expect(pairs[0].toReceived.calendarMinutes).toEqual({ median: 960, p90: 1080, longest: 1080 });
  });

  it('shows what goes to the system of another organisation, and can be asked for by medium, agency and procedure', async () => {
    const later = PERIOD.replace('02-11T', '02-13T');
    const { pairs } = await report('auditor-1', `${later}&medium=connector`);
    expect(pairs).toMatchObject([
      {
        from: { agency: 'land-branch' },
        to: { agency: 'tax-office' },
        media: { connector: 2 },
        sent: 2,
        underWay: { onItsWay: 2 },
        toReceived: null,
      },
    ]);
    expect(pairsOf(await report('auditor-1', `${later}&agency=tax-office`))).toEqual(['land-branch → tax-office']);
    expect(pairsOf(await report('auditor-1', `${later}&procedure=1.013225`))).toEqual([]);
  });

  it('shows leaders what their offices send or get, and the head of the centre all of the dossiers it received', async () => {
    const later = PERIOD.replace('02-11T', '02-13T');
    const both = ['commune-centre → land-branch', 'land-branch → tax-office'];
    for (const account of ['auditor-1', 'centre-leader', 'branch-head']) expect(pairsOf(await report(account, later)).sort()).toEqual(both);
    expect(pairsOf(await report('tax-head', later))).toEqual(['land-branch → tax-office']);
    expect(pairsOf(await report('social-head', later))).toEqual([]);
    expect(await report('land-1')).toMatchObject({ status: 403, code: 'ROLE_NOT_ALLOWED' });
  });

  it('leaves rehearsals out unless asked for, and takes the last 30 days where no time is named', async () => {
    const { body } = await centre.as('desk-1').post('/dossiers', TRANSFER);
    await act('desk-1', body.id, { type: 'complete', run: 'receive#1' });
    const { pairs } = await report('centre-leader', '');
    expect(pairs).toMatchObject([
      { sent: 1, media: { electronic: 1 }, received: 1, underWay: { notTakenUp: 1 }, toReceived: { workingMinutes: { longest: 0 } } },
    ]);
  });

  it('is refused of a time that ends before it begins, or is longer than a year', async () => {
    for (const period of ['?from=2026-02-10T00%3A00&to=2026-02-09T00%3A00', '?from=2024-01-01&to=2026-01-01']) {
      const problem = await report('auditor-1', period);
      expect(problem).toMatchObject({ status: 400, code: 'REQUEST_INVALID', errors: [{ path: '/query/from' }] });
    }
    expect(await report('auditor-1', '?from=yesterday')).toMatchObject({ status: 400, code: 'REQUEST_INVALID' });
  });
});
