/** Officers with several posts, with fields, on duty or away; their substitutes and their heads. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { civilDate } from '../../api/instants.js';
import { releaseHeld } from '../../api/use-cases/release-held.js';
import { openOneStop, type OneStop } from './one-stop.js';
import { TRANSFER } from './transfer.js';

const DAY = 24 * 3_600_000;
const CENTRE = 'commune-centre';
const BRANCH = 'land-branch';
const today = civilDate(Date.now());
const yesterday = civilDate(Date.now() - DAY);
const nextWeek = civilDate(Date.now() + 7 * DAY);

let centre: OneStop;
beforeAll(async () => {
  centre = await openOneStop();
  await centre.hire('both', [
    { agency: BRANCH, roles: ['officer'] },
    { agency: CENTRE, roles: ['receiver'], fields: ['land'], until: today },
  ]);
  await centre.hire('back-home', [
    { agency: BRANCH, roles: ['officer'] },
    { agency: CENTRE, roles: ['receiver'], until: yesterday },
  ]);
  await centre.hire('desk-shops', [{ agency: CENTRE, roles: ['receiver'], fields: ['business-household'] }]);
  await centre.hire('part-time', [{ agency: CENTRE, roles: ['returner'], duty: ['monday'] }]);
}, 120_000);
afterAll(() => centre?.close());

const received = async (by = 'desk-1'): Promise<string> => (await centre.as(by).post('/dossiers', TRANSFER)).body.id as string;
const act = (account: string, id: string, body: object) => centre.as(account).post(`/dossiers/${id}/acts`, body);
const atBranch = async (): Promise<string> => {
  const id = await received();
  await act('desk-1', id, { type: 'complete', run: 'receive#1' });
  return id;
};
const claimed = async (account: string): Promise<string> => {
  const id = await atBranch();
  expect((await act(account, id, { type: 'claim', run: 'appraise#1' })).status).toBe(200);
  return id;
};
const holderOf = async (id: string): Promise<string | null> => (await centre.store.dossiers.get(id))!.view!.tasks['appraise#1']!.officer;
const ids = (body: { items: { dossierId: string }[] }): string[] => body.items.map(({ dossierId }) => dossierId);
const mine = async (account: string): Promise<string[]> => ids((await centre.as(account).get('/tasks?limit=100')).body);
const absent = (account: string, more: object, by = 'branch-head') =>
  centre.as(by).post(`/officers/${account}/absences`, { from: today, to: nextWeek, reason: 'leave', ...more });

describe('an officer with two posts', () => {
  it('receives under the one and appraises under the other, and each answer says under which', async () => {
    const id = await received('both');
    const desk = await act('both', id, { type: 'complete', run: 'receive#1' });
    expect(desk.body).toMatchObject({ agency: CENTRE, dossier: { centre: CENTRE } });
    // another dossier: who receives one does not resolve it, at whatever post
    expect((await act('both', id, { type: 'claim', run: 'appraise#1' })).body).toMatchObject({ status: 409, code: 'SAME_OFFICER' });
    const other = await atBranch();
    const appraised = await act('both', other, { type: 'claim', run: 'appraise#1' });
    expect(appraised.body.agency).toBe(BRANCH);
    expect(appraised.body.facts.at(-1).fact).toMatchObject({ type: 'heldBy', by: { kind: 'officer', id: 'both', agency: BRANCH } });
    const { body } = await centre.as('both').get(`/dossiers/${other}/actions`);
    const actions = (body as { actions: { act: string; agency: string }[] }).actions;
    expect(actions).toContainEqual(expect.objectContaining({ act: 'complete', run: 'appraise#1', agency: BRANCH }));
    expect(actions).toContainEqual(expect.objectContaining({ act: 'withdraw', agency: CENTRE }));
  });

  it('acts under the post that the request names, and under none that is not held', async () => {
    const id = await received();
    const asBranch = await act('both', id, { type: 'complete', run: 'receive#1' }).set('Motcua-Post', BRANCH);
    expect(asBranch.body).toMatchObject({ status: 404, code: 'NOT_FOUND' });
    const elsewhere = await centre.as('both').get('/tasks').set('Motcua-Post', 'tax-office');
    expect(elsewhere.body).toMatchObject({ status: 403, code: 'POST_NOT_HELD' });
    expect((await act('both', id, { type: 'complete', run: 'receive#1' }).set('Motcua-Post', CENTRE)).status).toBe(200);
  });

  it('has the worklists of both', async () => {
    const [atDesk, further] = [await received(), await atBranch()];
    const unit = async (query: string, post?: string) => {
      const asked = centre.as('both').get(`/tasks?scope=unit&limit=100${query}`);
      return ids((await (post ? asked.set('Motcua-Post', post) : asked)).body);
    };
    expect(await unit('')).toEqual(expect.arrayContaining([atDesk, further]));
    expect(await unit(`&agency=${BRANCH}`)).not.toContain(atDesk);
    expect(await unit('', CENTRE)).not.toContain(further);
  });

  it('is at home again on the day after the last day of a secondment', async () => {
    const refused = await centre.as('back-home').post('/dossiers', TRANSFER);
    expect(refused.body).toMatchObject({ status: 403, code: 'ROLE_NOT_ALLOWED' });
    const id = await received();
    expect((await centre.as('back-home').get(`/dossiers/${id}`)).status).toBe(404);
    const { body } = await centre.as('back-home').get('/me');
    expect(body.posts.map(({ agency, counts }: { agency: string; counts: boolean }) => [agency, counts])).toEqual([
      [BRANCH, true],
      [CENTRE, false],
    ]);
  });
});

describe('a post with fields', () => {
  it('receives, sees, finds and lists no dossier of another field', async () => {
    const id = await received();
    expect((await centre.as('desk-shops').post('/dossiers', TRANSFER)).body).toMatchObject({ status: 403, code: 'FIELD_NOT_HELD' });
    expect((await centre.as('desk-shops').get(`/dossiers/${id}`)).status).toBe(404);
    expect((await centre.as('desk-shops').get('/dossiers')).body.items).toEqual([]);
    expect((await centre.as('desk-shops').get('/dossiers?procedure=1.013831')).body.items).toEqual([]);
    expect((await centre.as('desk-shops').get('/dossiers/search?q=thu')).body.items).toEqual([]);
    expect((await centre.as('desk-shops').get('/tasks?scope=unit')).body.items).toEqual([]);
  });
});

describe('a leader', () => {
  it('sees what the units below hold, who holds it and whether they are there', async () => {
    const id = await received();
    await act('desk-2', id, { type: 'claim', run: 'receive#1' });
    const { body } = await centre.as('leader-1').get(`/tasks?scope=unit&agency=${CENTRE}&limit=100`);
    const task = (body as { items: { dossierId: string }[] }).items.find(({ dossierId }) => dossierId === id);
    expect(task).toMatchObject({ officer: 'desk-2', officerPresence: expect.stringMatching(/^(on|off) duty$/), post: null });
    expect((await centre.as('leader-1').get(`/dossiers/${id}`)).status).toBe(200);
    expect((await act('leader-1', id, { type: 'complete', run: 'receive#1' })).body).toMatchObject({ status: 403, code: 'WRONG_AGENCY' });
    expect((await centre.as('social-head').get(`/tasks?scope=unit&agency=${CENTRE}`)).body.items).toEqual([]);
  });

  it('sees at once how much each holds, what nobody holds, and what stalls', async () => {
    await centre.hire('slow', [{ agency: BRANCH, roles: ['surveyor'] }]);
    const id = await claimed('land-2');
    const before = (await centre.as('branch-head').get(`/units/${BRANCH}/load?dueWithinDays=60`)).body;
    const of = (officer: string) => before.officers.find((each: { officer: string }) => each.officer === officer);
    expect(of('land-2')).toMatchObject({ roles: ['officer'], open: expect.any(Number), overdue: 0 });
    expect(of('land-2').dueSoon).toBeGreaterThan(0);
    expect(of('slow')).toMatchObject({ open: 0 });
    expect(before.pool.open).toBeGreaterThan(0);
    await centre.as('branch-head').post('/officers/land-2/duties', { agency: BRANCH, from: today, dates: [civilDate(Date.now() + DAY)] });
    const after = (await centre.as('branch-head').get(`/units/${BRANCH}/load?dueWithinDays=60`)).body;
    expect(after.stalled).toBe(before.stalled + (of('land-2').presence === 'on duty' ? of('land-2').dueSoon : 0));
    await act('land-2', id, { type: 'release', run: 'appraise#1' });
    await centre.as('branch-head').post('/officers/land-2/duties', { agency: BRANCH, from: today, weekdays: ['monday'], dates: [today] });
    expect((await centre.as('centre-leader').get(`/units/${BRANCH}/load`)).status).toBe(404);
    expect((await centre.as('auditor-1').get(`/units/${BRANCH}/load`)).status).toBe(200);
    expect((await centre.as('land-2').get(`/units/${BRANCH}/load`)).status).toBe(403);
  });

  it('gives a task only to somebody who is there to do it', async () => {
    const id = await claimed('land-1');
    const give = (officer: string) => centre.as('branch-head').post(`/tasks/${id}.appraise%231/reassign`, { officer });
    expect((await give('nobody')).body).toMatchObject({ status: 422, code: 'OFFICER_UNFIT' });
    expect((await give('surveyor-1')).body).toMatchObject({ status: 422, code: 'OFFICER_UNFIT' });
    expect((await give('desk-1')).body).toMatchObject({ status: 422, code: 'OFFICER_UNFIT' });
    expect((await give('land-3')).status).toBe(200);
    expect(await holderOf(id)).toBe('land-3');
  });
});

describe('an absence', () => {
  it('is recorded by the head, the officer himself or the administrator, and by nobody else', async () => {
    expect((await absent('land-3', {}, 'land-1')).body).toMatchObject({ status: 403, code: 'ROSTER_NOT_YOURS' });
    expect((await absent('land-3', {}, 'social-head')).body).toMatchObject({ status: 403, code: 'ROSTER_NOT_YOURS' });
    expect((await absent('land-3', {}, 'auditor-1')).body).toMatchObject({ status: 403, code: 'ROLE_NOT_ALLOWED' });
    expect((await absent('nobody', {})).status).toBe(404);
    for (const by of ['land-3', 'branch-head', 'admin-1']) {
      const { status, body } = await absent('land-3', { from: '2030-01-02', to: '2030-01-03' }, by);
      expect({ status, by: body.entry.by }).toEqual({ status: 201, by });
    }
    expect((await absent('land-3', { from: '2030-01-02', to: '2030-01-01' })).body).toMatchObject({ status: 400, code: 'REQUEST_INVALID' });
    expect((await absent('land-3', { from: '2030-02-30', to: '2030-03-01' })).body).toMatchObject({ status: 400, code: 'REQUEST_INVALID' });
    const { body } = await centre.as('branch-head').get('/officers/land-3/roster');
    expect(body.entries.filter(({ kind }: { kind: string }) => kind === 'absence')).toHaveLength(3);
  });

  it('that begins gives what the officer holds back to the pool, each release a fact, once', async () => {
    await centre.hire('ill', [{ agency: BRANCH, roles: ['officer'] }]);
    const [one, other] = [await claimed('ill'), await claimed('ill')];
    const { body } = await absent('ill', { reason: 'sick' });
    expect([...body.released].sort()).toEqual([`${one}.appraise#1`, `${other}.appraise#1`].sort());
    expect(await holderOf(one)).toBeNull();
    const timeline = (await centre.as('land-1').get(`/dossiers/${one}/timeline`)).body;
    const releases = timeline.items.filter(({ type }: { type: string }) => type === 'taskReleased');
    expect(releases).toMatchObject([{ by: { kind: 'system', id: 'roster' }, sentence: { vi: expect.stringContaining('vắng mặt') } }]);
    const again = await Promise.all([1, 2, 3].map(() => releaseHeld(centre.deps, ['ill'])));
    expect(again.flatMap(({ tasks, errors }) => [...tasks, ...errors])).toEqual([]);
    expect((await act('ill', one, { type: 'claim', run: 'appraise#1' })).body).toMatchObject({ status: 409, code: 'ABSENT_TODAY' });
    expect((await act('land-1', one, { type: 'claim', run: 'appraise#1' })).status).toBe(200);
    expect((await releaseHeld(centre.deps)).tasks).not.toContain(`${one}.appraise#1`);
    expect(await holderOf(one)).toBe('land-1');
  });

  it('sweeps at once by several lose and double nothing', async () => {
    await centre.hire('gone', [{ agency: BRANCH, roles: ['officer'] }]);
    const id = await claimed('gone');
    const account = (await centre.store.accounts.get('gone'))!;
    await centre.store.accounts.put({ ...account, posts: [{ ...account.posts[0]!, until: yesterday }] });
    const swept = await Promise.all([1, 2, 3].map(() => releaseHeld(centre.deps)));
    expect(swept.flatMap(({ errors }) => errors)).toEqual([]);
    const facts = await centre.store.facts.of(id);
    expect(facts.filter(({ type }) => type === 'taskReleased')).toHaveLength(1);
  });

  it('with a substitute leaves the tasks where they are: the substitute sees them and acts, until it ends', async () => {
    await centre.hire('away', [{ agency: BRANCH, roles: ['officer'] }]);
    await centre.hire('stand-in', [{ agency: BRANCH, roles: ['officer'] }]);
    const [one, other] = [await claimed('away'), await claimed('away')];
    expect((await absent('away', { substitute: 'desk-1' })).body).toMatchObject({ status: 422, code: 'OFFICER_UNFIT' });
    const { body } = await absent('away', { substitute: 'stand-in' });
    expect(body.released).toEqual([]);
    expect(await mine('stand-in')).toEqual(expect.arrayContaining([one, other]));
    expect(await mine('land-1')).not.toContain(one);
    const { body: seen } = await centre.as('stand-in').get('/tasks?limit=100');
    expect(seen.items[0]).toMatchObject({ officer: 'away', officerPresence: 'absent', substitute: 'stand-in', post: BRANCH });
    const { body: may } = await centre.as('stand-in').get(`/dossiers/${one}/actions`);
    expect(may.actions).toContainEqual(expect.objectContaining({ act: 'complete', run: 'appraise#1' }));
    expect((await act('land-1', one, { type: 'complete', run: 'appraise#1', outcome: 'eligible' })).body.code).toBe('HELD_BY_ANOTHER');
    const done = await act('stand-in', one, { type: 'complete', run: 'appraise#1', outcome: 'eligible' });
    expect(done.body.facts).toContainEqual(expect.objectContaining({ type: 'stepCompleted', by: { kind: 'officer', id: 'stand-in' } }));

    const ended = await centre.as('away').post(`/absences/${body.entry.id}/end`, { to: yesterday });
    expect(ended.status).toBe(201);
    expect(await mine('stand-in')).toEqual([]);
    expect((await act('stand-in', other, { type: 'complete', run: 'appraise#1', outcome: 'eligible' })).body.code).toBe('HELD_BY_ANOTHER');
    expect((await act('away', other, { type: 'complete', run: 'appraise#1', outcome: 'eligible' })).status).toBe(200);
  });

  it('of the substitute too stalls nothing', async () => {
    await centre.hire('first', [{ agency: BRANCH, roles: ['officer'] }]);
    await centre.hire('second', [{ agency: BRANCH, roles: ['officer'] }]);
    const id = await claimed('first');
    expect((await absent('first', { substitute: 'second' })).body.released).toEqual([]);
    await absent('second', {});
    expect((await releaseHeld(centre.deps)).tasks).toContain(`${id}.appraise#1`);
    expect((await absent('land-1', { from: '2030-05-05', to: '2030-05-06', substitute: 'second' })).status).toBe(201);
    expect((await absent('land-1', { substitute: 'second' })).body).toMatchObject({ status: 422, code: 'OFFICER_UNFIT' });
  });
});

describe('a roster', () => {
  it('says who is on duty, by whom it was recorded and when', async () => {
    const body = { agency: CENTRE, from: today, weekdays: ['monday', 'wednesday'], dates: [today] };
    expect((await centre.as('centre-leader').post('/officers/part-time/duties', body)).status).toBe(201);
    const roster = (await centre.as('part-time').get('/officers/part-time/roster')).body;
    expect(roster.today).toEqual([{ agency: CENTRE, presence: 'on duty' }]);
    expect(roster.entries).toMatchObject([{ kind: 'duty', by: 'centre-leader', at: expect.stringMatching(/\+07:00$/) }]);
    const elsewhere = await centre.as('centre-leader').post('/officers/part-time/duties', { ...body, agency: BRANCH });
    expect(elsewhere.body).toMatchObject({ status: 422, code: 'OFFICER_UNFIT' });
    const empty = await centre.as('centre-leader').post('/officers/part-time/duties', { agency: CENTRE, from: today });
    expect(empty.body).toMatchObject({ status: 400, code: 'REQUEST_INVALID' });
  });

  it('lets go what is due before its holder is back', async () => {
    await centre.hire('rare', [{ agency: BRANCH, roles: ['officer'] }]);
    const id = await claimed('rare');
    const far = civilDate(Date.now() + 50 * DAY);
    const { body } = await centre.as('rare').post('/officers/rare/duties', { agency: BRANCH, from: today, dates: [far] });
    expect(body.released).toEqual([`${id}.appraise#1`]);
  });
});
