/** What heads and the centre hear of without asking. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { civilDate, toIso } from '../../api/instants.js';
import { receiveDossier } from '../../api/use-cases/receive-dossier.js';
import { SYSTEM } from '../../notifications/perform.js';
import type { Fact } from '../../domain/engine/fact.js';
import { openOneStop, type OneStop } from './one-stop.js';
import { TRANSFER } from './transfer.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const CHILD = {
  ...{ child: 'Trẻ sơ sinh', childSex: 'Nam', childBorn: '2026-04-30', birthPlace: 'Trung tâm y tế khu vực' },
  ...{ mother: 'Mẹ', motherId: '001000000051', father: 'Cha', requester: 'Cha', overdue: false },
};
const APPLICANT = { applicant: { name: 'Người nộp thử', kind: 'person' }, documents: ['declaration', 'birth-notice'] } as const;
const BIRTH_GROUP = {
  ...{ procedure: '2.002621', channel: 'desk', ...APPLICANT, rehearsal: { at: '2026-05-18T14:00' } },
  data: { ...CHILD, address: 'Thôn 3 xã An Mẫu', householder: 'Cha', otherHousehold: false, clinic: '99042' },
};
const BIRTH = { procedure: '1.001193', channel: 'online', ...APPLICANT, data: { ...CHILD, abandoned: false, surrogacy: false } } as const;
const JUSTICE = { agency: 'commune-justice', by: SYSTEM };

let centre: OneStop;
beforeAll(async () => {
  centre = await openOneStop();
}, 120_000);
afterAll(() => centre?.close());

interface Alert {
  readonly kind: string;
  readonly dossier: { readonly id: string };
  readonly since: string | null;
  readonly until: string | null;
  readonly whose: { readonly agency: string; readonly officer: string | null };
  readonly what: { readonly vi: string; readonly en: string };
  readonly link: string;
}

const act = (account: string, id: string, body: object) => centre.as(account).post(`/dossiers/${id}/acts`, body);
const clock = (id: string, to: string) => centre.as('desk-1').post(`/rehearsals/${id}/clock`, { to });
async function alerts(account: string, kind: string, id: string, query = '&rehearsal=true'): Promise<Alert[]> {
  const { body } = await centre.as(account).get(`/alerts/${kind}?limit=100${query}`);
  return (body.items as Alert[]).filter(({ dossier }) => dossier.id === id);
}

/** Received on Tuesday 10 February 2026: all that stands still then has stood still for long. */
async function atBranch(medium = 'electronic'): Promise<string> {
  const { body } = await centre.as('desk-1').post('/dossiers', { ...TRANSFER, medium, rehearsal: { at: '2026-02-10T09:12' } });
  const id = body.id as string;
  await act('desk-1', id, { type: 'complete', run: 'receive#1' });
  return id;
}
async function toBeHandedOver(): Promise<string> {
  const id = await atBranch();
  await act('land-1', id, { type: 'complete', run: 'appraise#1', outcome: 'eligible' });
  await act('tax-1', id, { type: 'reply', run: 'refer-tax#1', reply: 'no-obligation' });
  await act('land-2', id, { type: 'complete', run: 'register#1' });
  await act('land-3', id, { type: 'reply', run: 'record#1', reply: 'registered', value: 'CS 012345' });
  const pdf = Buffer.from('%PDF-1.4\n%%EOF\n');
  const file = await centre.as('branch-head').post(`/dossiers/${id}/files?document=new-certificate`).attach('file', pdf, 'gcn.pdf');
  const results = { 'new-certificate': file.body.id };
  await act('branch-head', id, { type: 'complete', run: 'sign#1', outcome: 'signed', results });
  return id;
}

describe('alerts', () => {
  it('of a result that is there and not handed over go to the centre, until it is', async () => {
    const id = await toBeHandedOver();
    const [alert] = await alerts('centre-leader', 'not-handed-over', id);
    expect(alert).toMatchObject({
      kind: 'not-handed-over',
      since: expect.stringMatching(/^2026-02-10T/),
      whose: { agency: 'commune-centre', agencyName: { vi: expect.stringContaining('An Mẫu') } },
      what: { en: expect.stringContaining('not handed over') },
      link: `/dossiers/${id}`,
    });
    expect(await alerts('centre-leader', 'not-handed-over', id, '')).toEqual([]);
    expect(await alerts('branch-head', 'not-handed-over', id)).toEqual([]);
    await act('counter-1', id, { type: 'deliver', run: 'return-result#1', method: 'desk' });
    expect(await alerts('centre-leader', 'not-handed-over', id)).toEqual([]);
  }, 60_000);

  it('of a crossing that nobody took up go to both sides, and end when somebody does', async () => {
    const id = await atBranch('paper');
    for (const head of ['branch-head', 'centre-leader'])
      expect(await alerts(head, 'not-taken-up', id)).toMatchObject([
        { whose: { agency: 'land-branch' }, what: { en: expect.stringContaining('not received') } },
      ]);
    await act('land-1', id, { type: 'acknowledge', run: 'appraise#1', state: 'received' });
    expect(await alerts('branch-head', 'not-taken-up', id)).toMatchObject([{ what: { en: expect.stringContaining('not taken it up') } }]);
    await act('land-1', id, { type: 'claim', run: 'appraise#1' });
    expect(await alerts('branch-head', 'not-taken-up', id)).toEqual([]);
  });

  it('of news of a linked dossier that has not come back in ten minutes go to both sides, until it has', async () => {
    const { body: group } = await centre.as('desk-1').post('/dossiers', BIRTH_GROUP);
    const origin = { dossier: group.id as string, run: 'birth#1' };
    const birth = await receiveDossier(
      centre.deps,
      () => JUSTICE,
      { ...BIRTH, origin, rehearsalAt: Date.parse('2026-05-18T14:10+07:00') },
      'birth',
      '',
    );
    await act('justice-1', birth, { type: 'accept' });
    const later = centre.at(Date.now() + 11 * MINUTE);
    const untold = async (head: string, from = later) =>
      ((await from.as(head).get('/alerts/result-not-heard?rehearsal=true')).body.items as Alert[]).filter(
        ({ dossier }) => dossier.id === group.id,
      );
    for (const head of ['centre-leader', 'justice-head', 'auditor-1'])
      expect(await untold(head)).toMatchObject([
        { what: { en: expect.stringContaining('was taken up') }, whose: { agency: 'commune-justice' }, link: `/dossiers/${group.id}` },
      ]);
    expect([await untold('police-head'), await untold('centre-leader', centre)]).toEqual([[], []]);
    const [row] = (await centre.store.outbox.waiting(200)).filter(
      ({ dossierId, command }) => dossierId === birth && command.type === 'tell origin',
    );
    await centre.store.outbox.mark(row!.id, 'done');
    expect(await untold('centre-leader')).toEqual([]);
  }, 60_000);

  it('of a crossing of today are none', async () => {
    const { body } = await centre.as('desk-1').post('/dossiers', TRANSFER);
    await act('desk-1', body.id, { type: 'complete', run: 'receive#1' });
    expect(await alerts('branch-head', 'not-taken-up', body.id, '')).toEqual([]);
  });

  it('of an endorsement not answered by its date go to who asked and to the head of who was asked', async () => {
    const id = await atBranch();
    const note = { text: 'Báo cáo lại' };
    const to = { agency: 'land-branch', officer: 'land-1' };
    await act('centre-leader', id, { type: 'endorse', to, note, answerBy: '2026-02-12T17:00' });
    for (const head of ['branch-head', 'centre-leader'])
      expect(await alerts(head, 'matter-overdue', id)).toMatchObject([
        { since: '2026-02-12T17:00:00+07:00', whose: { officer: 'land-1' } },
      ]);
    expect(await alerts('social-head', 'matter-overdue', id)).toEqual([]);
    await act('land-1', id, { type: 'answer', matter: 1, note });
    expect(await alerts('centre-leader', 'matter-overdue', id)).toEqual([]);
  });

  it('of work entered afterwards that awaits a ruling go to who may rule', async () => {
    const id = await atBranch();
    const pdf = Buffer.from('%PDF-1.4\n%%EOF\n');
    const { body: sheet } = await centre.as('land-1').post(`/dossiers/${id}/files?document=sheet`).attach('file', pdf, 'a.pdf');
    await clock(id, '2026-02-13T10:00');
    const done = { type: 'complete', run: 'appraise#1', outcome: 'eligible' };
    await centre.as('land-1').post(`/dossiers/${id}/entries`, { act: done, doneAt: '2026-02-11T10:00', evidence: [sheet.id] });
    for (const head of ['branch-head', 'centre-leader']) expect(await alerts(head, 'to-be-ruled-on', id)).toHaveLength(1);
    await act('branch-head', id, { type: 'rule entry', entry: 1, granted: true });
    expect(await alerts('branch-head', 'to-be-ruled-on', id)).toEqual([]);
  });

  it('of a dossier closed as granted that nobody handed over, as older systems allowed, go to the centre and the auditor', async () => {
    const { body } = await centre.as('desk-1').post('/dossiers', TRANSFER);
    const like = (await centre.store.dossiers.get(body.id))!;
    const { view: _view, ...seed } = { ...like, id: 'closed-elsewhere', number: 'H99.42-250101-0001' };
    await centre.store.dossiers.open(seed);
    const head = { effectiveAt: Date.now(), recordedAt: Date.now() };
    const bodies = [
      { ...(await centre.store.facts.of(body.id))[0]!, number: seed.number },
      { type: 'resultReady', outcome: 'granted', timeliness: 'on time' },
      { type: 'dossierClosed', outcome: 'granted' },
    ];
    const facts = bodies.map((each, index) => ({ ...head, ...each, no: index + 1 }) as Fact);
    await centre.store.project({ dossierId: seed.id, facts, commands: [] });
    for (const reader of ['centre-leader', 'auditor-1'])
      expect(await alerts(reader, 'closed-without-result', seed.id, '')).toMatchObject([
        { whose: { agency: 'commune-centre' }, what: { en: expect.stringContaining('handed over') } },
      ]);
    expect(await alerts('branch-head', 'closed-without-result', seed.id, '')).toEqual([]);
  });

  it('of the last day on which an extension can be asked for go to the head who may ask, until he has', async () => {
    const listed = async (id: string) => alerts('branch-head', 'extension-possible', id, '');
    const found: Alert[] = [];
    for (let days = 6; days <= 16 && found.length === 0; days++) {
      const receivedAt = toIso(Date.now() - days * DAY).slice(0, 16);
      const { body } = await centre.as('centre-leader').post('/dossiers', { ...TRANSFER, receivedAt });
      await act('desk-1', body.id, { type: 'complete', run: 'receive#1' });
      found.push(...(await listed(body.id)));
    }
    const [alert] = found;
    expect(alert).toMatchObject({ whose: { agency: 'land-branch' }, what: { en: expect.stringContaining('extension') } });
    expect(Date.parse(alert!.until!)).toBeGreaterThan(Date.now());
    const { id } = alert!.dossier;
    const { body: deadlines } = await centre.as('branch-head').get(`/dossiers/${id}/deadlines`);
    const total = (deadlines.items as { id: string; dueAt: string }[]).find((each) => each.id === 'total')!;
    expect(Date.parse(alert!.until!)).toBeLessThan(Date.parse(total.dueAt));
    const asked = await centre
      .as('branch-head')
      .post(`/dossiers/${id}/extension-requests`, { run: 'appraise#1', length: 3, note: { text: 'Đo lại' } });
    expect(asked.status).toBe(200);
    expect(await listed(id)).toEqual([]);
  }, 60_000);

  it('of what somebody absent holds go to his head, with who stands in', async () => {
    const { body } = await centre.as('desk-1').post('/dossiers', TRANSFER);
    await act('desk-1', body.id, { type: 'complete', run: 'receive#1' });
    await act('land-1', body.id, { type: 'claim', run: 'appraise#1' });
    expect(await alerts('branch-head', 'holder-absent', body.id, '')).toEqual([]);
    const [from, to] = [civilDate(Date.now()), civilDate(Date.now() + 7 * DAY)];
    await centre.as('branch-head').post('/officers/land-1/absences', { from, to, reason: 'leave', substitute: 'land-2' });
    expect(await alerts('branch-head', 'holder-absent', body.id, '')).toMatchObject([
      { whose: { agency: 'land-branch', officer: 'land-1' }, what: { en: expect.stringContaining('land-2 stands in') } },
    ]);
    await act('branch-head', body.id, { type: 'reassign', run: 'appraise#1', officer: 'land-3' });
    expect(await alerts('branch-head', 'holder-absent', body.id, '')).toEqual([]);
  });

  it('of work in a pool go to the head when nobody with the role will be there in time, and end when somebody is', async () => {
    const { body } = await centre.as('desk-1').post('/dossiers', TRANSFER);
    await act('desk-1', body.id, { type: 'complete', run: 'receive#1' });
    await act('land-3', body.id, { type: 'complete', run: 'appraise#1', outcome: 'needs-survey' });
    expect(await alerts('branch-head', 'nobody-there', body.id, '')).toEqual([]);
    const [from, to] = [civilDate(Date.now()), civilDate(Date.now() + 60 * DAY)];
    const absent = await centre.as('branch-head').post('/officers/surveyor-1/absences', { from, to, reason: 'leave' });
    expect(await alerts('branch-head', 'nobody-there', body.id, '')).toMatchObject([
      { whose: { agency: 'land-branch' }, what: { en: expect.stringContaining('nobody will be there in time') } },
    ]);
    const { groups } = (await centre.as('branch-head').get('/alerts')).body as { groups: { kind: string; items: Alert[] }[] };
    expect(groups.find(({ kind }) => kind === 'nobody-there')!.items.map(({ dossier }) => dossier.id)).toContain(body.id);
    await centre.as('branch-head').post(`/absences/${absent.body.entry.id}/end`, { to: civilDate(Date.now() - DAY) });
    expect(await alerts('branch-head', 'nobody-there', body.id, '')).toEqual([]);
  });

  it('of all kinds stand on one page, each with what is to be done and the way to the rest', async () => {
    for (let count = 0; count < 6; count++) await atBranch();
    const { body } = await centre.as('branch-head').get('/alerts?rehearsal=true');
    const groups = body.groups as {
      kind: string;
      name: { vi: string };
      todo: { vi: string };
      items: Alert[];
      next: string | null;
      link: string;
    }[];
    const [notTakenUp] = groups.filter(({ kind }) => kind === 'not-taken-up');
    expect(notTakenUp).toMatchObject({ name: { vi: expect.any(String) }, todo: { vi: expect.any(String) }, link: '/alerts/not-taken-up' });
    expect(notTakenUp!.items).toHaveLength(5);
    const rest = await centre.as('branch-head').get(`${notTakenUp!.link}?rehearsal=true&cursor=${notTakenUp!.next}`);
    expect(rest.body.items.length).toBeGreaterThan(0);
    const first = new Set(notTakenUp!.items.map(({ dossier }) => dossier.id));
    expect((rest.body.items as Alert[]).filter(({ dossier }) => first.has(dossier.id))).toEqual([]);
  });

  it('are for nobody who leads nothing, and of no kind that there is not', async () => {
    expect((await centre.as('land-1').get('/alerts')).body).toMatchObject({ status: 403, code: 'ROLE_NOT_ALLOWED' });
    expect((await centre.as('branch-head').get('/alerts/everything')).body).toMatchObject({ status: 400, code: 'REQUEST_INVALID' });
  });
});
