/** Data and papers that a definition marks as secret, and papers that it does not list. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { openOneStop, type OneStop } from './one-stop.js';
import { TRANSFER } from './transfer.js';

const SECRET = 'bên bán đang điều trị';
const CODE = '1.013999';

let centre: OneStop;
let id: string;
let fileId: string;
beforeAll(async () => {
  centre = await openOneStop();
  const published = await centre.as('admin-1').post('/procedures', { text: await secretProcedure() });
  expect(published.body).toMatchObject({ code: CODE });
  await centre.hire('land-shops', [{ agency: 'land-branch', roles: ['officer'], fields: ['business-household'] }]);
  const application = {
    ...TRANSFER,
    procedure: CODE,
    data: { ...TRANSFER.data, transferor: SECRET },
    documents: [...TRANSFER.documents, 'authorisation'],
  };
  const { body } = await centre.as('desk-1').post('/dossiers', application);
  id = body.id;
  const pdf = Buffer.from('%PDF-1.4\n%%EOF\n');
  fileId = (await centre.as('desk-1').post(`/dossiers/${id}/files?document=authorisation`).attach('file', pdf, 'uy-quyen.pdf')).body.id;
  await centre.as('desk-1').post(`/dossiers/${id}/files?document=application`).attach('file', pdf, 'don.pdf');
  await centre.as('desk-1').post(`/dossiers/${id}/acts`, { type: 'complete', run: 'receive#1', note: { text: SECRET } });
  const note = await centre.store.notes.put({ text: SECRET });
  for (const agency of ['commune-centre', 'land-branch'])
    await centre.store.notices.put({
      id: `late-${agency}`,
      dossierId: id,
      kind: 'notice',
      about: 'late',
      to: 'centre',
      agency,
      note,
      at: 0,
    });
}, 120_000);
afterAll(() => centre?.close());

/** The land transfer, with the transferor and the authorisation visible to the branch only. */
async function secretProcedure(): Promise<string> {
  const text = await readFile('definitions/procedures/1.013831.procedure.yaml', 'utf8');
  return text
    .replace('code: "1.013831"', `code: "${CODE}"`)
    .replace('transferor: {type: string, personal: true,', 'transferor: {type: string, personal: true, secret: true,')
    .replace('authorisation: {', 'authorisation: {secret: true, ')
    .replace('payer: data.transferor', 'payer: data.transferee')
    .replace('\nsteps:\n', '\nsecrecy: {to: [land, branch], basis: land-law-133}\n\nsteps:\n');
}

describe('what a definition marks as secret', () => {
  it('is seen by who acts for a party that secrecy names', async () => {
    for (const account of ['land-1', 'branch-head']) {
      const { body } = await centre.as(account).get(`/dossiers/${id}`);
      expect(body).toMatchObject({ application: { data: { transferor: SECRET } }, hidden: { data: [], documents: [] } });
      expect((await centre.as(account).get(`/files/${fileId}`)).status).toBe(200);
      expect((await centre.as(account).get(`/dossiers/${id}/timeline`)).text).toContain(SECRET);
      expect((await centre.as(account).get('/notices?limit=100')).text).toContain(SECRET);
    }
  });

  it.each(['desk-1', 'counter-1', 'centre-leader', 'leader-1', 'auditor-1', 'surveyor-1'])(
    'is kept from %s, wherever it could be read',
    async (account) => {
      const { body } = await centre.as(account).get(`/dossiers/${id}`);
      expect(body.hidden).toEqual({ data: ['transferor'], documents: ['authorisation'] });
      expect(body.application.data).toMatchObject({ transferee: 'Bên B' });
      const files = await centre.as(account).get(`/dossiers/${id}/files`);
      expect(files.body.items.map(({ document }: { document: string }) => document)).toEqual(['application']);
      expect((await centre.as(account).get(`/files/${fileId}`)).body).toMatchObject({ status: 404, code: 'NOT_FOUND' });
      const pages = await Promise.all(
        ['', '/timeline', '/files', '/deadlines', '/actions'].map((page) => centre.as(account).get(`/dossiers/${id}${page}`)),
      );
      const lists = await Promise.all(
        ['/dossiers?limit=100', '/dossiers/search?q=thu', '/tasks?scope=unit', '/notices?limit=100'].map((page) =>
          centre.as(account).get(page),
        ),
      );
      for (const { text } of [...pages, ...lists]) {
        expect(text).not.toContain(SECRET);
        expect(text).not.toContain('uy-quyen');
      }
      expect(pages[1]!.text).not.toContain('authorisation');
    },
  );

  it('is kept back from the answer to an act, too', async () => {
    const answer = await centre.as('branch-head').post(`/dossiers/${id}/acts`, { type: 'claim', run: 'appraise#1' });
    expect(answer.status).toBe(403);
    const asked = await centre.as('land-1').post(`/dossiers/${id}/supplement-requests`, {
      run: 'appraise#1',
      documents: ['authorisation'],
      note: { text: 'thiếu chữ ký', items: { authorisation: 'trang 2' } },
    });
    expect(asked.status).toBe(200);
    expect(asked.text).toContain('thiếu chữ ký');
    const timeline = await centre.as('counter-1').get(`/dossiers/${id}/timeline`);
    expect(timeline.text).not.toContain('thiếu chữ ký');
    expect(timeline.text).not.toContain('trang 2');
    expect(timeline.text).not.toContain('Văn bản ủy quyền');
  });

  it('is kept back from what went between systems, also while somebody sees to it', async () => {
    const about = {
      direction: 'out',
      connector: 'tax',
      message: 'land-tax-referral',
      dossierId: id,
      number: 'N',
      centre: 'commune-centre',
    } as const;
    const more = { run: 'refer-tax#1', at: 1, body: { MucDichSuDung: 'plain' }, hash: 'h' };
    for (const state of ['done', 'dead'] as const)
      await centre.store.messages.put(
        { ...about, ...more, id: state, messageId: state, state },
        { tried: false, forget: Date.now() + 60_000 },
      );
    const bodies = async (account: string) =>
      (await centre.as(account).get(`/dossiers/${id}/messages`)).body.items.map(({ body }: { body: object }) => body);
    expect(await bodies('land-1')).toEqual([more.body, more.body]);
    expect(await bodies('counter-1')).toEqual([{}, {}]);
    await centre.store.dossiers.keepAnswer(id, 'refer-tax#1', { taxCode: '001099000003' });
    const returned = async (account: string) => (await centre.as(account).get(`/dossiers/${id}`)).body.answers;
    expect(await returned('land-1')).toEqual({ 'refer-tax#1': { taxCode: '001099000003' } });
    expect(await returned('counter-1')).toEqual({});
    const letter = await centre.as('centre-leader').get('/dead-letters/dead');
    expect(letter.body).toMatchObject({ body: {}, fields: {} });
    expect((await centre.as('centre-leader').get('/dead-letters')).text).not.toContain('plain');
  });
});

describe('a paper that the procedure does not list', () => {
  it('cannot be asked for: not by key, not in a remark, not beside a paper that is asked for', async () => {
    const { body: dossier } = await centre.as('desk-1').post('/dossiers', TRANSFER);
    await centre.as('desk-1').post(`/dossiers/${dossier.id}/acts`, { type: 'complete', run: 'receive#1' });
    const ask = (documents: string[], items: object) =>
      centre
        .as('land-1')
        .post(`/dossiers/${dossier.id}/supplement-requests`, { run: 'appraise#1', documents, note: { text: 'bổ sung', items } });
    expect((await ask(['household-book'], {})).body).toMatchObject({ status: 409, code: 'DOCUMENT_UNKNOWN', found: 'household-book' });
    expect((await ask(['contract'], { 'household-book': 'bản sao' })).body).toMatchObject({
      status: 422,
      code: 'DOCUMENT_NOT_LISTED',
      errors: [{ path: '/body/note/items/household-book', message: expect.stringContaining('contract') }],
    });
    expect((await ask(['contract'], { certificate: 'bản gốc' })).body).toMatchObject({ status: 422, code: 'DOCUMENT_NOT_LISTED' });
    const declined = await centre
      .as('desk-1')
      .post(`/dossiers/${dossier.id}/acts`, { type: 'withdraw', note: { text: 'rút', items: { passport: 'bản sao' } } });
    expect(declined.body).toMatchObject({ status: 422, code: 'DOCUMENT_NOT_LISTED' });
    expect((await ask(['contract'], { contract: 'thiếu trang 3' })).status).toBe(200);
  });
});
