import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import request from 'supertest';
import { createApp } from '../../api/app.js';
import { openOneStop, type OneStop } from './one-stop.js';
import { TRANSFER } from './transfer.js';

let centre: OneStop;
beforeAll(async () => {
  centre = await openOneStop({ worker: false });
}, 120_000);
afterAll(() => centre?.close());

describe('bad input', () => {
  it.each([
    ['an unknown path', () => request(centre.app).get('/nowhere'), 404, 'PATH_UNKNOWN'],
    ['an unknown method', () => request(centre.app).delete('/dossiers'), 405, 'METHOD_NOT_ALLOWED'],
    ['an unknown dossier', () => centre.as('auditor-1').get('/dossiers/H99-000000-0000'), 404, 'NOT_FOUND'],
    ['an unknown procedure', () => centre.as('desk-1').get('/procedures/9.9'), 404, 'NOT_FOUND'],
    ['an unknown version', () => centre.as('desk-1').get('/procedures/1.013831/versions/99/plan'), 404, 'NOT_FOUND'],
    ['a version that is no number', () => centre.as('desk-1').get('/procedures/1.013831/versions/x/plan'), 400, 'REQUEST_INVALID'],
    ['an unknown task', () => centre.as('desk-1').get('/tasks/none'), 404, 'NOT_FOUND'],
    ['an unknown query parameter', () => centre.as('desk-1').get('/dossiers?colour=red'), 400, 'REQUEST_INVALID'],
    ['a limit above the bound', () => centre.as('desk-1').get('/dossiers?limit=1000'), 400, 'REQUEST_INVALID'],
    ['a cursor of no page', () => centre.as('desk-1').get('/dossiers?cursor=abc'), 400, 'CURSOR_INVALID'],
    ['a date that no calendar has', () => centre.as('desk-1').get('/dossiers?dueBefore=2026-02-30'), 400, 'REQUEST_INVALID'],
    ['an Idempotency-Key too short', () => centre.as('desk-1').post('/dossiers', TRANSFER, 'x'), 400, 'IDEMPOTENCY_KEY_MISSING'],
    ['a percent sign that encodes nothing', () => centre.as('desk-1').get('/dossiers/%E0%A4%A'), 400, 'REQUEST_INVALID'],
    [
      'a body above the bound',
      () => centre.as('desk-1').post('/dossiers', { ...TRANSFER, data: { text: 'x'.repeat(1_100_000) } }),
      413,
      'BODY_TOO_LARGE',
    ],
    [
      'a prototype for data',
      () => centre.as('desk-1').post('/dossiers', JSON.parse('{"__proto__":{"procedure":"1"},"constructor":1}') as object),
      400,
      'REQUEST_INVALID',
    ],
  ])('%s', async (_what, send, status, code) => {
    const answer = await send();
    expect({ status: answer.status, code: answer.body.code }).toEqual({ status, code });
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(answer.body.type).toBe(`/docs/errors/${code}`);
    expect(answer.text).not.toMatch(/node_modules|\.ts:|at \w+ \(/);
  });

  it('names the methods that a path takes', async () => {
    expect((await request(centre.app).put('/dossiers')).headers['allow']).toBe('POST, GET');
  });

  it('speaks Vietnamese unless asked for English', async () => {
    expect((await request(centre.app).get('/me')).body.title).toBe('Chưa đăng nhập');
    expect((await request(centre.app).get('/me').set('Accept-Language', 'en-GB,en;q=0.9')).body.title).toBe('Not signed in');
    expect((await request(centre.app).get('/me').set('Accept-Language', 'fr')).body.title).toBe('Chưa đăng nhập');
  });

  it('never shows what went wrong inside', async () => {
    const app = createApp({
      ...centre.deps,
      log: pino({ level: 'silent' }),
      store: { ...centre.store, dossiers: { ...centre.store.dossiers, list: () => Promise.reject(new Error('the secret is 42')) } },
    });
    const { body, text } = await request(app)
      .get('/dossiers')
      .set('Authorization', `Bearer ${centre.tokenOf('desk-1')}`);
    expect(body).toMatchObject({ status: 500, code: 'INTERNAL' });
    expect(text).not.toContain('42 ');
    expect(text).not.toContain('secret');
  });

  it('of a definition is refused with code, line and column, and nothing is published', async () => {
    const { body: source } = await centre.as('admin-1').get('/procedures/1.013831/versions/1/source');
    const broken = (source.text as string).replace('receipt:', 'recept:').replace('unit: working days', 'unit: working dyas');
    const { body } = await centre.as('admin-1').post('/procedures', { text: broken });
    expect(body).toMatchObject({ status: 422, code: 'DEFINITION_INVALID' });
    expect(body.errors[0]).toMatchObject({ line: expect.any(Number), column: expect.any(Number), code: expect.any(String) });
    const { body: checked } = await centre.as('desk-1').post('/procedures/check', { text: broken });
    expect(checked).toMatchObject({ ok: false, planHash: null });
    expect((await centre.as('desk-1').get('/procedures/1.013831/versions')).body.items).toHaveLength(1);
  });
});

describe('publishing', () => {
  it('refuses what opens dossiers of a procedure that is unknown, does not fit, or would open it again', async () => {
    const group = (await centre.as('admin-1').get('/procedures/2.002621/versions/1/source')).body.text as string;
    const wrong = [
      group.replace('procedure: "1.004222"', 'procedure: "9.999999"'),
      group.replace('{person: data.child, personId', '{personId'),
      group.replace('procedure: "1.001193"', 'procedure: "2.002621"').replace('code: "2.002621"', 'code: "1.001193"'),
      group.replace('{from: 2025-09-15, to: 2026-08-31}', '{from: 2027-03-01}'),
    ];
    const found = await Promise.all(
      wrong.map(async (text) => {
        const { body } = await centre
          .at(Date.UTC(2026, 4, 18))
          .as('admin-1')
          .post('/procedures', { text });
        return [body.code, ...body.errors.map(({ code, path }: { code: string; path: string }) => `${code} ${path}`)];
      }),
    );
    expect(found).toEqual([
      ['DEFINITION_INVALID', 'LINKED_UNKNOWN steps.after-birth.parallel.branches.residence.steps.residence.dossier.procedure'],
      ['DEFINITION_INVALID', expect.stringContaining('LINKED_MISMATCH')],
      ['DEFINITION_INVALID', 'LINKED_TO_ITSELF steps.birth.dossier.procedure'],
      ['DEFINITION_INVALID', 'LINKED_UNKNOWN steps.birth.dossier.procedure'],
    ]);
  });

  it('the same text again is the same version; another from the same day is refused; a later day is a new version', async () => {
    const { body: source } = await centre.as('admin-1').get('/procedures/1.013831/versions/1/source');
    const text = source.text as string;
    expect((await centre.as('admin-1').post('/procedures', { text })).body).toMatchObject({ code: '1.013831', version: 1 });
    const changed = text.replace('length: 8', 'length: 9');
    expect((await centre.as('admin-1').post('/procedures', { text: changed })).body).toMatchObject({
      status: 409,
      code: 'VERSION_OVERLAP',
    });
    const later = changed.replace('effective: {from: 2025-09-15}', 'effective: {from: 2027-01-01}');
    expect((await centre.as('admin-1').post('/procedures', { text: later })).body).toMatchObject({ version: 2, inForce: false });
  });
});
