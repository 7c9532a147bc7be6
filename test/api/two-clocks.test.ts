/** The two clocks over HTTP: a land transfer received on Tuesday 10 February 2026, before Tết (16 to 20 February off), in virtual time. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import decodeQR from 'qr/decode.js';
import request from 'supertest';
import { openOneStop, type OneStop } from './one-stop.js';
import { TRANSFER } from './transfer.js';

let centre: OneStop;
beforeAll(async () => {
  centre = await openOneStop();
}, 120_000);
afterAll(() => centre?.close());

const act = (account: string, id: string, body: object) => centre.as(account).post(`/dossiers/${id}/acts`, body);
const clock = (id: string, to: string) => centre.as('desk-1').post(`/rehearsals/${id}/clock`, { to });
const read = async (id: string, page: string) => (await centre.as('desk-1').get(`/dossiers/${id}/${page}`)).body;

async function received(more: object = {}): Promise<string> {
  const { body } = await centre.as('desk-1').post('/dossiers', { ...TRANSFER, ...more, rehearsal: { at: '2026-02-10T09:12' } });
  return (body as { id: string }).id;
}

interface Leg {
  readonly step: string;
  readonly state: string;
  readonly dueAt: string | null;
}
/** What a scanner sees of the drawing: four points for each of its squares. */
function scanned(drawing: string, size: number) {
  const scale = 4;
  const side = size * scale;
  const data = new Uint8Array(side * side * 4).fill(255);
  let [x, y] = [0, 0];
  for (const [, how, right, down] of drawing.matchAll(/([Mm])(-?\d+)[ ,]?(-?\d+)/g)) {
    [x, y] = how === 'M' ? [Number(right), Number(down)] : [x + Number(right), y + Number(down)];
    for (let line = y * scale; line < (y + 1) * scale; line += 1)
      for (let point = x * scale; point < (x + 1) * scale; point += 1)
        data.fill(0, (line * side + point) * 4, (line * side + point) * 4 + 3);
  }
  return { width: side, height: side, data };
}

const leg = (legs: readonly Leg[], step: string) => legs.find((each) => each.step === step)!;

describe('the legs of a dossier', () => {
  it('are foreseen with their dates, and follow what happens', async () => {
    const id = await received();
    const before = await read(id, 'legs');
    expect(before.legs.map(({ step, dueAt }: Leg) => `${step} ${dueAt?.slice(0, 16) ?? '-'}`)).toEqual([
      'receive 2026-02-10T15:12',
      'appraise 2026-02-23T17:30',
      'refer-tax 2026-03-02T17:30',
      'pay-tax 2026-04-01T17:30',
      'register 2026-04-02T17:30',
      'record 2026-04-03T11:30',
      'sign 2026-04-06T17:30',
      'return-result -',
    ]);
    expect(before.legs[1]).toMatchObject({
      stepName: { vi: expect.any(String) },
      by: { kind: 'agency', agency: 'land-branch' },
      sender: 'commune-centre',
    });
    await act('desk-1', id, { type: 'complete', run: 'receive#1' });
    await clock(id, '2026-02-24T10:00');
    // a rehearsal’s clock stands where something last happened
    await act('land-1', id, { type: 'claim', run: 'appraise#1' });
    const late = await read(id, 'legs');
    expect(leg(late.legs, 'appraise')).toMatchObject({ state: 'at work', timeliness: 'late', offMinutes: 150 });
    expect(leg(late.legs, 'refer-tax').dueAt).toBe('2026-03-03T17:30:00+07:00');
    expect(
      late.promises.map(({ id: name, status, lateMinutes }: { id: string; status: string; lateMinutes: number }) => [
        name,
        status,
        lateMinutes,
      ]),
    ).toEqual([
      ['total', 'running', 0],
      ['appointment:first', 'breached', 150],
      ['appointment:second', 'foreseen', 0],
    ]);
  }, 60_000);
});

describe('the attribution of time', () => {
  it('adds up to the elapsed time, in milliseconds and in minutes, by owner and by leg', async () => {
    const id = await received();
    await act('desk-1', id, { type: 'complete', run: 'receive#1' });
    await clock(id, '2026-02-11T14:07');
    await act('land-1', id, { type: 'claim', run: 'appraise#1' });
    await clock(id, '2026-02-24T10:00');
    await act('land-1', id, { type: 'release', run: 'appraise#1' });
    for (const query of ['', '?reckoning=recorded']) {
      const { elapsedMs, elapsedMinutes, buckets, legs, rest, missed } = await read(id, `attribution${query}`);
      const parts = [...legs.flatMap((each: { parts: object[] }) => each.parts), ...rest];
      for (const spent of [buckets, parts]) {
        const sum = (key: 'ms' | 'minutes') => spent.reduce((total: number, each: Record<string, number>) => total + each[key]!, 0);
        expect([sum('ms'), sum('minutes')]).toEqual([elapsedMs, elapsedMinutes]);
      }
      expect(
        buckets.map(({ owner }: { owner: { kind: string; agency?: string; officer?: string } }) => [
          owner.kind,
          owner.agency,
          owner.officer,
        ]),
      ).toEqual(
        expect.arrayContaining([
          ['agency', 'land-branch', undefined],
          ['agency', 'land-branch', 'land-1'],
          ['closed', undefined, undefined],
        ]),
      );
      expect(missed).toMatchObject([
        { promise: 'appointment:first', legs: ['appraise#1'], owners: [{ agency: 'land-branch', overMinutes: 150 }] },
      ]);
    }
  }, 60_000);
});

describe('the control slip', () => {
  it('says for each agency when it received and handed over, and how it kept its time', async () => {
    const id = await received({ medium: 'paper' });
    await act('desk-1', id, { type: 'complete', run: 'receive#1' });
    await clock(id, '2026-02-11T08:30');
    await act('land-1', id, { type: 'acknowledge', run: 'appraise#1', state: 'received' });
    await clock(id, '2026-02-12T10:00');
    await act('land-1', id, { type: 'complete', run: 'appraise#1', outcome: 'eligible' });
    const slip = await read(id, 'control-slip');
    expect(slip.rows.map(({ agency, foreseen }: { agency: string; foreseen: boolean }) => [agency, foreseen])).toEqual([
      ['commune-centre', false],
      ['land-branch', false],
      ['tax-office', false],
      [null, true],
      ['land-branch', true],
      ['commune-centre', true],
    ]);
    expect(slip.rows[1]).toMatchObject({ sender: 'commune-centre', timeliness: 'early', officers: ['land-1'] });
    expect(slip.rows[1].receivedAt).toMatch(/^2026-02-11T08:30/);
    expect(slip.rows[1].handedOverAt).toMatch(/^2026-02-12T10:00/);
    // from the end of reception on Tuesday until half past eight on Wednesday: the centre's
    expect(slip.rows[1].onItsWayMinutes).toBeGreaterThanOrEqual(7 * 60);
    expect(slip.rows[4].steps).toHaveLength(3);
  }, 60_000);
});

describe('the receipt', () => {
  it('carries number, dates, papers, fees and place, and stays what it was promised', async () => {
    const id = await received();
    const receipt = await read(id, 'receipt');
    expect(receipt).toMatchObject({
      form: 'nd118-2025/01',
      centre: 'commune-centre',
      applicant: { name: TRANSFER.applicant.name, phone: '0900000000' },
      receivedAt: expect.stringMatching(/^2026-02-10T09:12/),
      term: { length: 8, unit: 'working days' },
      statutoryTerm: { length: 10, unit: 'working days' },
      promises: [
        { id: 'total', dueAt: '2026-02-27T17:30:00+07:00', countsFrom: null },
        { id: 'appointment:first', dueAt: '2026-02-23T17:30:00+07:00', countsFrom: null },
        { id: 'appointment:second', dueAt: null, countsFrom: { vi: 'Chỉnh lý hồ sơ địa chính' } },
      ],
      fees: [{ fee: 'registration', amount: 28000, due: 'on return' }],
      delivery: { agency: 'commune-centre', methods: ['desk', 'post'] },
      tracking: `http://127.0.0.1/public/dossiers/${receipt.number}`,
    });
    expect(
      receipt.legs.map(({ agency, dueAt }: { agency: string | null; dueAt: string | null }) => [agency, dueAt?.slice(0, 16) ?? null]),
    ).toEqual([
      ['commune-centre', '2026-02-10T15:12'],
      ['land-branch', '2026-02-23T17:30'],
      ['tax-office', '2026-03-02T17:30'],
      [null, '2026-04-01T17:30'],
      ['land-branch', '2026-04-06T17:30'],
      ['commune-centre', null],
    ]);
    expect(receipt.documents).toContainEqual({ document: 'certificate', name: expect.anything(), originals: 1, copies: 0, kept: true });
    await act('desk-1', id, { type: 'complete', run: 'receive#1' });
    await clock(id, '2026-02-24T10:00');
    expect(await read(id, 'receipt')).toEqual(receipt);
  }, 60_000);

  it('is printed in Vietnamese first, and shows nothing but text', async () => {
    const id = await received({ applicant: { name: '<b>Nguyễn & Con</b>', kind: 'household' } });
    const page = await centre.as('desk-1').get(`/dossiers/${id}/receipt/page`);
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(page.text).toContain('GIẤY TIẾP NHẬN HỒ SƠ<br>VÀ HẸN TRẢ KẾT QUẢ');
    expect(page.text).toContain('17 giờ 30, ngày 23/02/2026');
    expect(page.text).toContain('&#60;b&#62;Nguyễn &#38; Con&#60;/b&#62;');
    const seen = await centre.as('auditor-1').get(`/access-log?dossier=${id}`);
    expect(JSON.stringify(seen.body)).toContain('printReceipt');
  });

  it('has a control slip beside it that is printed on A4: who gave it to whom and when, until when, and what is still to come', async () => {
    const id = await received();
    await act('desk-1', id, { type: 'complete', run: 'receive#1' });
    const page = await centre.as('land-1').get(`/dossiers/${id}/control-slip/page`);
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(page.text).toContain('PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ');
    const rows = page.text.split('<tr>').slice(2);
    expect(rows[1]).toContain('Chi nhánh Văn phòng Đăng ký đất đai khu vực III');
    expect(rows[1]).toContain('đang giải quyết');
    expect(rows.at(-1)).toContain('dự kiến');
    expect((await centre.as('social-head').get(`/dossiers/${id}/control-slip/page`)).status).toBe(404);
  });

  it('leads by its QR code to the public tracking of the dossier, without a script', async () => {
    const id = await received();
    const { tracking } = await read(id, 'receipt');
    const { text, headers } = await centre.as('desk-1').get(`/dossiers/${id}/receipt/page`);
    const [drawing = '', size = ''] = /<svg viewBox="0 0 (\d+) .*?<\/svg>/.exec(text) ?? [];
    expect(decodeQR(scanned(drawing, Number(size)))).toBe(tracking);
    expect(text).not.toMatch(/<script|https?:\/\/(?!127\.0\.0\.1|www\.w3\.org)/);
    expect(headers['content-security-policy']).toContain("script-src 'self'");
    const tracked = await request(centre.app).get(new URL(tracking).pathname);
    expect(tracked.body).toMatchObject({ number: decodeURIComponent(tracking.split('/').at(-1)) });
  });

  it('is not there before acceptance: nothing is promised yet', async () => {
    const id = await received({ channel: 'online' });
    expect((await centre.as('desk-1').get(`/dossiers/${id}/receipt`)).body).toMatchObject({ status: 409, code: 'NOT_ALLOWED_NOW' });
  });
});
