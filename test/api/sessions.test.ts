import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose';
import request from 'supertest';
import { createApp } from '../../api/app.js';
import { readConfig } from '../../api/config.js';
import { hashPassword, verifyPassword } from '../../api/passwords.js';
import { issueToken, tokenReader } from '../../api/tokens.js';
import { openOneStop, PASSWORD, type OneStop } from './one-stop.js';

let centre: OneStop;
beforeAll(async () => {
  centre = await openOneStop({ worker: false });
}, 120_000);
afterAll(() => centre?.close());

const me = (token: string, app = centre.app) => request(app).get('/me').set('Authorization', `Bearer ${token}`);

describe('signing in', () => {
  it('gives a token for eight hours that names the account', async () => {
    const { status, body } = await request(centre.app).post('/sessions').send({ account: 'desk-1', password: PASSWORD });
    expect(status).toBe(201);
    expect(Date.parse(body.expiresAt) - Date.now()).toBeGreaterThan(7.9 * 3_600_000);
    expect((await me(body.token)).body).toEqual({
      id: 'desk-1',
      name: expect.anything(),
      kind: 'officer',
      posts: [{ agency: 'commune-centre', unit: null, roles: ['receiver'], fields: null, from: null, until: null, counts: true }],
      connector: null,
      active: true,
    });
    expect(JSON.stringify(body)).not.toContain('scrypt');
  });

  it('says the same of a wrong password and of an unknown account', async () => {
    const wrong = await request(centre.app).post('/sessions').send({ account: 'desk-1', password: 'x' });
    const unknown = await request(centre.app).post('/sessions').send({ account: 'nobody', password: 'x' });
    expect(wrong.body).toEqual(unknown.body);
    expect(wrong.body).toMatchObject({ status: 401, code: 'SIGN_IN_FAILED' });
  });

  it('is slowed down for those who guess', async () => {
    const app = createApp({ ...centre.deps, config: { ...centre.deps.config, limits: { signInPerMinute: 2, trackingPerMinute: 2 } } });
    const tries = [1, 2, 3].map(() => request(app).post('/sessions').send({ account: 'desk-1', password: 'x' }));
    const answers = [];
    for (const each of tries) answers.push(await each);
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 429]);
    expect(answers[2]!.headers['retry-after']).toBe('60');
    const tracked = [];
    for (const number of ['a', 'b', 'c']) tracked.push((await request(app).get(`/public/dossiers/${number}`)).body.code);
    expect(tracked).toEqual(['NOT_FOUND', 'NOT_FOUND', 'TOO_MANY_REQUESTS']);
  });
});

describe('a token', () => {
  it('that has expired, was altered or is of somebody unknown is refused, each with its own words', async () => {
    const { jwtSecret } = centre.deps.config;
    const old = await issueToken(jwtSecret, 'desk-1', Date.now() - 9 * 3_600_000);
    expect((await me(old.token)).body).toMatchObject({ status: 401, code: 'TOKEN_EXPIRED' });
    const good = await issueToken(jwtSecret, 'desk-1', Date.now());
    expect((await me(`${good.token.slice(0, -4)}AAAA`)).body).toMatchObject({ status: 401, code: 'TOKEN_INVALID' });
    const nobody = await issueToken(jwtSecret, 'nobody', Date.now());
    expect((await me(nobody.token)).body).toMatchObject({ status: 401, code: 'TOKEN_INVALID' });
    const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from('{"sub":"admin-1","iss":"motcua"}').toString('base64url')}.`;
    expect((await me(unsigned)).body).toMatchObject({ status: 401, code: 'TOKEN_INVALID' });
  });

  it('of an account that was switched off is refused', async () => {
    const account = (await centre.store.accounts.get('clerk-1'))!;
    await centre.store.accounts.put({ ...account, id: 'leaving', active: false });
    const { token } = await issueToken(centre.deps.config.jwtSecret, 'leaving', Date.now());
    expect((await me(token)).body).toMatchObject({ status: 401, code: 'TOKEN_INVALID' });
  });
});

describe('another identity provider', () => {
  let issuer: Server;
  let url: string;
  let key: CryptoKey;
  beforeAll(async () => {
    const pair = await generateKeyPair('RS256');
    key = pair.privateKey;
    const keys = { keys: [{ ...(await exportJWK(pair.publicKey)), kid: 'one', alg: 'RS256' }] };
    issuer = createServer((asked, answer) =>
      answer.setHeader('content-type', 'application/json').end(JSON.stringify(asked.url === '/keys' ? keys : { jwks_uri: `${url}/keys` })),
    );
    await new Promise<void>((resolve) => issuer.listen(0, '127.0.0.1', () => resolve()));
    url = `http://127.0.0.1:${(issuer.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise((resolve) => issuer.close(resolve)));

  it('is believed for its audience, and its claim names the account', async () => {
    const oidc = { issuer: url, audience: 'motcua', claim: 'preferred_username' };
    const config = { ...centre.deps.config, oidc };
    const app = createApp({ ...centre.deps, config, identify: tokenReader(config, centre.store.accounts, () => Date.now()) });
    const signed = (audience: string) =>
      new SignJWT({ preferred_username: 'land-1' })
        .setProtectedHeader({ alg: 'RS256', kid: 'one' })
        .setIssuer(url)
        .setAudience(audience)
        .setExpirationTime('1h')
        .sign(key);
    expect((await me(await signed('motcua'), app)).body).toMatchObject({ id: 'land-1', posts: [{ agency: 'land-branch' }] });
    expect((await me(await signed('another'), app)).body).toMatchObject({ status: 401, code: 'TOKEN_INVALID' });
    expect((await me(centre.tokenOf('desk-1'), app)).body).toMatchObject({ id: 'desk-1' });
  });
});

describe('passwords', () => {
  it('are kept as salted hashes that only they open', async () => {
    const [one, two] = [await hashPassword('mật khẩu'), await hashPassword('mật khẩu')];
    expect(one).not.toBe(two);
    expect(await verifyPassword('mật khẩu'.normalize('NFD'), one)).toBe(true);
    expect(await verifyPassword('mat khau', one)).toBe(false);
    expect(await verifyPassword('mật khẩu', 'md5$x$y')).toBe(false);
  });
});

describe('settings', () => {
  it('name everything that is missing at once, and have no secret by default', () => {
    expect(() => readConfig({})).toThrow(
      /TEMPORAL_ADDRESS is missing.*MONGODB_URI is missing.*REDIS_URL is missing.*MOTCUA_PUBLIC_URL is missing.*MOTCUA_JWT_SECRET is missing.*MOTCUA_TAX_SECRET and MOTCUA_CONNECTOR_SECRET are missing/,
    );
    expect(() => readConfig({ MOTCUA_JWT_SECRET: 'short', MOTCUA_API_PORT: 'x' })).toThrow(
      /MOTCUA_API_PORT is x; expected a whole number.*MOTCUA_JWT_SECRET has 5 characters/,
    );
  });
});
