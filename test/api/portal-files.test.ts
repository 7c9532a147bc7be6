/** Files that the national portal is told about, fetched by it from the one-stop centre: a real portal, a real centre. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { createPortal } from '../../connectors/national-portal/client.js';
import { start as startPortal } from '../../connectors/national-portal/simulator/server.js';
import { sign, SIGNATURE_HEADER, TIMESTAMP_HEADER } from '../../connectors/signature.js';
import type { Simulator } from '../../connectors/simulator/start.js';
import { backgroundOf } from '../../notifications/background.js';
import { portalDossier } from '../../notifications/portal-dossier.js';
import { sourceOf } from '../../notifications/send-portal.js';
import { openOneStop, type OneStop, secretsFor } from './one-stop.js';
import { TRANSFER } from './transfer.js';

const PDF = Buffer.from('%PDF-1.4\n%%EOF\n');
const secrets = secretsFor('national-portal');

let server: Server;
let portal: Simulator;
let centre: OneStop;
let dossierId: string;
let paper: string;
let draft: string;
beforeAll(async () => {
  server = createServer((incoming, outgoing) => centre.app(incoming, outgoing));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const publicUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  portal = await startPortal({ secrets, publicUrl });
  centre = await openOneStop({ config: { publicUrl } });
  dossierId = (await centre.as('desk-1').post('/dossiers', TRANSFER)).body.id;
  paper = await upload('application');
  draft = await upload('new-certificate');
  await tell();
}, 120_000);
afterAll(async () => {
  await portal?.stop();
  server?.closeAllConnections();
  server?.close();
  await centre?.close();
});

async function upload(document: string): Promise<string> {
  const sent = centre.as('desk-1').post(`/dossiers/${dossierId}/files?document=${document}`).attach('file', PDF, 'a.pdf');
  return (await sent).body.id as string;
}

/** As the worker does it. */
async function tell(): Promise<void> {
  const { store, deps } = centre;
  const source = await sourceOf({ store, publicUrl: deps.config.publicUrl }, await backgroundOf(store, dossierId));
  await createPortal({ baseUrl: portal.url, secrets }).sync('one', [portalDossier(source, source.background.dossier.view.factNo)]);
}

function asked(id: string, over = id) {
  const timestamp = String(Date.now());
  const path = `/connectors/national-portal/files/${id}`;
  return request(centre.app)
    .get(path)
    .set(TIMESTAMP_HEADER, timestamp)
    .set(SIGNATURE_HEADER, sign(timestamp, over, secrets[0]));
}

describe('a file that a record at the portal links to', () => {
  it('comes to the portal byte by byte, and the access is written down', async () => {
    const answer = await fetch(`${portal.url}/told-files/${paper}`);
    expect([answer.status, Buffer.from(await answer.arrayBuffer())]).toEqual([200, PDF]);
    const { body } = await centre.as('auditor-1').get(`/dossiers/${dossierId}/access-log?limit=100`);
    expect(body.items).toContainEqual(
      expect.objectContaining({ account: 'partner:national-portal', operation: 'readPortalFile', purpose: 'partner', file: paper }),
    );
  });

  it('is given to nobody whose signature is not over its id', async () => {
    expect((await asked(paper, draft)).status).toBe(401);
    expect((await request(centre.app).get(`/connectors/national-portal/files/${paper}`)).status).toBe(401);
  });

  it('is the only one: what is no paper and no result of the dossier is not there', async () => {
    expect((await asked(draft)).body).toMatchObject({ status: 404, code: 'NOT_FOUND' });
    expect((await asked('no-such-file')).body).toMatchObject({ status: 404, code: 'NOT_FOUND' });
    expect((await asked(paper)).status).toBe(200);
  });
});
