import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { openOneStop, type OneStop } from './one-stop.js';
import { TRANSFER } from './transfer.js';

let centre: OneStop;
beforeAll(async () => {
  centre = await openOneStop();
}, 120_000);
afterAll(() => centre?.close());

const BIRTH = {
  ...{ procedure: '1.001193', channel: 'desk', applicant: { name: 'Người nộp thử', kind: 'person' } },
  data: {
    ...{ child: 'Trẻ sơ sinh', childBorn: '2027-02-20', birthPlace: 'Trung tâm y tế', mother: 'Mẹ', requester: 'Cha' },
    ...{ motherId: '001000000061', overdue: false, abandoned: false, surrogacy: false },
  },
  documents: ['declaration', 'birth-notice'],
};

async function received(more: object = {}): Promise<string> {
  const { body } = await centre.as('desk-1').post('/dossiers', { ...TRANSFER, ...more });
  return (body as { id: string }).id;
}

const complete = (account: string, id: string, run: string, more: object = {}) =>
  centre.as(account).post(`/dossiers/${id}/acts`, { type: 'complete', run, ...more });

describe('receiving a dossier', () => {
  it('gives it a number of the agency and day, a promised date and its first task', async () => {
    const { status, body, headers } = await centre.as('desk-1').post('/dossiers', TRANSFER);
    expect(status).toBe(201);
    expect(body).toMatchObject({
      status: 'accepted',
      nationalStatus: 2,
      centre: 'commune-centre',
      tasks: [{ run: 'receive#1', party: 'desk' }],
    });
    expect(body.number).toMatch(/^H99\.42-\d{6}-\d{4}$/);
    expect(body.promisedAt).toMatch(/\+07:00$/);
    expect(headers['location']).toBe(`/dossiers/${body.id}`);
    expect(headers['etag']).toBe(`W/"${body.factNo}"`);
  });

  it('happens once for one key, also when both requests arrive together', async () => {
    const key = randomUUID();
    const answers = await Promise.all([1, 2, 3].map(() => centre.as('desk-1').post('/dossiers', TRANSFER, key)));
    const again = await centre.as('desk-1').post('/dossiers', TRANSFER, key);
    expect(new Set([...answers, again].map(({ body }) => `${body.id} ${body.number}`)).size).toBe(1);
    expect([...answers, again].map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    expect(again.headers).toMatchObject({
      'idempotency-replayed': 'true',
      location: `/dossiers/${again.body.id}`,
      etag: `W/"${again.body.factNo}"`,
    });
    const { items } = await centre.store.accesses.list({ dossier: again.body.id }, { limit: 10 });
    expect(items.filter(({ operation }) => operation === 'receiveDossier')).toHaveLength(4);
  });

  it('refuses a key that was used for another request', async () => {
    const key = randomUUID();
    await centre.as('desk-1').post('/dossiers', TRANSFER, key);
    const other = await centre.as('desk-1').post('/dossiers', { ...TRANSFER, channel: 'post' }, key);
    expect(other.body).toMatchObject({ status: 422, code: 'KEY_REUSED' });
  });

  it('lets two accounts use the same key for their own requests', async () => {
    const key = randomUUID();
    const [one, other] = [
      await centre.as('desk-1').post('/dossiers', TRANSFER, key),
      await centre.as('desk-2').post('/dossiers', TRANSFER, key),
    ];
    expect(one.body.id).not.toBe(other.body.id);
  });

  it('says which data do not fit the definition, in the language asked for', async () => {
    const wrong = { ...TRANSFER, data: { ...TRANSFER.data, parcel: 'x', price: 'dear', extra: 1 } };
    const { body } = await centre.as('desk-1').post('/dossiers', wrong).set('Accept-Language', 'en');
    expect(body).toMatchObject({ status: 422, code: 'DATA_INVALID', title: 'The application does not fit the procedure' });
    expect(body.errors.map(({ path }: { path: string }) => path).sort()).toEqual([
      '/body/data/extra',
      '/body/data/parcel',
      '/body/data/price',
    ]);
  });

  it('spends no number on a dossier that the law does not let in', async () => {
    const before = await centre.as('desk-1').post('/dossiers', TRANSFER);
    const refused = await centre.as('desk-1').post('/dossiers', { ...TRANSFER, documents: ['application'] });
    const after = await centre.as('desk-1').post('/dossiers', TRANSFER);
    expect(refused.body).toMatchObject({ status: 409, code: 'DOCUMENT_MISSING', found: 'certificate' });
    expect(Number(after.body.number.slice(-4))).toBe(Number(before.body.number.slice(-4)) + 1);
  });

  it('takes decomposed Vietnamese text and keeps it composed', async () => {
    const name = 'Nguyễn Thị Thử'.normalize('NFD');
    const { body } = await centre.as('desk-1').post('/dossiers', { ...TRANSFER, applicant: { name, kind: 'person' } });
    expect(body.application.applicant.name).toBe('Nguyễn Thị Thử'.normalize('NFC'));
  });

  it('says when no version of the procedure is in force', async () => {
    const { body } = await centre.as('desk-1').post('/dossiers', { ...TRANSFER, procedure: '9.999999' });
    expect(body).toMatchObject({ status: 422, code: 'PROCEDURE_NOT_IN_FORCE' });
  });

  it('takes a procedure on its last day; on the day after it says when it was in force', async () => {
    const on = (day: string) => centre.as('desk-1').post('/dossiers', { ...BIRTH, rehearsal: { at: `${day}T09:00` } });
    const last = await on('2027-02-28');
    expect([last.status, last.body.code]).toEqual([201, undefined]);
    expect((await on('2027-03-01')).body).toMatchObject({
      status: 422,
      code: 'PROCEDURE_NOT_IN_FORCE',
      detail: expect.stringContaining('1.001193, 2025-09-15 – 2027-02-28, 2027-03-01'),
    });
  });
});

describe('acting on a dossier', () => {
  it('answers with the new state, the facts in sentences and an ETag', async () => {
    const id = await received();
    const { status, body, headers } = await complete('desk-1', id, 'receive#1');
    expect(status).toBe(200);
    expect(body.dossier.tasks).toMatchObject([{ run: 'appraise#1', agency: 'land-branch', stepName: { en: 'Appraise' } }]);
    expect(body.facts[0].sentence.vi).toContain('Kiểm tra thành phần hồ sơ');
    expect(headers['etag']).toBe(`W/"${body.dossier.factNo}"`);
  });

  it('does an act once for one key', async () => {
    const id = await received();
    const key = randomUUID();
    const body = { type: 'complete', run: 'receive#1' };
    const [one, two] = await Promise.all([
      centre.as('desk-1').post(`/dossiers/${id}/acts`, body, key),
      centre.as('desk-1').post(`/dossiers/${id}/acts`, body, key),
    ]);
    const three = await centre.as('desk-1').post(`/dossiers/${id}/acts`, body, key);
    expect([one.status, two.status, three.status]).toEqual([200, 200, 200]);
    expect((await centre.store.facts.of(id)).filter(({ type }) => type === 'stepCompleted')).toHaveLength(1);
  });

  it('lets one of two officers claim a task and tells the other who has it and what is allowed', async () => {
    const id = await received();
    await complete('desk-1', id, 'receive#1');
    const claims = await Promise.all(['land-1', 'land-2'].map((account) => centre.as(account).post(`/tasks/${id}.appraise%231/claim`)));
    expect(claims.map(({ status }) => status).sort()).toEqual([200, 409]);
    const loser = claims.find(({ status }) => status === 409)!;
    expect(loser.body).toMatchObject({ code: 'HELD_BY_ANOTHER', type: '/docs/errors/HELD_BY_ANOTHER' });
    expect(Array.isArray(loser.body.allowed)).toBe(true);
  });

  it('refuses an act of the wrong agency with 403 and one that the state does not allow with 409 and what is allowed', async () => {
    const id = await received();
    const early = await centre.as('desk-1').post(`/dossiers/${id}/acts`, { type: 'deliver', run: 'return-result#1', method: 'desk' });
    expect(early.body).toMatchObject({ status: 409, code: 'NO_SUCH_RUN' });
    expect(early.body.allowed).toContainEqual(expect.objectContaining({ act: 'complete', run: 'receive#1' }));
    await complete('desk-1', id, 'receive#1');
    const other = await complete('desk-1', id, 'appraise#1', { outcome: 'eligible' });
    expect(other.body).toMatchObject({ status: 403, code: 'WRONG_AGENCY' });
  });

  it('keeps free text out of the facts and shows it in the timeline', async () => {
    const id = await received();
    await complete('desk-1', id, 'receive#1');
    const note = { text: 'Thiếu chữ ký ở trang 2', items: { application: 'thiếu chữ ký' } };
    const asked = await centre
      .as('land-1')
      .post(`/dossiers/${id}/supplement-requests`, { run: 'appraise#1', documents: ['application'], note });
    expect(asked.body.dossier).toMatchObject({ status: 'supplement requested', supplementOpen: true, dueAt: null });
    expect(JSON.stringify(await centre.store.facts.of(id))).not.toContain('chữ ký');
    const { body } = await centre.as('desk-1').get(`/dossiers/${id}/timeline`);
    expect(body.items.find(({ type }: { type: string }) => type === 'supplementRequested')).toMatchObject({ note, by: { id: 'land-1' } });
    const given = await centre.as('desk-1').post(`/dossiers/${id}/supplements`, { documents: ['application'] });
    expect(given.body.dossier.supplementOpen).toBe(false);
  });

  it('refuses results that are files of another dossier', async () => {
    const [one, other] = [await received(), await received()];
    const file = await upload(other, 'desk-1');
    const { body } = await complete('desk-1', one, 'receive#1', { results: { slip: file.body.id } });
    expect(body).toMatchObject({ status: 422, code: 'FILE_UNKNOWN' });
  });

  it('explains every deadline and offers what may be done now', async () => {
    const id = await received();
    const { body: deadlines } = await centre.as('desk-1').get(`/dossiers/${id}/deadlines`);
    const total = deadlines.items.find((each: { id: string }) => each.id === 'total');
    expect(total).toMatchObject({ status: 'running', name: { vi: 'toàn bộ hồ sơ' } });
    expect(total.explanation.at(-1).vi).toMatch(/^Hạn /);
    const { body: actions } = await centre.as('desk-1').get(`/dossiers/${id}/actions`);
    expect(actions.actions).toContainEqual(expect.objectContaining({ act: 'complete', run: 'receive#1' }));
  });

  it('answers 304 to a reader who has the newest state', async () => {
    const id = await received();
    const first = await centre.as('desk-1').get(`/dossiers/${id}`);
    const again = await centre.as('desk-1').get(`/dossiers/${id}`).set('If-None-Match', first.headers['etag']!);
    expect(again.status).toBe(304);
  });
});

describe('files', () => {
  it('are kept with the type found in their bytes and given back as they were', async () => {
    const id = await received();
    const saved = await upload(id, 'desk-1', 'đơn đăng ký.pdf');
    expect(saved.status).toBe(201);
    expect(saved.body).toMatchObject({
      document: 'application',
      mediaType: 'application/pdf',
      name: 'đơn đăng ký.pdf',
      uploadedBy: 'desk-1',
    });
    const read = await centre.as('desk-1').get(`/files/${saved.body.id}`).buffer(true);
    expect(read.headers['content-disposition']).toContain('attachment');
    expect(Number(read.headers['content-length'])).toBe(saved.body.size);
    const { body } = await centre.as('desk-1').get(`/dossiers/${id}/files`);
    expect(body.items).toHaveLength(1);
  });

  it('are refused when too large, of another type than accepted, or missing', async () => {
    const id = await received();
    const large = await centre
      .as('desk-1')
      .post(`/dossiers/${id}/files?document=application`)
      .attach('file', Buffer.concat([PDF, Buffer.alloc(300_000, 32)]), 'a.pdf');
    expect(large.body).toMatchObject({ status: 413, code: 'FILE_TOO_LARGE' });
    const program = await centre
      .as('desk-1')
      .post(`/dossiers/${id}/files?document=application`)
      .attach('file', Buffer.from('MZ\u0090 not a paper'), 'a.pdf');
    expect(program.body).toMatchObject({ status: 415, code: 'FILE_TYPE_REFUSED' });
    const none = await centre.as('desk-1').post(`/dossiers/${id}/files?document=application`).field('note', 'x');
    expect(none.body).toMatchObject({ status: 400, code: 'REQUEST_INVALID' });
  });
});

const PDF = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');
function upload(id: string, account: string, name = 'a.pdf') {
  return centre.as(account).post(`/dossiers/${id}/files?document=application`).attach('file', PDF, name);
}
