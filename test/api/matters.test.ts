/** What leaders and officers ask of each other, and who was told of dates. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openOneStop, type OneStop } from './one-stop.js';
import { TRANSFER } from './transfer.js';

let centre: OneStop;
beforeAll(async () => {
  centre = await openOneStop();
}, 120_000);
afterAll(() => centre?.close());

const act = (account: string, id: string, body: object) => centre.as(account).post(`/dossiers/${id}/acts`, body);
const clock = (id: string, to: string) => centre.as('desk-1').post(`/rehearsals/${id}/clock`, { to });

/** Received on Tuesday 10 February 2026 and with the land branch to be appraised. */
async function atBranch(): Promise<string> {
  const { body } = await centre.as('desk-1').post('/dossiers', { ...TRANSFER, rehearsal: { at: '2026-02-10T09:12' } });
  await act('desk-1', body.id, { type: 'complete', run: 'receive#1' });
  return body.id as string;
}

interface Matter {
  readonly dossierId: string;
  readonly kind: string;
  readonly no: number;
}
async function matters(account: string, id: string, query = ''): Promise<Matter[]> {
  const { body } = await centre.as(account).get(`/matters?limit=100${query}`);
  return (body.items as Matter[]).filter(({ dossierId }) => dossierId === id);
}

const ENDORSED = { type: 'endorse', note: { text: 'Kiểm tra lại ranh giới thửa đất' }, answerBy: '2026-02-12T17:00' };

describe('an endorsement', () => {
  it('stands in the list of the officer it names, with what is to be done and by when, until it is answered', async () => {
    const id = await atBranch();
    const endorsed = await act('centre-leader', id, { ...ENDORSED, to: { agency: 'land-branch', officer: 'land-1' } });
    expect(endorsed.status).toBe(200);
    const [mine] = await matters('land-1', id);
    expect(mine).toMatchObject({
      kind: 'endorsement',
      kindName: { vi: 'bút phê' },
      no: 1,
      from: 'commune-centre',
      by: 'centre-leader',
      text: ENDORSED.note.text,
      answerBy: '2026-02-12T17:00:00+07:00',
      answer: { act: 'answer' },
    });
    expect(await matters('land-2', id)).toEqual([]);
    expect(await matters('branch-head', id)).toHaveLength(1);
    expect(await matters('centre-leader', id)).toEqual([]);
    expect(await matters('centre-leader', id, '&scope=asked')).toHaveLength(1);
    expect((await act('land-2', id, { type: 'answer', matter: 1, note: { text: 'xong' } })).body).toMatchObject({ code: 'MATTER_UNKNOWN' });
    const answered = await act('land-1', id, { type: 'answer', matter: 1, note: { text: 'Đã kiểm tra, đúng ranh giới' } });
    expect(answered.body.facts[0]).toMatchObject({ type: 'matterAnswered', note: { text: 'Đã kiểm tra, đúng ranh giới' } });
    expect(await matters('land-1', id)).toEqual([]);
    expect(await matters('centre-leader', id, '&scope=asked')).toEqual([]);
  });

  it('lets an agency that had nothing to do with the dossier see it, for it is asked', async () => {
    const id = await atBranch();
    expect((await centre.as('econ-1').get(`/dossiers/${id}`)).status).toBe(404);
    await act('centre-leader', id, { ...ENDORSED, to: { agency: 'commune-economy' } });
    expect((await centre.as('econ-1').get(`/dossiers/${id}`)).status).toBe(200);
    expect(await matters('econ-1', id)).toHaveLength(1);
  });

  it('is refused of who leads nothing, and with a date that has passed', async () => {
    const id = await atBranch();
    const to = { agency: 'land-branch' };
    expect((await act('land-1', id, { ...ENDORSED, to })).body).toMatchObject({ status: 403, code: 'WRONG_ROLE' });
    const late = await act('centre-leader', id, { ...ENDORSED, to, answerBy: '2026-02-09T17:00' });
    expect(late.body).toMatchObject({ status: 409, code: 'ANSWER_BY_IN_PAST' });
  });

  it('may be written by who leads from above, too: the chair on what the commune’s centre received, and he is told when it is not answered', async () => {
    const id = await atBranch();
    const offered = await centre.as('leader-1').get(`/dossiers/${id}/actions`);
    expect(offered.body.actions.map(({ act: type }: { act: string }) => type)).toContain('endorse');
    const endorsed = await act('leader-1', id, { ...ENDORSED, to: { agency: 'land-branch', officer: 'land-1' } });
    expect(endorsed.status).toBe(200);
    await clock(id, '2026-02-24T08:00');
    const { body } = await centre.as('leader-1').get(`/dossiers/${id}/reminders`);
    const told = (body.items as { deadline: string; told: { agency: string; officer: string | null } }[])
      .filter(({ deadline }) => deadline === 'matter:1')
      .map((each) => [each.told.agency, each.told.officer]);
    expect(told).toEqual([
      ['land-branch', 'land-1'],
      ['commune-committee', 'leader-1'],
      ['commune-centre', null],
    ]);
  });

  it('is not for an agency that does not exist, nor from the chair of another commune', async () => {
    const id = await atBranch();
    expect(await act('centre-leader', id, { ...ENDORSED, to: { agency: 'fire-brigade' } })).toMatchObject({
      status: 422,
      body: { code: 'AGENCY_UNKNOWN' },
    });
    expect((await act('binh-yen-leader-1', id, { ...ENDORSED, to: { agency: 'land-branch' } })).status).toBe(404);
  });
});

describe('a request for instruction', () => {
  it('goes to the head of the agency and comes back answered', async () => {
    const id = await atBranch();
    const asked = { type: 'ask instruction', run: 'appraise#1', note: { text: 'Vượt thẩm quyền' }, answerBy: '2026-02-11T17:00' };
    await act('land-1', id, asked);
    const [found] = await matters('branch-head', id);
    expect(found).toMatchObject({
      kind: 'instruction',
      by: 'land-1',
      text: 'Vượt thẩm quyền',
      run: 'appraise#1',
      stepName: { en: 'Appraise' },
    });
    expect(await matters('land-1', id, '&scope=asked')).toHaveLength(1);
    expect((await act('branch-head', id, { type: 'answer', matter: 1, note: { text: 'Tiếp tục' } })).status).toBe(200);
  });
});

describe('an extension asked', () => {
  it('stands in the list of the head of the centre until it is ruled on', async () => {
    const id = await atBranch();
    const asked = await centre.as('branch-head').post(`/dossiers/${id}/extension-requests`, {
      ...{ run: 'appraise#1', length: 3, note: { text: 'Phải đo lại' } },
    });
    expect(asked.status).toBe(200);
    expect(await matters('centre-leader', id, '&kind=extension')).toMatchObject([
      { kind: 'extension', by: 'branch-head', text: 'Phải đo lại', answer: { act: 'rule extension' } },
    ]);
    await act('centre-leader', id, { type: 'rule extension', granted: true, decision: '12/QĐ', note: { text: 'Đồng ý' } });
    expect(await matters('centre-leader', id)).toEqual([]);
  });
});

describe('who was told', () => {
  interface Told {
    readonly dossierId: string;
    readonly deadline: string;
    readonly rung: string;
    readonly do: string;
    readonly told: { readonly agency: string; readonly role: string; readonly officer: string | null };
  }

  it('is listed for the dossier, each rung once: the officer who holds it, the head, the centre', async () => {
    const id = await atBranch();
    await act('land-1', id, { type: 'claim', run: 'appraise#1' });
    await clock(id, '2026-03-10T08:00');
    const { body } = await centre.as('desk-1').get(`/dossiers/${id}/reminders`);
    const items = body.items as Told[];
    const ofTotal = items
      .filter(({ deadline }) => deadline === 'total')
      .map(({ do: what, told }) => [what, told.agency, told.role, told.officer]);
    expect(ofTotal).toEqual([
      ['remind', 'land-branch', 'officer', 'land-1'],
      ['remind', 'land-branch', 'branch-head', null],
      ['escalate', 'land-branch', 'branch-head', null],
      ['escalate', 'commune-centre', 'centre-leader', null],
    ]);
    const rungs = items.map(({ deadline, rung }) => `${deadline} ${rung}`);
    expect(new Set(rungs).size).toBe(rungs.length);
    await clock(id, '2026-03-20T08:00');
    const later = (await centre.as('desk-1').get(`/dossiers/${id}/reminders`)).body.items as Told[];
    expect(new Set(later.map(({ deadline, rung }) => `${deadline} ${rung}`)).size).toBe(later.length);
  });

  it('is listed for the centre by agency and time, and for nobody who leads nothing', async () => {
    const id = await atBranch();
    await clock(id, '2026-02-27T08:00');
    const list = async (account: string, query: string) => (await centre.as(account).get(`/reminders?limit=100${query}`)).body;
    const since = '&from=2026-02-10T00%3A00&to=2026-02-28T00%3A00';
    const ours = (items: Told[]) => items.filter(({ dossierId }) => dossierId === id);
    const atCentre = ours((await list('centre-leader', `${since}&agency=land-branch`)).items);
    expect(atCentre.length).toBeGreaterThan(2);
    expect(new Set(atCentre.map(({ told }) => told.agency))).toEqual(new Set(['land-branch']));
    expect(ours((await list('branch-head', since)).items)).toEqual(atCentre);
    expect(ours((await list('social-head', since)).items)).toEqual([]);
    expect(ours((await list('centre-leader', '&from=2026-02-28T00%3A00&to=2026-03-01T00%3A00')).items)).toEqual([]);
    expect(await list('land-1', since)).toMatchObject({ status: 403, code: 'ROLE_NOT_ALLOWED' });
    expect(await list('centre-leader', '&from=yesterday')).toMatchObject({ status: 400, code: 'REQUEST_INVALID' });
  });

  it('of an endorsement is the officer it names at its date, and the centre when he has not answered a working day later', async () => {
    const id = await atBranch();
    await act('centre-leader', id, { ...ENDORSED, to: { agency: 'land-branch', officer: 'land-1' } });
    await clock(id, '2026-02-24T08:00');
    const { body } = await centre.as('centre-leader').get(`/dossiers/${id}/reminders`);
    const told = (body.items as Told[])
      .filter(({ deadline }) => deadline === 'matter:1')
      .map((each) => [each.do, each.told.officer ?? each.told.role]);
    expect(told).toEqual([
      ['remind', 'land-1'],
      ['escalate', 'centre-leader'],
    ]);
    expect(await matters('land-1', id)).toMatchObject([{ overdue: true }]);
  });
});
