import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import request, { type Response, type Test } from 'supertest';
import { OPERATIONS } from '../../api/operations.js';
import type { Operation } from '../../api/operation.js';
import { mayCall, POLICY, type Access } from '../../api/policy.js';
import { openOneStop, type OneStop } from './one-stop.js';
import { samples, type Sample } from './samples.js';
import { TRANSFER } from './transfer.js';

/** One account per role; `of`: whether its agency has to do with the dossier, received at the commune centre and not yet handed on. */
const ACCOUNTS = [
  { account: 'desk-1', role: 'receiver', sees: true },
  { account: 'counter-1', role: 'returner', sees: true },
  { account: 'centre-leader', role: 'centre-leader', sees: true },
  { account: 'land-1', role: 'officer', sees: false },
  { account: 'social-1', role: 'officer', sees: false },
  { account: 'social-head', role: 'head', sees: false },
  { account: 'branch-head', role: 'branch-head', sees: false },
  { account: 'leader-1', role: 'leader', sees: false },
  { account: 'clerk-1', role: 'clerk', sees: false },
  { account: 'auditor-1', role: 'auditor', sees: true },
  { account: 'admin-1', role: 'admin', sees: false },
] as const;

let centre: OneStop;
let sent: Readonly<Record<string, Sample>>;
beforeAll(async () => {
  centre = await openOneStop();
  const { body } = await centre.as('desk-1').post('/dossiers', TRANSFER);
  const pdf = Buffer.from('%PDF-1.4\n%%EOF\n');
  const file = await centre.as('desk-1').post(`/dossiers/${body.id}/files?document=application`).attach('file', pdf, 'a.pdf');
  sent = samples(body.id, body.number, file.body.id);
}, 120_000);
afterAll(() => centre?.close());

const without = new Set(['watchChanges']);
const WALKED = OPERATIONS.filter(({ id }) => !without.has(id));

describe('the policy', () => {
  it('has a row for every operation and an operation for every row', () => {
    expect(OPERATIONS.map(({ id }) => id).sort()).toEqual(Object.keys(POLICY).sort());
  });

  it('lets nobody who is unknown do more than sign in, track, call back and ask for health', () => {
    expect(
      OPERATIONS.filter(({ id }) => POLICY[id].who === 'anyone')
        .map(({ id }) => id)
        .sort(),
    ).toEqual(['live', 'ready', 'receiveCallback', 'signIn', 'trackDossier']);
  });

  it('lets the auditor change nothing', () => {
    expect(OPERATIONS.filter((operation) => operation.write && mayCall(accessOf(operation).who, ['auditor']))).toEqual([]);
  });

  it('keeps the administrator out of dossiers', () => {
    expect(OPERATIONS.filter((operation) => accessOf(operation).scope !== 'none' && mayCall(accessOf(operation).who, ['admin']))).toEqual(
      [],
    );
  });
});

describe.each(WALKED.map((operation) => ({ operation, id: operation.id })))('$id', ({ operation }) => {
  const access = accessOf(operation);

  it('asks who is there', async () => {
    const { body, status } = await send(operation, null);
    if (access.who === 'anyone') expect(String(body.code)).not.toMatch(/^TOKEN/);
    else expect({ status, code: body.code }).toEqual({ status: 401, code: 'TOKEN_MISSING' });
  });

  it.each(ACCOUNTS.map((each) => ({ ...each })))('answers $role ($account) by the table', async ({ account, role, sees }) => {
    const answer = await send(operation, account);
    const code = (answer.body as { code?: string }).code;
    if (!mayCall(access.who, [role])) return expect({ status: answer.status, code }).toEqual({ status: 403, code: 'ROLE_NOT_ALLOWED' });
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
  if (account) test = test.set('Authorization', `Bearer ${centre.tokenOf(account)}`);
  if (file) test = test.attach('file', Buffer.from('%PDF-1.4\n%%EOF\n'), 'a.pdf');
  return (body ? test.send(body) : test).then((response) => response);
}
