import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openOneStop, type OneStop } from './one-stop.js';

let centre: OneStop;
beforeAll(async () => {
  centre = await openOneStop();
}, 120_000);
afterAll(() => centre?.close());

const TRANSFER = {
  procedure: '1.013831',
  channel: 'desk',
  applicant: { name: 'Người nộp thử', kind: 'person' },
  data: { parcel: '12-45', kind: 'sale', price: 1_500_000_000, kinship: false, transferor: 'Bên A', transferee: 'Bên B' },
  documents: ['application', 'certificate', 'contract', 'income-tax', 'registration-fee'],
};

describe('receiving a dossier', () => {
  it('gives it a number, a promised date and its first task', async () => {
    const { status, body, headers } = await centre.as('desk-1').post('/dossiers', TRANSFER);
    expect(body).toMatchObject({ status: 'in progress' });
    expect(status).toBe(201);
    expect(headers['location']).toBe(`/dossiers/${body.id}`);
  });
});
