/** What an outside system's account may read: the referrals that were sent to it, as they were sent, and nothing else. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createClient } from '../../connectors/client.js';
import type { Referral, ReferralMessage } from '../../connectors/contract.js';
import { USUAL } from '../../connectors/policy.js';
import type { Simulator } from '../../connectors/simulator/start.js';
import { TAX } from '../../connectors/tax/mapping.js';
import { start as startTaxSimulator } from '../../connectors/tax/simulator/server.js';
import { sendHandoff } from '../../notifications/send-handoff.js';
import { openOneStop, type OneStop, secretsFor } from './one-stop.js';
import { TRANSFER } from './transfer.js';

const APPLICANT = { name: 'Người nộp riêng tư', kind: 'person', phone: '0911222333', personalId: '001099000111' };

let centre: OneStop;
let tax: Simulator;
let dossier: string;
let files: Record<string, string>;
/** What went over the wire. */
let wire: ReferralMessage;
beforeAll(async () => {
  centre = await openOneStop();
  tax = await startTaxSimulator({ secrets: secretsFor('tax'), publicUrl: 'http://127.0.0.1:9', mood: { delayMs: 60_000 } });
  dossier = (await centre.as('desk-1').post('/dossiers', { ...TRANSFER, applicant: APPLICANT })).body.id;
  files = { contract: await upload('contract', 'hop-dong.pdf'), certificate: await upload('certificate', 'giay-chung-nhan.pdf') };
  await centre.as('desk-1').post(`/dossiers/${dossier}/acts`, { type: 'complete', run: 'receive#1' });
  await centre.as('land-1').post(`/dossiers/${dossier}/acts`, { type: 'complete', run: 'appraise#1', outcome: 'eligible' });
}, 120_000);
afterAll(async () => {
  await tax?.stop();
  await centre?.close();
});

async function upload(document: string, name: string, account = 'desk-1'): Promise<string> {
  const pdf = Buffer.from('%PDF-1.4\n%%EOF\n');
  return (await centre.as(account).post(`/dossiers/${dossier}/files?document=${document}`).attach('file', pdf, name)).body.id;
}

const partner = (connector = 'tax') => centre.as(`partner:${connector}`);

/** As the worker does. */
async function send(): Promise<void> {
  const row = (await centre.store.outbox.waiting(100)).find(({ command }) => command.type === 'send handoff')!;
  const client = createClient(TAX, { baseUrl: tax.url, secrets: secretsFor('tax') });
  const overheard = { ...client, send: (referral: Referral) => ((wire = client.compose(referral)), client.send(referral)) };
  await sendHandoff({ store: centre.store, connectors: { tax: overheard }, policyOf: () => USUAL, now: () => Date.now() }, row);
}

describe('a partner', () => {
  it('sees nothing of a dossier before anything was sent', async () => {
    expect((await partner().get('/partner/referrals')).body.items).toEqual([]);
    await send();
    expect((await partner().get('/partner/referrals')).body.items).toHaveLength(1);
  });

  it('reads the very message that it got, and the files that the step names', async () => {
    const { items } = (await partner().get('/partner/referrals')).body;
    const { body } = await partner().get(`/partner/referrals/${encodeURIComponent(items[0].id)}`);
    expect(body).toEqual(items[0]);
    expect(body).toMatchObject({ message: 'land-tax-referral', reference: `${dossier}.refer-tax#1`, masked: false });
    expect({ id: body.id, reference: body.reference, body: body.body }).toEqual({
      id: wire.id,
      reference: wire.reference,
      body: wire.body,
    });
    expect(JSON.stringify(body.body)).toContain('Bên A');
    expect(body.files.map(({ document }: { document: string }) => document)).toEqual(['contract']);
    const path = `/partner/referrals/${encodeURIComponent(body.id)}/files`;
    expect((await partner().get(`${path}/${files['contract']}`)).status).toBe(200);
    expect((await partner().get(`${path}/${files['certificate']}`)).body).toMatchObject({ status: 404, code: 'NOT_FOUND' });
  });

  it('sees nothing else: not what the step does not send, not the dossier, not what came later, not what others got', async () => {
    const later = await upload('contract', 'hop-dong-moi.pdf');
    const { text, body } = await partner().get('/partner/referrals');
    for (const hidden of [...Object.values(APPLICANT).filter((value) => value !== 'person'), 'Bên B', 'giay-chung-nhan', 'hop-dong-moi'])
      expect(text).not.toContain(hidden);
    const { id } = body.items[0];
    expect((await partner().get(`/partner/referrals/${encodeURIComponent(id)}/files/${later}`)).status).toBe(404);
    for (const path of ['', '/timeline', '/files', '/deadlines', '/actions'])
      expect((await partner().get(`/dossiers/${dossier}${path}`)).body).toMatchObject({ status: 403, code: 'ROLE_NOT_ALLOWED' });
    for (const path of [
      '/dossiers',
      '/tasks',
      '/notices',
      '/procedures',
      '/connectors',
      `/files/${files['contract']}`,
      '/accounts',
      '/events',
    ])
      expect((await partner().get(path)).status).toBe(403);
    expect((await partner('land-registry').get('/partner/referrals')).body.items).toEqual([]);
    expect((await partner('land-registry').get(`/partner/referrals/${encodeURIComponent(id)}`)).status).toBe(404);
  });

  it('is written down like everybody', async () => {
    const { items } = await centre.store.accesses.list({ account: 'partner:tax' }, { limit: 100 });
    expect(items.filter(({ operation }) => operation === 'readSentFile')).toMatchObject([
      { purpose: 'partner', dossiers: [dossier], file: files['contract'], agency: null },
    ]);
    expect(items.some(({ operation }) => operation === 'listSentReferrals')).toBe(true);
  });

  it('that is switched off, or an officer, has no business there', async () => {
    expect((await centre.as('tax-1').get('/partner/referrals')).body).toMatchObject({ status: 403, code: 'ROLE_NOT_ALLOWED' });
    expect((await centre.as('auditor-1').get('/partner/referrals')).status).toBe(403);
    const account = (await centre.store.accounts.get('partner:land-registry'))!;
    await centre.store.accounts.put({ ...account, id: 'partner:gone', active: false });
    expect((await centre.as('partner:gone').get('/partner/referrals')).status).toBe(401);
  });
});
