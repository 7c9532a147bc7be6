import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import request, { type Response, type Test } from 'supertest';
import { OPERATIONS } from '../../api/operations.js';
import type { Operation } from '../../api/operation.js';
import { openOneStop, type OneStop } from './one-stop.js';
import { firstWords } from './first-words.js';
import { samples, type Sample } from './samples.js';
import { TRANSFER } from './transfer.js';

/** Who passes the gate of each operation with the sample request. */
const BY: Readonly<Record<string, string>> = {
  publishProcedure: 'admin-1',
  previewCalendar: 'admin-1',
  proposeCalendarChange: 'admin-1',
  approveCalendarChange: 'admin-1',
  readCalendarChange: 'admin-1',
  listCalendarChanges: 'admin-1',
  listChangedDossiers: 'admin-1',
  resendCommand: 'admin-1',
  listDeadCommands: 'admin-1',
  listAccounts: 'admin-1',
  readUnitLoad: 'centre-leader',
  listReminders: 'centre-leader',
  readAlerts: 'centre-leader',
  listAlerts: 'branch-head',
  readHandoverReport: 'centre-leader',
  listPartnerAlerts: 'partner:tax',
  listSentReferrals: 'partner:tax',
  readSentReferral: 'partner:tax',
  readSentFile: 'partner:tax',
  readAccessLog: 'auditor-1',
  readDossierAccessLog: 'centre-leader',
};
/** Samples that are meant to be refused; every other must succeed. */
const REFUSED: Readonly<Record<string, number>> = {
  signIn: 401,
  publishProcedure: 422,
  performAct: 409,
  askExtension: 409,
  ruleExtension: 409,
  requestSupplement: 409,
  receiveSupplement: 409,
  enterWork: 409,
  completeTask: 409,
  returnTask: 409,
  reassignTask: 403,
  resendCommand: 404,
  approveCalendarChange: 404,
  readCalendarChange: 404,
  listChangedDossiers: 404,
  readSentReferral: 404,
  readSentFile: 404,
  finishAbsence: 404,
  readDeadLetter: 404,
  correctDeadLetter: 404,
  resendDeadLetter: 404,
  giveUpDeadLetter: 404,
  readDifference: 404,
  settleDifference: 404,
  receiveCallback: 401,
  receiveFiling: 401,
  readPortalFile: 401,
  runClock: 422,
};

let centre: OneStop;
let sent: Readonly<Record<string, Sample>>;
beforeAll(async () => {
  centre = await openOneStop();
  const { body } = await centre.as('desk-1').post('/dossiers', TRANSFER);
  const file = await centre
    .as('desk-1')
    .post(`/dossiers/${body.id}/files?document=application`)
    .attach('file', Buffer.from('%PDF-1.4\n%%EOF\n'), 'a.pdf');
  sent = samples(body.id, body.number, file.body.id);
}, 120_000);
afterAll(() => centre?.close());

describe('the OpenAPI document', () => {
  it('is served, is version 3.1 and names every operation once', async () => {
    const { body } = await request(centre.app).get('/openapi.json');
    expect(body.openapi).toBe('3.1.0');
    const ids = Object.values(body.paths as Record<string, Record<string, { operationId: string }>>).flatMap((path) =>
      Object.values(path).map(({ operationId }) => operationId),
    );
    expect(ids.sort()).toEqual(OPERATIONS.map(({ id }) => id).sort());
  });

  it('points only at schemas that it holds', async () => {
    const { body, text } = await request(centre.app).get('/openapi.json');
    const named = [...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name!);
    expect(named.filter((name) => !(name in body.components.schemas))).toEqual([]);
  });

  it('has a page to read and try it, without any address outside', async () => {
    const { status, text } = await request(centre.app).get('/docs/');
    expect(status).toBe(200);
    expect(text).not.toMatch(/https?:\/\/(?!www\.w3\.org)/);
  });

  it('has a page for every problem code', async () => {
    for (const code of ['KEY_REUSED', 'HELD_BY_ANOTHER'])
      expect((await request(centre.app).get(`/docs/errors/${code}`)).text).toContain(code);
    expect((await request(centre.app).get('/docs/errors/NO_SUCH_CODE')).status).toBe(404);
  });
});

// Answers are checked against the document by the validator inside the app: an answer that does not fit would be a 500.
describe('every operation', () => {
  it.each(OPERATIONS.map((operation) => ({ id: operation.id, operation })))('$id answers as documented', async ({ id, operation }) => {
    const { status, body } = await send(operation, sent[id]!);
    expect({ status, code: (body as { code?: string }).code }).toMatchObject({
      status: REFUSED[id] ?? Number(Object.keys(operation.answers)[0]),
    });
  });

  it.each(OPERATIONS.filter(({ write }) => write).map((operation) => ({ id: operation.id, operation })))(
    '$id needs an Idempotency-Key',
    async ({ id, operation }) => {
      const { status, body } = await send(operation, sent[id]!, '');
      expect({ status, code: body.code }).toEqual({ status: 400, code: 'IDEMPOTENCY_KEY_MISSING' });
    },
  );

  it.each(OPERATIONS.filter(({ body, bodyKind }) => body && bodyKind !== 'file').map((operation) => ({ id: operation.id, operation })))(
    '$id refuses a body that is none, that is not JSON, and of another media type',
    async ({ id, operation }) => {
      const { params } = sent[id]!;
      const none = await send(operation, { ...(params && { params }) });
      expect({ status: none.status, code: none.body.code }).toEqual({ status: 400, code: 'REQUEST_INVALID' });
      const broken = await prepared(operation, sent[id]!).set('Content-Type', 'application/json').send('{"a":');
      expect({ status: broken.status, code: broken.body.code }).toEqual({ status: 400, code: 'JSON_INVALID' });
      const other = await prepared(operation, sent[id]!).set('Content-Type', 'text/plain').send('a');
      expect({ status: other.status, code: other.body.code }).toEqual({ status: 415, code: 'MEDIA_TYPE_UNSUPPORTED' });
    },
  );

  it.each(OPERATIONS.filter(({ body, bodyKind }) => body && bodyKind === undefined).map((operation) => ({ id: operation.id, operation })))(
    '$id refuses an unknown key and says which',
    async ({ id, operation }) => {
      const sample = sent[id]!;
      const { status, body } = await send(operation, { ...sample, body: { ...sample.body, stowaway: 1 } });
      expect({ status, code: body.code }).toEqual({ status: 400, code: 'REQUEST_INVALID' });
      expect(body.errors).toContainEqual({ path: '/body/stowaway', code: 'additionalProperties', message: 'khóa này không có trong mẫu' });
    },
  );
});

function prepared(operation: Operation, { params = {}, query = '' }: Sample, key: string = randomUUID()): Test {
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? 'none');
  const test = request(centre.app)
    [operation.method](path + query)
    .set('Authorization', `Bearer ${centre.tokenOf(BY[operation.id] ?? 'desk-1')}`);
  return key ? test.set('Idempotency-Key', key) : test;
}

async function send(operation: Operation, sample: Sample, key?: string): Promise<Response> {
  const test = prepared(operation, sample, key);
  if (operation.id === 'watchChanges') return firstWords(test);
  if (sample.file) return test.attach('file', Buffer.from('%PDF-1.4\n%%EOF\n'), 'a.pdf');
  return sample.body ? test.send(sample.body) : test;
}
