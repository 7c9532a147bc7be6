/** Every look at personal data is written down before it is answered: who, when, which dossiers, by which operation, for what. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import request, { type Response } from 'supertest';
import { createApp } from '../../api/app.js';
import type { Operation } from '../../api/operation.js';
import { OPERATIONS } from '../../api/operations.js';
import type { StoredAccess } from '../../store/people.js';
import { forgetOldAccesses } from '../../worker/retention.js';
import { openOneStop, type OneStop } from './one-stop.js';
import { samples, type Sample } from './samples.js';
import { TRANSFER } from './transfer.js';

const SECRETS = ['Người nộp không ai biết', '0911222333', 'Bên A khó đoán'];
const APPLICATION = {
  ...TRANSFER,
  applicant: { name: SECRETS[0]!, kind: 'person', phone: SECRETS[1]! },
  data: { ...TRANSFER.data, transferor: SECRETS[2]! },
};

let centre: OneStop;
let dossier: { id: string; number: string };
let fileId: string;
let sent: Readonly<Record<string, Sample>>;
beforeAll(async () => {
  centre = await openOneStop();
  dossier = (await centre.as('desk-1').post('/dossiers', APPLICATION)).body;
  const pdf = Buffer.from('%PDF-1.4\n%%EOF\n');
  fileId = (await centre.as('desk-1').post(`/dossiers/${dossier.id}/files?document=application`).attach('file', pdf, 'a.pdf')).body.id;
  sent = samples(dossier.id, dossier.number, fileId);
}, 120_000);
afterAll(() => centre?.close());

const accesses = async (query: object = {}): Promise<readonly StoredAccess[]> =>
  (await centre.store.accesses.list(query, { limit: 100 })).items;
const newest = async (): Promise<StoredAccess> => (await accesses())[0]!;

describe('a look at personal data', () => {
  it.each(
    OPERATIONS.filter(({ id }) => id !== 'watchChanges' && id !== 'receiveDossier').map((operation) => [operation.id, operation] as const),
  )('through %s is written down, if it shows any', async (id, operation) => {
    for (const account of ['desk-1', 'centre-leader', 'auditor-1', 'admin-1', 'partner:tax']) {
      const before = (await accesses({ account })).length;
      const answer = await ask(operation, account);
      const shown = [JSON.stringify(answer.body), answer.text ?? ''].join();
      const after = await accesses({ account });
      const personal = SECRETS.some((secret) => shown.includes(secret)) || (id === 'readFile' && answer.status === 200);
      if (personal) expect(after).toHaveLength(before + 1);
      if (after.length > before) expect(after[0]).toMatchObject({ account, operation: id, dossiers: expect.arrayContaining([dossier.id]) });
    }
  });

  it('says for what: as stated, else as it follows from who asks for what', async () => {
    const asked = async (account: string, path = `/dossiers/${dossier.id}`) => {
      await centre.as(account).get(path);
      return (await newest()).purpose;
    };
    expect(await asked('desk-1')).toBe('task');
    expect(await asked('desk-1', '/dossiers/search?q=khong%20ai%20biet')).toBe('reception');
    expect(await asked('counter-1')).toBe('work');
    expect(await asked('leader-1')).toBe('leadership');
    expect(await asked('auditor-1')).toBe('audit');
    await centre
      .as('counter-1')
      .get(`/dossiers/${dossier.id}`)
      .set('Motcua-Purpose', encodeURIComponent('Trả lời công dân qua điện thoại'));
    expect(await newest()).toMatchObject({ purpose: 'Trả lời công dân qua điện thoại', stated: true });
    const wrong = await centre.as('counter-1').get(`/dossiers/${dossier.id}`).set('Motcua-Purpose', '%E0%A4%A');
    expect(wrong.body).toMatchObject({ status: 400, code: 'REQUEST_INVALID', errors: [{ path: '/headers/Motcua-Purpose' }] });
  });

  it('names the file that was read, and never the person', async () => {
    await centre.as('auditor-1').get(`/files/${fileId}`);
    expect(await newest()).toMatchObject({ operation: 'readFile', file: fileId, dossiers: [dossier.id] });
    await centre.as('desk-1').get(`/dossiers/search?q=${encodeURIComponent('không ai biết')}`);
    const all = JSON.stringify(await accesses());
    for (const secret of SECRETS) expect(all).not.toContain(secret);
  });

  it('is not given when it cannot be written down', async () => {
    const broken = { ...centre.store.accesses, record: () => Promise.reject(new Error('the disk is full')) };
    const app = createApp({ ...centre.deps, store: { ...centre.store, accesses: broken } });
    const answer = await request(app)
      .get(`/dossiers/${dossier.id}`)
      .set('Authorization', `Bearer ${centre.tokenOf('desk-1')}`);
    expect(answer.status).toBe(500);
    for (const secret of SECRETS) expect(answer.text).not.toContain(secret);
  });

  it('by many at once is written down for each', async () => {
    const before = (await accesses({ account: 'counter-1', dossier: dossier.id })).length;
    await Promise.all(Array.from({ length: 30 }, () => centre.as('counter-1').get(`/dossiers/${dossier.id}`)));
    expect(await accesses({ account: 'counter-1', dossier: dossier.id })).toHaveLength(before + 30);
  });
});

describe('the access log', () => {
  it('is read by the auditor, by dossier, account and time, page by page', async () => {
    const read = async (query: string) => (await centre.as('auditor-1').get(`/access-log?${query}`)).body;
    const first = await read(`dossier=${dossier.number}&account=counter-1&limit=2`);
    expect(first.items).toMatchObject([{ account: 'counter-1' }, { account: 'counter-1' }]);
    const second = await read(`dossier=${dossier.id}&account=counter-1&limit=2&cursor=${first.next}`);
    expect(second.items[0].id).not.toBe(first.items[1].id);
    expect((await read('account=desk-1&to=2020-01-01')).items).toEqual([]);
    expect((await read('from=2020-01-01&limit=1')).items).toHaveLength(1);
    expect((await read('from=2020-02-30')).code).toBe('REQUEST_INVALID');
    expect((await centre.as('centre-leader').get('/access-log')).status).toBe(403);
  });

  it('of one dossier is shown to who leads an agency that may see it', async () => {
    const { body } = await centre.as('centre-leader').get(`/dossiers/${dossier.id}/access-log?limit=100`);
    expect(new Set(body.items.map(({ dossiers }: { dossiers: string[] }) => dossiers.includes(dossier.id)))).toEqual(new Set([true]));
    expect((await centre.as('branch-head').get(`/dossiers/${dossier.id}/access-log`)).status).toBe(404);
    expect((await centre.as('desk-1').get(`/dossiers/${dossier.id}/access-log`)).status).toBe(403);
  });

  it('is forgotten when the organisation says so, and not before', async () => {
    const old = {
      id: randomUUID(),
      account: 'old',
      agency: null,
      operation: 'readDossier',
      purpose: 'work',
      stated: false,
      dossiers: ['d'],
    };
    await centre.store.accesses.record({ ...old, at: Date.UTC(2024, 10, 24) });
    await centre.store.accesses.record({ ...old, id: randomUUID(), at: Date.UTC(2024, 10, 27) });
    expect(await forgetOldAccesses(centre.store, Date.UTC(2026, 10, 26))).toBe(1);
    expect(await accesses({ account: 'old' })).toMatchObject([{ at: Date.UTC(2024, 10, 27) }]);
  });
});

function ask(operation: Operation, account: string): Promise<Response> {
  const { params = {}, query = '', body, file } = sent[operation.id]!;
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? 'none');
  const asked = request(centre.app)
    [operation.method](path + query)
    .set('Idempotency-Key', randomUUID())
    .set('Authorization', `Bearer ${centre.tokenOf(account)}`);
  if (file) return asked.attach('file', Buffer.from('%PDF-1.4\n%%EOF\n'), 'a.pdf').then((answer) => answer);
  return (body ? asked.send(body) : asked).then((answer) => answer);
}
