/** The worker as a process of its own, on the real services: what it does alone, and what is left when it is killed. */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client, Connection, WithStartWorkflowOperation } from '@temporalio/client';
import type { Fact } from '../../domain/engine/fact.js';
import { openStore } from '../../store/open-store.js';
import type { Store } from '../../store/store.js';
import { buildBundle } from '../../worker/bundle.js';
import { skipTo } from '../../services/virtual-time.js';
import { actUpdate, dossierWorkflowId, PROCESS_DOSSIER, type ProcessDossier, type Recorded } from '../../workflows/messages.js';
import { at, DESK, LAND_1, RECEIVE, WORLD } from '../domain/engine/fixture.js';

const name = `test-worker-${randomUUID().slice(0, 8)}`;
const MORNING = at('2026-02-10T09:12');
let store: Store;
let client: Client;
let worker: ChildProcess;
let healthPort: number;

beforeAll(async () => {
  store = await openStore({ uri: process.env['MONGODB_URI']!, database: name });
  client = new Client({ connection: await Connection.connect({ address: process.env['TEMPORAL_ADDRESS']! }) });
  healthPort = await freePort();
  worker = startWorker();
  await ready();
}, 60_000);

afterAll(async () => {
  worker.kill('SIGTERM');
  await once(worker, 'exit');
  await client.connection.close();
  await store.close();
});

describe('the worker', () => {
  it('writes what time did, without anybody asking', async () => {
    const { dossierId } = await received();
    await skipTo({ client }, dossierId, at('2026-02-10T15:30'));
    expect(types(await store.facts.of(dossierId))).toContain('deadlineBreached');
    expect((await store.dossiers.get(dossierId))!.view!.breached).toBe(false);
  });

  it('finishes what a caller left between act and projection', async () => {
    const { dossierId } = await received();
    await store.intents.begin({ key: `left-${dossierId}`, dossierId, requestHash: 'h', at: Date.now() - 60_000 });
    await act(dossierId, { type: 'claim', run: 'receive#1' }, { write: false });
    await until(async () => types(await store.facts.of(dossierId)).includes('taskClaimed'));
    await until(async () => (await store.intents.stale(Date.now(), 100)).length === 0);
  });

  it('drops what a caller only meant to do', async () => {
    await store.intents.begin({ key: 'never-sent', dossierId: 'no-such-dossier', requestHash: 'h', at: Date.now() - 60_000 });
    await until(async () => (await store.intents.stale(Date.now(), 100)).length === 0);
  });

  it('killed in the middle goes on where it was: no act lost, no timer missed, none twice', async () => {
    const dossiers = await Promise.all(Array.from({ length: 5 }, () => received()));
    worker.kill('SIGKILL');
    await once(worker, 'exit');
    const claims = dossiers.map(({ dossierId }) => act(dossierId, { type: 'complete', run: 'receive#1' }));
    worker = startWorker();
    await Promise.all(claims);
    await Promise.all(dossiers.map(({ dossierId }) => skipTo({ client }, dossierId, at('2026-02-25T08:00'))));
    for (const { dossierId } of dossiers) {
      const facts = await store.facts.of(dossierId);
      expect(facts.map((fact) => fact.no)).toEqual(facts.map((_, index) => index + 1));
      expect(facts.filter((fact) => fact.type === 'deadlineBreached' && fact.deadline === 'step:appraise#1')).toHaveLength(1);
    }
  }, 60_000);

  it('gives back to its pool, when it starts, what somebody holds who is not there any more', async () => {
    const { dossierId } = await received({ rehearsal: false });
    await act(dossierId, { type: 'complete', run: 'receive#1' });
    await act(dossierId, { type: 'claim', run: 'appraise#1' });
    await store.current.set('calendar:vn', await store.blobs.put(WORLD.calendar));
    worker.kill('SIGTERM');
    await once(worker, 'exit');
    worker = startWorker();
    await until(async () => (await store.facts.of(dossierId)).some(({ type, by }) => type === 'taskReleased' && by?.id === 'roster'));
    expect((await store.tasks.get(`${dossierId}.appraise#1`))!.officer).toBeNull();
  }, 60_000);

  it('goes on with a dossier of an older version of its code', async () => {
    const { dossierId } = await received();
    worker.kill('SIGTERM');
    await once(worker, 'exit');
    // another build of the same code: what a new release is to the dossiers of the last one
    const bundlePath = join(await mkdtemp(join(tmpdir(), 'motcua-bundle-')), 'next.js');
    await writeFile(bundlePath, `/* next */\n${(await buildBundle()).code}`);
    worker = startWorker({ MOTCUA_WORKFLOW_BUNDLE: bundlePath });
    await ready();
    const { facts } = await act(dossierId, { type: 'complete', run: 'receive#1' });
    expect(types(facts)).toContain('stepCompleted');
    const fresh = await received();
    const builds = await Promise.all(
      [dossierId, fresh.dossierId].map(
        async (id) =>
          (await client.workflow.getHandle(dossierWorkflowId(id)).describe()).raw.workflowExecutionInfo!.versioningInfo!.deploymentVersion!
            .buildId,
      ),
    );
    expect(new Set(builds).size).toBe(2);
  }, 60_000);
});

function startWorker(more: Record<string, string> = {}): ChildProcess {
  const env = {
    ...process.env,
    NODE_OPTIONS: '',
    MONGODB_URI: ofDatabase(process.env['MONGODB_URI']!),
    MOTCUA_TASK_QUEUE: name,
    MOTCUA_DEPLOYMENT: name,
    MOTCUA_REDIS_PREFIX: name,
    MOTCUA_WORKER_PORT: String(healthPort),
    MOTCUA_SWEEP_MS: '200',
  };
  const child = spawn(process.execPath, ['--import', './scripts/typescript.mjs', 'worker/main.ts'], {
    env: { ...env, ...more },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  child.stdout.on('data', (line: Buffer) => (/"level":[56]0/.test(line.toString()) ? process.stderr.write(line) : undefined));
  return child;
}

function ofDatabase(uri: string): string {
  const url = new URL(uri);
  url.pathname = `/${name}`;
  return url.href;
}

async function received({ rehearsal = true } = {}): Promise<{ dossierId: string }> {
  const dossierId = randomUUID();
  const [planHash, calendarHash] = await Promise.all([store.blobs.put(WORLD.plan), store.blobs.put(WORLD.calendar)]);
  const number = `N-${dossierId.slice(0, 8)}`;
  await store.dossiers.open({
    id: dossierId,
    number,
    procedure: WORLD.plan.code,
    field: 'land',
    planHash,
    calendarHash,
    application: { applicant: { name: 'A', kind: 'person' }, data: {} },
    rehearsal,
    createdAt: Date.now(),
  });
  const startWorkflowOperation = new WithStartWorkflowOperation<ProcessDossier>(PROCESS_DOSSIER, {
    workflowId: dossierWorkflowId(dossierId),
    taskQueue: name,
    args: [{ dossierId, clockOffset: MORNING - Date.now() }, { $claim: planHash }, { $claim: calendarHash }],
    workflowIdConflictPolicy: 'USE_EXISTING',
  });
  const recorded = await client.workflow.executeUpdateWithStart(actUpdate, {
    startWorkflowOperation,
    args: [{ by: DESK, act: { ...RECEIVE, number }, key: 'receive' }],
  });
  await store.project({ dossierId, ...recorded });
  return { dossierId };
}

async function act(dossierId: string, what: Parameters<typeof request>[0], { write = true } = {}): Promise<Recorded> {
  const handle = client.workflow.getHandle(dossierWorkflowId(dossierId));
  const recorded = await handle.executeUpdate(actUpdate, { args: [request(what)] });
  if (write) await store.project({ dossierId, ...recorded });
  return recorded;
}

const request = (what: { type: 'claim' | 'complete'; run: string }) => ({
  by: what.run.startsWith('receive') ? DESK : LAND_1,
  act: what,
  key: randomUUID(),
});
const types = (facts: readonly Fact[]): string[] => facts.map((fact) => fact.type);

async function ready(): Promise<void> {
  await until(async () => (await fetch(`http://127.0.0.1:${healthPort}/health/ready`).catch(() => null))?.status === 200);
}

async function until(happened: () => Promise<boolean>): Promise<void> {
  while (!(await happened())) await new Promise((resolve) => setTimeout(resolve, 100));
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  return port;
}
