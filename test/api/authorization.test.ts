import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import request, { type Response, type Test } from 'supertest';
import { OPERATIONS } from '../../api/operations.js';
import type { Operation } from '../../api/operation.js';
import { civilDate } from '../../api/instants.js';
import { mayCall, POLICY, type Access } from '../../api/policy.js';
import type { Post } from '../../domain/organisation/posts.js';
import { openOneStop, type OneStop } from './one-stop.js';
import { firstWords } from './first-words.js';
import { samples, type Sample } from './samples.js';
import { TRANSFER } from './transfer.js';

const CENTRE = 'commune-centre';
const yesterday = civilDate(Date.now() - 24 * 3_600_000);

/** Officers whom the organisation does not have: with a field, with a secondment that is over, with one that goes on. */
const HIRED: Readonly<Record<string, readonly Post[]>> = {
  'desk-shops': [{ agency: CENTRE, roles: ['receiver'], fields: ['business-household'] }],
  'desk-land': [{ agency: CENTRE, roles: ['receiver'], fields: ['land', 'construction'] }],
  'back-home': [
    { agency: 'commune-social', roles: ['officer'] },
    { agency: CENTRE, roles: ['receiver'], until: yesterday },
  ],
  seconded: [
    { agency: 'commune-social', roles: ['officer'] },
    { agency: CENTRE, roles: ['returner'], fields: ['land'] },
  ],
  'auditor-gone': [{ agency: 'province-centre', roles: ['auditor'], until: yesterday }],
};

/** Who the gate takes each for (desk-2 is absent today), and whether it sees a dossier of the field land, received at the commune's centre and not yet handed on. */
const ACCOUNTS = [
  { account: 'desk-1', who: ['person', 'staff', 'receiver'], sees: true },
  { account: 'desk-2', who: ['person', 'staff', 'receiver'], sees: true },
  { account: 'desk-land', who: ['person', 'staff', 'receiver'], sees: true },
  { account: 'desk-shops', who: ['person', 'staff', 'receiver'], sees: false },
  { account: 'counter-1', who: ['person', 'staff'], sees: true },
  { account: 'seconded', who: ['person', 'staff'], sees: true },
  { account: 'back-home', who: ['person', 'staff'], sees: false },
  { account: 'centre-leader', who: ['person', 'staff', 'leads'], sees: true },
  { account: 'leader-1', who: ['person', 'staff', 'leads'], sees: true },
  { account: 'land-1', who: ['person', 'staff'], sees: false },
  { account: 'social-1', who: ['person', 'staff'], sees: false },
  { account: 'social-head', who: ['person', 'staff', 'leads'], sees: false },
  { account: 'branch-head', who: ['person', 'staff', 'leads'], sees: false },
  { account: 'clerk-1', who: ['person', 'staff'], sees: false },
  { account: 'auditor-1', who: ['person', 'auditor'], sees: true },
  { account: 'auditor-gone', who: ['person'], sees: false },
  { account: 'admin-1', who: ['person', 'admin'], sees: false },
  { account: 'partner:tax', who: ['partner'], sees: false },
] as const;

/** What lies on the road is shown masked. */
const WITHOUT_PERSONS: readonly string[] = ['none', 'road'];

let centre: OneStop;
let sent: Readonly<Record<string, Sample>>;
beforeAll(async () => {
  centre = await openOneStop();
  for (const [account, posts] of Object.entries(HIRED)) await centre.hire(account, posts);
  const { body } = await centre.as('desk-1').post('/dossiers', TRANSFER);
  const today = civilDate(Date.now());
  await centre.as('centre-leader').post('/officers/desk-2/absences', { from: today, to: today, reason: 'mission', substitute: 'desk-1' });
  const pdf = Buffer.from('%PDF-1.4\n%%EOF\n');
  const file = await centre.as('desk-1').post(`/dossiers/${body.id}/files?document=application`).attach('file', pdf, 'a.pdf');
  sent = samples(body.id, body.number, file.body.id);
}, 120_000);
afterAll(() => centre?.close());

describe('the policy', () => {
  it('has a row for every operation and an operation for every row', () => {
    expect(OPERATIONS.map(({ id }) => id).sort()).toEqual(Object.keys(POLICY).sort());
  });

  it('lets nobody who is unknown do more than sign in, track, call back and ask for health', () => {
    expect(
      OPERATIONS.filter(({ id }) => POLICY[id].who === 'anyone')
        .map(({ id }) => id)
        .sort(),
    ).toEqual(['live', 'readPortalFile', 'ready', 'receiveCallback', 'receiveFiling', 'signIn', 'trackDossier']);
  });

  it('lets the auditor change nothing', () => {
    expect(OPERATIONS.filter((operation) => operation.write && mayCall(accessOf(operation).who, ['auditor']))).toEqual([]);
  });

  it('opens to the auditor all that staff may read', () => {
    const closed = OPERATIONS.filter(
      (operation) => !operation.write && mayCall(accessOf(operation).who, ['staff']) && !mayCall(accessOf(operation).who, ['auditor']),
    );
    expect(closed.map(({ id }) => id)).toEqual([]);
  });

  it('keeps partners to what was sent to them', () => {
    const open = OPERATIONS.filter(({ id }) => Array.isArray(POLICY[id].who) && mayCall(POLICY[id].who, ['partner']));
    expect(open.map(({ path }) => path).filter((path) => !path.startsWith('/partner/'))).toEqual([]);
  });

  it('keeps the administrator out of dossiers', () => {
    expect(
      OPERATIONS.filter((operation) => !WITHOUT_PERSONS.includes(accessOf(operation).scope) && mayCall(accessOf(operation).who, ['admin'])),
    ).toEqual([]);
  });
});

describe.each(OPERATIONS.map((operation) => ({ operation, id: operation.id })))('$id', ({ operation }) => {
  const access = accessOf(operation);

  it('asks who is there', async () => {
    const { body, status } = await send(operation, null);
    if (access.who === 'anyone') expect(String(body.code)).not.toMatch(/^TOKEN/);
    else expect({ status, code: body.code }).toEqual({ status: 401, code: 'TOKEN_MISSING' });
  });

  it.each(ACCOUNTS.map((each) => ({ ...each })))('answers $account by the table', async ({ account, who, sees }) => {
    const answer = await send(operation, account);
    const code = (answer.body as { code?: string }).code;
    if (!mayCall(access.who, who)) return expect({ status: answer.status, code }).toEqual({ status: 403, code: 'ROLE_NOT_ALLOWED' });
    expect(code).not.toBe('ROLE_NOT_ALLOWED');
    expect(answer.status).toBeLessThan(500);
    if (access.scope !== 'dossier') return;
    if (sees) expect(answer.status).not.toBe(404);
    else expect({ status: answer.status, code }).toEqual({ status: 404, code: 'NOT_FOUND' });
  });
});

describe('lists', () => {
  it("show an agency its own dossiers and no other's", async () => {
    const own = await centre.as('desk-1').get('/dossiers');
    const others = await centre.as('social-1').get('/dossiers');
    const all = await centre.as('auditor-1').get('/dossiers');
    expect(own.body.items.length).toBeGreaterThan(0);
    expect(others.body.items).toEqual([]);
    expect(all.body.items).toHaveLength(own.body.items.length);
    expect((await centre.as('social-1').get('/dossiers/search?q=nguoi')).body.items).toEqual([]);
  });
});

function accessOf({ id }: Operation): Access {
  return POLICY[id];
}

function send(operation: Operation, account: string | null): Promise<Response> {
  const { params = {}, query = '', body, file } = sent[operation.id]!;
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? 'none');
  let test: Test = request(centre.app)
    [operation.method](path + query)
    .set('Idempotency-Key', randomUUID());
  if (operation.id === 'watchChanges') test = firstWords(test);
  if (account) test = test.set('Authorization', `Bearer ${centre.tokenOf(account)}`);
  if (file) test = test.attach('file', Buffer.from('%PDF-1.4\n%%EOF\n'), 'a.pdf');
  return (body ? test.send(body) : test).then((response) => response);
}
