import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import request from 'supertest';
import { createApp } from '../../api/app.js';
import type { Deps } from '../../api/deps.js';
import { openOneStop, type OneStop } from './one-stop.js';
import { TRANSFER } from './transfer.js';

let centre: OneStop;
beforeAll(async () => {
  centre = await openOneStop();
}, 120_000);
afterAll(() => centre?.close());

/** A port where nobody listens. */
const NOWHERE = '127.0.0.1:1';

function appWith(more: Partial<Deps>) {
  return createApp({ ...centre.deps, ...more });
}

function post(app: ReturnType<typeof createApp>, path: string, body: object, key: string) {
  return request(app)
    .post(path)
    .set('Authorization', `Bearer ${centre.tokenOf('desk-1')}`)
    .set('Idempotency-Key', key)
    .send(body);
}

describe('when Temporal is away', () => {
  it('an act is answered 503 with Retry-After, and done once when it is sent again with its key', async () => {
    const { body: dossier } = await centre.as('desk-1').post('/dossiers', TRANSFER);
    const connection = Connection.lazy({ address: NOWHERE });
    const away = appWith({ temporal: new Client({ connection }), config: { ...centre.deps.config, actTimeout: 1_500 } });
    const [path, act, key] = [`/dossiers/${dossier.id}/acts`, { type: 'complete', run: 'receive#1' }, randomUUID()];
    const refused = await post(away, path, act, key);
    expect({ status: refused.status, code: refused.body.code, retry: refused.headers['retry-after'] }).toEqual({
      status: 503,
      code: 'UNAVAILABLE',
      retry: '2',
    });
    expect((await request(away).get('/health/ready')).status).toBe(503);
    expect((await request(away).get('/health/live')).status).toBe(200);
    const again = await post(centre.app, path, act, key);
    expect(again.status).toBe(200);
    expect((await centre.store.facts.of(dossier.id)).filter(({ type }) => type === 'stepCompleted')).toHaveLength(1);
    await connection.close();
  }, 30_000);

  it('a reception is answered 503 and keeps its number when it is sent again', async () => {
    const connection = Connection.lazy({ address: NOWHERE });
    const away = appWith({ temporal: new Client({ connection }), config: { ...centre.deps.config, actTimeout: 1_500 } });
    const key = randomUUID();
    expect((await post(away, '/dossiers', TRANSFER, key)).status).toBe(503);
    const [stale] = (await centre.store.intents.stale(Date.now() + 1_000, 100)).filter((intent) => intent.key === `desk-1/${key}`);
    const opened = await centre.store.dossiers.get(stale!.dossierId);
    const again = await post(centre.app, '/dossiers', TRANSFER, key);
    expect(again.body).toMatchObject({ id: opened!.id, number: opened!.number });
    await connection.close();
  }, 30_000);
});

describe('when an act was recorded but the answer was lost before it was written down', () => {
  const lost = () =>
    appWith({ store: { ...centre.store, project: () => Promise.reject(Object.assign(new Error('gone'), { name: 'MongoNetworkError' })) } });
  const facts = async (id: string) => (await centre.store.facts.of(id)).map(({ no, type }) => `${no} ${type}`);

  it('the same request finishes it', async () => {
    const { body: dossier } = await centre.as('desk-1').post('/dossiers', TRANSFER);
    const [path, act, key] = [`/dossiers/${dossier.id}/acts`, { type: 'complete', run: 'receive#1' }, randomUUID()];
    expect((await post(lost(), path, act, key)).status).toBe(503);
    const before = await facts(dossier.id);
    expect((await post(centre.app, path, act, key)).body.dossier.tasks).toMatchObject([{ run: 'appraise#1' }]);
    expect((await facts(dossier.id)).length).toBeGreaterThan(before.length);
  });

  it('the next act of anybody writes what is missing too', async () => {
    const { body: dossier } = await centre.as('desk-1').post('/dossiers', TRANSFER);
    const path = `/dossiers/${dossier.id}/acts`;
    expect((await post(lost(), path, { type: 'claim', run: 'receive#1' }, randomUUID())).status).toBe(503);
    expect((await post(centre.app, path, { type: 'release', run: 'receive#1' }, randomUUID())).status).toBe(200);
    const written = (await facts(dossier.id)).slice(dossier.factNo);
    expect(written.map((fact) => fact.split(' ')[1])).toEqual(expect.arrayContaining(['taskClaimed', 'taskReleased']));
    expect((await facts(dossier.id)).map((fact) => Number(fact.split(' ')[0]))).toEqual(
      (await facts(dossier.id)).map((_, index) => index + 1),
    );
  });
});

describe('when a new version comes into force before a reception is sent again', () => {
  it('it is judged by the version it was opened with, and runs on it', async () => {
    const connection = Connection.lazy({ address: NOWHERE });
    const away = appWith({ temporal: new Client({ connection }), config: { ...centre.deps.config, actTimeout: 1_500 } });
    const key = randomUUID();
    expect((await post(away, '/dossiers', TRANSFER, key)).status).toBe(503);
    const { body: source } = await centre.as('admin-1').get('/procedures/1.013831/versions/1/source');
    const stricter = (source.text as string)
      .replace('effective: {from: 2025-09-15}', 'effective: {from: 2026-06-01}')
      .replace('applicants: [person, household, organisation]', 'applicants: [organisation]');
    expect((await centre.as('admin-1').post('/procedures', { text: stricter })).body).toMatchObject({ version: 2, inForce: true });
    const anew = await post(centre.app, '/dossiers', TRANSFER, randomUUID());
    expect(anew.body).toMatchObject({ status: 422, code: 'DATA_INVALID' });
    const again = await post(centre.app, '/dossiers', TRANSFER, key);
    const { body: versions } = await centre.as('desk-1').get('/procedures/1.013831/versions');
    const [, first] = versions.items as { planHash: string }[];
    expect(again.body).toMatchObject({ status: 'accepted', planHash: first!.planHash });
    await connection.close();
  }, 30_000);
});
