/** On a Temporal server without time skipping, as in production: a rehearsal cannot be run ahead, and everything else works. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { launch } from '../../services/own-process.js';
import { anyFreePort } from '../../services/ports.js';
import { findProgram } from '../../services/programs.js';
import { projectRoot } from '../../services/project-root.js';
import type { Service, ServiceKind } from '../../services/service.js';
import { temporalKind } from '../../services/temporal.js';
import { openOneStop, type OneStop } from './one-stop.js';
import { TRANSFER } from './transfer.js';

const withoutVirtualTime: ServiceKind = {
  ...temporalKind,
  launch: (place) => ({
    args: temporalKind.launch(place).args.map((arg) => arg.replace('TimeSkippingEnabled=true', 'TimeSkippingEnabled=false')),
  }),
};

let folder: string;
let temporal: Service;
let centre: OneStop;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'motcua-real-time-'));
  const program = findProgram(temporalKind, process.env['MOTCUA_SERVICES_DIR'] ?? join(projectRoot(), '.services'))!;
  temporal = await launch({ kind: withoutVirtualTime, folder, small: true }, program, await anyFreePort());
  process.env['TEMPORAL_ADDRESS'] = temporal.address;
  centre = await openOneStop();
}, 120_000);

afterAll(async () => {
  await centre?.close();
  await temporal?.stop();
  rmSync(folder, { recursive: true, force: true });
});

it('the server is one to be used', () => expect(temporalKind.check(temporal.address)).resolves.toBeUndefined());

it('running a clock ahead is refused with what to do, in both languages, and the dossier goes on', async () => {
  const { body: dossier } = await centre.as('desk-1').post('/dossiers', { ...TRANSFER, rehearsal: { at: '2026-02-10T09:12' } });
  const ahead = () => centre.as('desk-1').post(`/rehearsals/${dossier.id}/clock`, { to: '2026-02-12T16:00' });
  const { body } = await ahead();
  expect(body).toMatchObject({ status: 501, code: 'TIME_SKIPPING_OFF', title: 'Máy chủ Temporal không có thời gian ảo' });
  expect((await ahead().set('Accept-Language', 'en')).body.detail).toContain('frontend.WorkflowTimeSkippingEnabled=true');
  const { status } = await centre.as('desk-1').post(`/dossiers/${dossier.id}/acts`, { type: 'complete', run: 'receive#1' });
  expect(status).toBe(200);
});
