import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { createServer, get, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import request from 'supertest';
import { issueToken } from '../../api/tokens.js';
import { signedHeaders } from '../../connectors/signature.js';
import { openOneStop, type OneStop, secretsFor } from './one-stop.js';
import { TRANSFER } from './transfer.js';

const TOKEN_MS = 8 * 3_600_000;

let centre: OneStop;
beforeAll(async () => {
  centre = await openOneStop();
}, 120_000);
afterAll(() => centre?.close());

const act = (account: string, id: string, body: object) => centre.as(account).post(`/dossiers/${id}/acts`, body);

/** 2026-02-10 is a Tuesday before Tết. */
const rehearsed = async (at = '2026-02-10T09:12'): Promise<string> => {
  const { body } = await centre.as('desk-1').post('/dossiers', { ...TRANSFER, rehearsal: { at } });
  return (body as { id: string }).id;
};

describe('a dossier, over HTTP, from reception to delivery', () => {
  it('goes through desk, land branch, tax, payment, registration and the return counter in virtual time', async () => {
    const id = await rehearsed();
    const { body: dossier } = await centre.as('desk-1').get(`/dossiers/${id}`);
    expect(dossier).toMatchObject({ rehearsal: true, receivedAt: expect.stringMatching(/^2026-02-10T09:12/) });
    const { body: deadlines } = await centre.as('desk-1').get(`/dossiers/${id}/deadlines`);
    expect(deadlines.items.find((each: { id: string }) => each.id === 'appointment:first').dueAt).toBe('2026-02-23T17:30:00+07:00');

    const supervised = async () => (await centre.as('province-desk-1').get(`/dossiers/${id}`)).status;
    expect(await supervised()).toBe(404);
    expect((await act('desk-1', id, { type: 'complete', run: 'receive#1' })).status).toBe(200);
    // the branch is of the province: its one-stop unit has a copy, and may look on
    expect(await supervised()).toBe(200);
    expect(await act('province-desk-1', id, { type: 'claim', run: 'appraise#1' })).toMatchObject({ status: 403 });
    const clock = await centre.as('desk-1').post(`/rehearsals/${id}/clock`, { to: '2026-02-12T16:00' });
    expect(clock.body.now).toMatch(/^2026-02-12T16:00/);
    const appraised = await act('land-1', id, { type: 'complete', run: 'appraise#1', outcome: 'eligible' });
    expect(appraised.body.dossier).toMatchObject({ status: 'at partner' });

    expect((await callback('tax', taxNotice(id, 'refer-tax#1'))).status).toBe(200);
    const due = await centre.as('land-1').get(`/dossiers/${id}`);
    expect(due.body).toMatchObject({ status: 'waiting for payment' });
    const [reference] = Object.keys(due.body.obligations);
    const paid = await act('counter-1', id, { type: 'pay', reference, amount: due.body.obligations[reference!].left });
    expect(paid.body.dossier.tasks).toMatchObject([{ step: 'register' }]);

    expect((await act('land-2', id, { type: 'complete', run: 'register#1' })).status).toBe(200);
    expect((await act('land-3', id, { type: 'reply', run: 'record#1', reply: 'registered', value: 'CS 012345' })).status).toBe(200);
    const file = await centre
      .as('branch-head')
      .post(`/dossiers/${id}/files?document=new-certificate`)
      .attach('file', Buffer.from('%PDF-1.4\n%%EOF\n'), 'gcn.pdf');
    const signed = await act('branch-head', id, {
      type: 'complete',
      run: 'sign#1',
      outcome: 'signed',
      results: { 'new-certificate': file.body.id },
    });
    expect(signed.body.dossier).toMatchObject({ status: 'processed', outcome: 'granted' });
    const delivered = await act('counter-1', id, { type: 'deliver', run: 'return-result#1', method: 'desk' });
    expect(delivered.body.dossier).toMatchObject({ status: 'delivered', closed: true });

    const after = await act('land-1', id, { type: 'withdraw', note: { text: 'muộn' } });
    expect(after.body).toMatchObject({ status: 409, code: 'DOSSIER_CLOSED', allowed: [] });
    expect((await centre.as('desk-1').get(`/dossiers/${id}/actions`)).body.actions).toEqual([]);
    const tracked = await request(centre.app).get(`/public/dossiers/${String(dossier.number).toLowerCase()}`);
    expect(tracked.body).toEqual({
      number: dossier.number,
      completion: 'delivered',
      completionName: { vi: 'Đã trả kết quả', en: 'delivered' },
    });
  }, 60_000);

  it('breaches its promise while nobody acts, and is apologised for', async () => {
    const id = await rehearsed();
    await act('desk-1', id, { type: 'complete', run: 'receive#1' });
    await centre.as('desk-1').post(`/rehearsals/${id}/clock`, { to: '2026-02-24T08:00' });
    const { body } = await centre.as('desk-1').get(`/dossiers/${id}`);
    expect(body).toMatchObject({ breached: true });
    const { body: timeline } = await centre.as('desk-1').get(`/dossiers/${id}/timeline`);
    const breach = timeline.items.find(
      ({ type, fact }: { type: string; fact: { deadline: string } }) =>
        type === 'deadlineBreached' && fact.deadline === 'appointment:first',
    );
    expect(breach.effectiveAt).toBe('2026-02-23T17:30:00+07:00');
    const apology = await act('branch-head', id, { type: 'apologise', note: { text: 'Xin lỗi' }, newAppointmentAt: '2026-03-02T17:30' });
    expect(apology.status).toBe(200);
    const { body: deadlines } = await centre.as('desk-1').get(`/dossiers/${id}/deadlines`);
    expect(deadlines.items.find((each: { id: string }) => each.id === 'appointment:new').dueAt).toBe('2026-03-02T17:30:00+07:00');
    const back = await centre.as('desk-1').post(`/rehearsals/${id}/clock`, { to: '2026-02-10T08:00' });
    expect(back.body).toMatchObject({ status: 422, code: 'CLOCK_RUNS_BACKWARDS' });
  }, 60_000);
});

describe('outside systems', () => {
  it('are believed only with a signature over the very bytes', async () => {
    const id = await rehearsed();
    const message = taxNotice(id, 'refer-tax#1');
    expect((await callback('tax', message, { secret: 'another secret' })).body).toMatchObject({ status: 401, code: 'SIGNATURE_INVALID' });
    expect((await callback('tax', message, { now: Date.now() - 3_600_000 })).body).toMatchObject({
      status: 401,
      code: 'SIGNATURE_INVALID',
    });
  });

  it('are told what does not fit the contract, and that a dossier is unknown', async () => {
    expect((await callback('tax', { hello: 1, id: randomUUID() })).body).toMatchObject({ status: 422, code: 'MESSAGE_INVALID' });
    expect((await callback('tax', taxNotice('nowhere', 'refer-tax#1'))).body).toMatchObject({ status: 422, code: 'MESSAGE_INVALID' });
  });

  it('may send the same message twice: it is one act', async () => {
    const id = await rehearsed();
    await act('desk-1', id, { type: 'complete', run: 'receive#1' });
    await act('land-1', id, { type: 'complete', run: 'appraise#1', outcome: 'eligible' });
    const message = taxNotice(id, 'refer-tax#1');
    const [one, two] = [await callback('tax', message), await callback('tax', message)];
    expect([one.status, two.status]).toEqual([200, 200]);
    expect((await centre.store.facts.of(id)).filter(({ type }) => type === 'obligationStated')).toHaveLength(1);
  });
});

describe('lists that change', () => {
  let server: Server;
  beforeAll(() => new Promise<void>((resolve) => (server = createServer(centre.app).listen(0, '127.0.0.1', () => resolve()))));
  afterAll(() => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  });

  it('are told of to readers who may see the dossier, and to no others', async () => {
    const [mine, others] = await Promise.all([listen('desk-2'), listen('social-1')]);
    const { body } = await centre.as('desk-1').post('/dossiers', TRANSFER);
    await mine.until(`"id":"${body.id}"`);
    expect(others.text()).not.toContain(body.id);
    mine.end();
    others.end();
  });

  it('are told of no longer when the token has ended or the account is switched off, and say why', async () => {
    await centre.hire('leaving', [{ agency: 'commune-centre', roles: ['receiver'] }]);
    const leaving = await listen('leaving');
    await leaving.until('still here');
    const account = await centre.store.accounts.get('leaving');
    await centre.store.accounts.put({ ...account!, active: false });
    await leaving.until('event: end\ndata: {"code":"TOKEN_INVALID"}');
    const soonOver = await listen(
      'desk-1',
      (await issueToken(centre.deps.config.jwtSecret, 'desk-1', Date.now() - TOKEN_MS + 2_000)).token,
    );
    await soonOver.until('event: end\ndata: {"code":"TOKEN_EXPIRED"}');
  }, 30_000);

  function listen(
    account: string,
    token = centre.tokenOf(account),
  ): Promise<{ text: () => string; until: (words: string) => Promise<void>; end: () => void }> {
    const { port } = server.address() as AddressInfo;
    let text = '';
    return new Promise((resolve, reject) => {
      const stream = get({ port, host: '127.0.0.1', path: '/events', headers: { Authorization: `Bearer ${token}` } }, (response) => {
        response.setEncoding('utf8').on('data', (part: string) => (text += part));
        const until = async (words: string): Promise<void> => {
          for (let tries = 0; tries < 200 && !text.includes(words); tries++) await new Promise((wait) => setTimeout(wait, 50));
          expect(text).toContain(words);
        };
        resolve({ text: () => text, until, end: () => void stream.destroy() });
      });
      stream.on('error', (error: NodeJS.ErrnoException) => (error.code === 'ECONNRESET' ? undefined : reject(error)));
    });
  }
});

function callback(
  connector: string,
  message: { readonly id?: string; readonly [key: string]: unknown },
  { secret = secretsFor(connector)[0], now = Date.now() } = {},
) {
  const body = JSON.stringify(message);
  return request(centre.app)
    .post(`/connectors/${connector}/callbacks`)
    .set(signedHeaders(message.id ?? '', body, [secret], now))
    .send(body);
}

/** A tax notice as the tax system sends it. */
function taxNotice(dossierId: string, run: string) {
  const id = randomUUID();
  const notice = {
    Nguon: 1,
    SoTien: 37_500_000,
    SoQuyetDinh: `QD-${id.slice(0, 8)}`,
    NgayQuyetDinh: '20260213090000',
    TenTieuMuc: 'Lệ phí trước bạ',
  };
  const body = { HoSoId: 'H99', DanhSachThongBaoThue: [notice] };
  return { id, connector: 'tax', message: 'notice', reference: `${dossierId}.${run}`, body };
}
