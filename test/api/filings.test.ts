/** Applications filed at the national portal, a real server, and what becomes of them at the one-stop centre. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { start as startPortal } from '../../connectors/national-portal/simulator/server.js';
import { signedHeaders } from '../../connectors/signature.js';
import type { Simulator } from '../../connectors/simulator/start.js';
import { MASK } from '../../connectors/mask.js';
import { roadMessageId } from '../../notifications/archive.js';
import { contentHash } from '../../store/hash.js';
import { post, until } from '../connectors/offices.js';
import { openOneStop, type OneStop, secretsFor } from './one-stop.js';

let server: Server;
let portal: Simulator;
let centre: OneStop;
beforeAll(async () => {
  // the portal must know where the centre is, and the centre where the portal is
  server = createServer((incoming, outgoing) => centre.app(incoming, outgoing));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const publicUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  portal = await startPortal({ secrets: secretsFor('national-portal'), publicUrl });
  centre = await openOneStop({ config: { portalUrl: portal.url } });
}, 120_000);
afterAll(async () => {
  await portal?.stop();
  server?.closeAllConnections();
  await new Promise<void>((resolve) => void server.close(() => resolve()));
  await centre?.close();
});

const PDF = Buffer.from('%PDF-1.4\n%%EOF\n').toString('base64');
const FORM = {
  ...{ businessName: 'Quán cơm Hoa Sen', activity: 'Ăn uống', capital: 50_000_000, members: 1, onPaper: false },
  ...{ owner: 'Nguyễn Thị D', ownerId: '001099000003' },
};
const paper = (NoiDung = PDF) => ({ MaThanhPhanHoSo: 'application', TenTepDinhKem: 'giay-de-nghi.pdf', NoiDung });
const filing = (MaHoSo: string, more: object = {}) => ({
  ...{ MaHoSo, MaTTHC: '1.001612', ChuHoSo: 'Nguyễn Thị D', LoaiDoiTuong: '1', NoiNopHoSo: 'H99.42', Email: 'd@example.vn' },
  ...{ ThongTinKhac: JSON.stringify(FORM), TaiLieuNop: [paper()] },
  ...more,
});

interface Kept {
  readonly id: string;
  readonly state: string;
  readonly lastAnswer?: string;
  readonly message: object;
}
const keptOf = async (number: string): Promise<Kept> => {
  const all = (await (await fetch(`${portal.url}/filings`)).json()) as Kept[];
  return all.find(({ id }) => id === `filing-${number}`)!;
};
const settled = async (number: string): Promise<Kept> => {
  await until('the filing to be taken or refused', async () => (await keptOf(number)).state !== 'on its way', 30_000);
  return keptOf(number);
};
const letterOf = (number: string) => centre.store.messages.get(roadMessageId('in', 'national-portal', number));
const numberIn = ({ lastAnswer = '' }: Kept): string => /"MaHoSo":"([^"]+)"/.exec(lastAnswer)![1]!;

describe('an application filed at the portal', () => {
  it('is a reception of channel online by the portal, with its papers, waiting to be accepted', async () => {
    await post(`${portal.url}/filings`, filing('G22-1'));
    const dossier = (await centre.store.dossiers.byNumber(numberIn(await settled('G22-1'))))!;
    expect(dossier).toMatchObject({
      procedure: '1.001612',
      application: { applicant: { name: 'Nguyễn Thị D', kind: 'person', email: 'd@example.vn' }, data: FORM },
      view: { channel: 'online', status: 'submitted', centre: 'commune-centre' },
    });
    const [received] = await centre.store.facts.of(dossier.id);
    expect(received).toMatchObject({ type: 'dossierReceived', documents: ['application'], by: { kind: 'system', id: 'national-portal' } });
    expect(await centre.store.files.of(dossier.id)).toMatchObject([
      { name: 'giay-de-nghi.pdf', document: 'application', mediaType: 'application/pdf', uploadedBy: 'national-portal' },
    ]);
  });

  it('is one dossier with one scan though the portal sends it three times', async () => {
    await post(`${portal.url}/filings`, filing('G22-2'));
    const kept = await settled('G22-2');
    const raw = JSON.stringify(kept.message);
    const again = () =>
      request(centre.app)
        .post('/connectors/national-portal/filings')
        .set(signedHeaders(kept.id, raw, secretsFor('national-portal'), Date.now()))
        .send(raw);
    const answers = [(await again()).body, (await again()).body] as { MaHoSo: string }[];
    expect(answers.map(({ MaHoSo }) => MaHoSo)).toEqual([numberIn(kept), numberIn(kept)]);
    const { id } = (await centre.store.dossiers.byNumber(numberIn(kept)))!;
    expect((await centre.store.files.of(id)).length).toBe(1);
  });

  it('that has a scan which cannot be kept is received all the same, and the centre is told', async () => {
    await post(`${portal.url}/filings`, filing('G22-3', { TaiLieuNop: [paper(Buffer.from('MZ\u0090 a program').toString('base64'))] }));
    const { id } = (await centre.store.dossiers.byNumber(numberIn(await settled('G22-3'))))!;
    expect(await centre.store.files.of(id)).toEqual([]);
    expect(await centre.store.notices.of(id)).toMatchObject([{ about: 'paper not taken', to: 'centre', agency: 'commune-centre' }]);
  });

  it('has the words of why a scan was not taken read by an officer of the centre, with the number of the dossier', async () => {
    await post(`${portal.url}/filings`, filing('G22-10', { TaiLieuNop: [paper(Buffer.from('MZ\u0090 a program').toString('base64'))] }));
    const number = numberIn(await settled('G22-10'));
    const { body } = await centre.as('desk-1').get('/notices?limit=100');
    const told = (body.items as { about: string; number: string }[]).find((notice) => notice.number === number);
    expect(told).toMatchObject({
      about: 'paper not taken',
      text: expect.stringContaining('application: the content is application/x-msdownload'),
    });
  });

  it.each([
    ['for a centre that is not here', 'G22-4', { NoiNopHoSo: 'H01.1' }, 'NoiNopHoSo is H01.1; expected one of '],
    ['with a form that does not fit the procedure', 'G22-5', { ThongTinKhac: '{"capital":"nhiều"}' }, 'DATA_INVALID'],
    [
      'with a paper that the procedure does not know',
      'G22-6',
      { TaiLieuNop: [{ ...paper(), MaThanhPhanHoSo: 'diary' }] },
      'DOCUMENT_UNKNOWN',
    ],
    ['for a procedure that is not in force', 'G22-7', { MaTTHC: '9.999999' }, 'PROCEDURE_NOT_IN_FORCE'],
  ])('%s is refused for good, with the reason', async (_what, number, more, reason) => {
    await post(`${portal.url}/filings`, filing(number, more));
    const { state, lastAnswer } = await settled(number);
    expect(state).toBe('refused');
    expect(lastAnswer).toContain(reason);
    const kept = await letterOf(number);
    expect(kept).toMatchObject({
      state: 'dead',
      message: 'filing',
      dossierId: null,
      body: { MaHoSo: number, ChuHoSo: MASK, ThongTinKhac: MASK },
    });
    expect(kept?.centre).toBe(number === 'G22-4' ? null : 'commune-centre');
  });

  describe('and refused', () => {
    const letters = async (account: string): Promise<{ id: string; body: { MaHoSo: string }; reason: { what: string; todo: string } }[]> =>
      (await centre.as(account).get('/dead-letters?connector=national-portal&limit=100')).body.items;

    it('is a dead letter of the centre that it names, with what to do; of a centre that is unknown, the administrator has it', async () => {
      const seen = await letters('desk-1');
      expect(seen.map(({ body }) => body.MaHoSo).sort()).toEqual(['G22-5', 'G22-6', 'G22-7']);
      expect(seen.find(({ body }) => body.MaHoSo === 'G22-5')?.reason).toMatchObject({
        what: expect.stringMatching(/^Tờ khai nộp tại Cổng không đúng mẫu của thủ tục: .*thiếu khóa businessName.*data\/capital$/),
        todo: expect.stringMatching(/^Báo người nộp nộp lại/),
      });
      expect(seen.find(({ body }) => body.MaHoSo === 'G22-6')?.reason.todo).toMatch(/^Báo người nộp nộp lại/);
      expect((await letters('admin-1')).map(({ body }) => body.MaHoSo)).toContain('G22-4');
    });

    it('is tried again and stays refused, is not changed by an officer, and is given up with the reason', async () => {
      const { id } = (await letters('desk-1')).find(({ body }) => body.MaHoSo === 'G22-7')!;
      expect((await centre.as('desk-1').post(`/dead-letters/${id}/resend`, {})).body).toMatchObject({ state: 'dead', attempts: 2 });
      const change = { fields: { MaTTHC: '1.001612' }, why: 'Ghi nhầm mã' };
      expect((await centre.as('desk-1').post(`/dead-letters/${id}/corrections`, change)).body).toMatchObject({
        code: 'CORRECTION_INVALID',
        detail: expect.stringContaining('an applicant has filed'),
      });
      expect((await centre.as('desk-1').post(`/dead-letters/${id}/give-up`, { why: 'Đã báo người nộp' })).body).toMatchObject({
        state: 'given up',
      });
    });

    const sender = (number: string) => async (more: object) => {
      const raw = JSON.stringify({
        ...{ id: `filing-${number}`, connector: 'national-portal', message: 'filing', reference: number },
        body: { NgayNopHoSo: '20260302080000', ...filing(number, more), TaiLieuNop: [] },
      });
      const headers = signedHeaders(`filing-${number}`, raw, secretsFor('national-portal'), Date.now());
      return request(centre.app).post('/connectors/national-portal/filings').set(headers).send(raw);
    };

    it('has had its effect once the portal sends it right', async () => {
      const send = sender('G22-12');
      expect((await send({ ThongTinKhac: '{}' })).status).toBe(422);
      expect(await letterOf('G22-12')).toMatchObject({ state: 'dead', envelope: { reference: 'G22-12' } });
      const { status, body } = await send({});
      expect(status).toBe(200);
      const kept = (await letterOf('G22-12'))!;
      expect(kept).toMatchObject({ state: 'done', number: (body as { MaHoSo: string }).MaHoSo, facts: 1, centre: 'commune-centre' });
      expect(kept).not.toHaveProperty('envelope');
      expect(kept).not.toHaveProperty('reason');
      expect((await send({ ThongTinKhac: '{}' })).status).toBe(422);
      expect(await letterOf('G22-12')).toMatchObject({ state: 'done' });
    });

    it.each([
      ['G22-14', 'another form', { ThongTinKhac: JSON.stringify({ ...FORM, capital: 60_000_000 }) }, 'KEY_REUSED'],
      ['G22-15', 'a form that does not fit', { ThongTinKhac: '{}' }, 'DATA_INVALID'],
    ])('%s stands beside the one that was received under its number, with %s', async (number, _what, more, code) => {
      const send = sender(number);
      const dossier = ((await send({})).body as { MaHoSo: string }).MaHoSo;
      expect([(await send(more)).status, (await send(more)).status]).toEqual([422, 422]);
      expect(await letterOf(number)).toMatchObject({ state: 'done', number: dossier });
      const dead = (await letters('desk-1')).filter(({ body }) => body.MaHoSo === number);
      expect(dead).toMatchObject([{ number: dossier, attempts: 2, reason: { code } }]);
    });

    it('is given up no more when the portal sends it once more', async () => {
      const send = sender('G22-16');
      expect((await send({ ThongTinKhac: '{}' })).status).toBe(422);
      const { id } = (await letters('desk-1')).find(({ body }) => body.MaHoSo === 'G22-16')!;
      expect((await centre.as('desk-1').post(`/dead-letters/${id}/give-up`, { why: 'Đã báo người nộp' })).status).toBe(200);
      expect((await send({ ThongTinKhac: '{"capital":1}' })).status).toBe(422);
      const again = (await letterOf('G22-16'))!;
      expect(again).toMatchObject({ state: 'dead', attempts: 2 });
      expect(again).not.toHaveProperty('givenUp');
    });
  });

  it('that does not fit the contract is kept without anything of a person, wherever it stands', async () => {
    const body = {
      ...filing('G22-13'),
      SoGiayToChuHoSo: 79123456789,
      MaTTHC: { SoDienThoai: '0900000009' },
      NgayNopHoSo: '20260302080000',
    };
    const raw = JSON.stringify({ id: 'filing-G22-13', connector: 'national-portal', message: 'filing', reference: 'G22-13', body });
    const headers = signedHeaders('filing-G22-13', raw, secretsFor('national-portal'), Date.now());
    expect((await request(centre.app).post('/connectors/national-portal/filings').set(headers).send(raw)).status).toBe(422);
    const { envelope, ...kept } = (await letterOf('G22-13'))!;
    expect(kept).toMatchObject({ state: 'dead', reason: { code: 'MESSAGE_INVALID' }, body: { MaHoSo: 'G22-13' } });
    expect(JSON.stringify(kept)).not.toMatch(/79123456789|0900000009/);
    expect(envelope).toMatchObject({ reference: 'G22-13' });
  });

  it('that names a paper elsewhere makes nobody call there', async () => {
    await post(`${portal.url}/filings`, filing('G22-8'));
    const { message } = await settled('G22-8');
    const elsewhere = JSON.parse(
      JSON.stringify(message).replaceAll('G22-8', 'G22-9').replaceAll(portal.url, 'http://127.0.0.1:9'),
    ) as object;
    const raw = JSON.stringify({ ...elsewhere, id: 'filing-G22-9' });
    const { status, body } = await request(centre.app)
      .post('/connectors/national-portal/filings')
      .set(signedHeaders('filing-G22-9', raw, secretsFor('national-portal'), Date.now()))
      .send(raw);
    expect(status).toBe(422);
    expect(JSON.stringify(body)).toContain('DuongDanTaiTepTin is not an address of the portal');
  });

  it('by nobody who can sign is not taken', async () => {
    const raw = JSON.stringify({});
    const { status } = await request(centre.app)
      .post('/connectors/national-portal/filings')
      .set(signedHeaders('x', raw, ['the secret of somebody else, 32 letters'], Date.now()))
      .send(raw);
    expect(status).toBe(401);
    expect(await letterOf(contentHash({}))).toBeNull();
  });
});
