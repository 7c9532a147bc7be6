/** The command line as a client of the API: patient, and never twice. A server of our own stands in for an API in trouble. */
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createApiClient } from '../../cli/live/api-client.js';

type Answer = { status: number; body: object; headers?: Record<string, string> };

let server: Server;
let url: string;
let heard: { path: string; key: string | undefined }[];
let answers: Answer[];

const TOKEN: Answer = { status: 201, body: { token: 'a-token' } };
const AWAY: Answer = { status: 503, body: { code: 'UNAVAILABLE' } };

function hear(request: IncomingMessage): void {
  heard.push({ path: request.url ?? '', key: request.headers['idempotency-key'] as string | undefined });
}

beforeEach(async () => {
  heard = [];
  answers = [];
  server = createServer((request, response) => {
    hear(request);
    const { status, body, headers } = answers.shift() ?? { status: 200, body: {} };
    request
      .resume()
      .on('end', () => response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(() => new Promise((resolve) => server.close(resolve)));

describe('a write', () => {
  it('is sent again with the same key while the API is away', async () => {
    answers = [TOKEN, AWAY, AWAY, { status: 200, body: { done: true } }];
    await expect(createApiClient(url, 'x').as('desk-1').post('/dossiers', {})).resolves.toEqual({ done: true });
    const keys = heard.slice(1).map(({ key }) => key);
    expect(keys).toHaveLength(3);
    expect(new Set(keys).size).toBe(1);
    expect(keys[0]).toMatch(/^[\w-]{36}$/);
  });

  it('has a key of its own each time it is meant', async () => {
    answers = [TOKEN];
    const desk = createApiClient(url, 'x').as('desk-1');
    await desk.post('/dossiers', {});
    await desk.post('/dossiers', {});
    expect(new Set(heard.slice(1).map(({ key }) => key)).size).toBe(2);
  });

  it('is not sent again when it was refused, and the refusal names the request and the reason', async () => {
    answers = [
      TOKEN,
      { status: 409, body: { code: 'SAME_OFFICER', detail: 'Người khác phải làm.', errors: [{ path: '/body/run', message: 'x' }] } },
    ];
    await expect(createApiClient(url, 'x').as('land-1').post('/dossiers/d/acts', {})).rejects.toMatchObject({
      code: 'SAME_OFFICER',
      status: 409,
      message: '/dossiers/d/acts: 409 SAME_OFFICER: Người khác phải làm. /body/run: x',
    });
    expect(heard).toHaveLength(2);
  });
});

describe('signing in', () => {
  it('happens once per account, however many requests go out at once', async () => {
    answers = [TOKEN];
    const desk = createApiClient(url, 'x').as('desk-1');
    await Promise.all([desk.get('/me'), desk.get('/me'), desk.get('/me')]);
    expect(heard.filter(({ path }) => path === '/sessions')).toHaveLength(1);
  });

  it('waits as long as it is told when there were too many', async () => {
    answers = [{ status: 429, body: {}, headers: { 'retry-after': '1' } }, TOKEN];
    const before = Date.now();
    await createApiClient(url, 'x').as('desk-1').get('/me');
    expect(Date.now() - before).toBeGreaterThanOrEqual(1000);
  });

  it('happens again when the token has expired', async () => {
    answers = [TOKEN, { status: 401, body: { code: 'TOKEN_EXPIRED' } }, TOKEN, { status: 200, body: { id: 'desk-1' } }];
    await expect(createApiClient(url, 'x').as('desk-1').get('/me')).resolves.toEqual({ id: 'desk-1' });
  });
});

it('says who does not answer', async () => {
  const nobody = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => nobody.once('listening', resolve));
  const { port } = nobody.address() as AddressInfo;
  await new Promise((resolve) => nobody.close(resolve));
  await expect(createApiClient(`http://127.0.0.1:${port}`, 'x', 2).as('desk-1').get('/me')).rejects.toThrow(
    `nobody answers at http://127.0.0.1:${port}`,
  );
});
