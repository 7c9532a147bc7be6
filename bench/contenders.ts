/** Motcua and the two yardsticks behind one face: each takes a dossier through its whole life. */
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import mongoose from 'mongoose';
import { WithStartWorkflowOperation } from '@temporalio/client';
import { bundleWorkflowCode, DefaultLogger, Worker } from '@temporalio/worker';
import { pino } from 'pino';
import type { Deps } from '../api/deps.js';
import { performAct } from '../api/use-cases/perform-act.js';
import { receiveDossier } from '../api/use-cases/receive-dossier.js';
import { dossierWorkflowId, TASK_QUEUE } from '../workflows/messages.js';
import { buildBundle } from '../worker/bundle.js';
import { createDossierWorker } from '../worker/dossier-worker.js';
import { makeCurrent } from '../worker/versions.js';
import { lifeOf } from './life.js';
import type { Stage } from './stage.js';
import { RECEPTION, WORK } from './work-of-one-dossier.js';
import { createYardstickActivities, storeFactsOf } from './yardsticks/activities.js';
import { type YardstickAct, yardstickActUpdate, type yardstickA } from './yardsticks/workflows.js';

const DEPLOYMENT = 'motcua';

export interface Contender {
  readonly name: 'Motcua' | 'A' | 'B';
  /** Takes one dossier from reception to its end; tells how long each act took to be acknowledged, in ms. */
  live(): Promise<Life>;
  close(): Promise<void>;
}

export interface Life {
  readonly workflowId: string;
  readonly acknowledgedAfter: readonly number[];
}

export async function motcua(stage: Stage, maxCachedWorkflows?: number): Promise<Contender> {
  const { store, client, native } = stage;
  const bundle = await buildBundle();
  const worker = await createDossierWorker({
    connection: native,
    namespace: 'default',
    bundle,
    store,
    loadContent: (hash) => store.blobs.get(hash),
    taskQueue: TASK_QUEUE,
    deployment: DEPLOYMENT,
    ...(maxCachedWorkflows !== undefined && { maxCachedWorkflows }),
  });
  const running = worker.run();
  await makeCurrent(client.connection, { namespace: 'default', deployment: DEPLOYMENT, buildId: bundle.buildId });
  const deps = depsOf(stage);
  const live = async (): Promise<Life> => {
    const acknowledgedAfter: number[] = [];
    const dossierId = await timed(acknowledgedAfter, () => receiveOne(deps));
    let projected = {};
    for (const { by, act } of WORK) {
      const { facts } = await timed(acknowledgedAfter, () => performAct(deps, dossierId, by, act, randomUUID(), projected));
      projected = { projected: facts.at(-1)!.no };
    }
    return { workflowId: dossierWorkflowId(dossierId), acknowledgedAfter };
  };
  return { name: 'Motcua', live, close: async () => (worker.shutdown(), running) };
}

export function receiveOne(deps: Deps): Promise<string> {
  const receiver = { agency: RECEPTION.act.centre, by: RECEPTION.by };
  const applicant = { name: 'Nguyễn Văn Mẫu', kind: 'person' };
  const reception = { procedure: '9.999001', channel: 'desk', applicant, data: { parcel: '12-45' }, documents: ['application'] } as const;
  return receiveDossier(deps, () => receiver, reception, randomUUID(), '');
}

export function depsOf({ store, client }: Stage): Deps {
  const config = { taskQueue: TASK_QUEUE, actTimeout: 60_000 } as Deps['config'];
  const unused = (): never => {
    throw new Error('not part of the bench');
  };
  return {
    store,
    temporal: client,
    config,
    now: () => Date.now(),
    log: pino({ level: 'silent' }),
    identify: unused,
    connectors: { refuses: unused },
    skipTo: unused,
  };
}

export async function yardstick(stage: Stage, name: 'A' | 'B'): Promise<Contender> {
  const mongo = await new mongoose.mongo.MongoClient(stage.services.mongodbUri, {
    writeConcern: { w: 'majority', journal: true },
  }).connect();
  const facts = mongo.db('yardsticks').collection(`facts${name}`);
  await facts.createIndex({ dossierId: 1, no: 1 }, { unique: true });
  const taskQueue = `yardstick-${name}`;
  const workflowsPath = fileURLToPath(new URL('./yardsticks/workflows.ts', import.meta.url)).replace(
    /\.ts$/,
    import.meta.url.endsWith('.ts') ? '.ts' : '.js',
  );
  const workflowBundle = await bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('WARN') });
  const worker = await Worker.create({
    connection: stage.native,
    taskQueue,
    workflowBundle,
    activities: createYardstickActivities(facts),
    reuseV8Context: true,
  });
  const running = worker.run();
  const live = async (): Promise<Life> => {
    const dossierId = randomUUID();
    const acts = lifeOf(stage, dossierId);
    const acknowledgedAfter: number[] = [];
    const operation = new WithStartWorkflowOperation<typeof yardstickA>(`yardstick${name}`, {
      workflowId: dossierId,
      taskQueue,
      args: [],
      workflowIdConflictPolicy: 'USE_EXISTING',
    });
    for (const [index, act] of acts.entries()) {
      await timed(acknowledgedAfter, async () => {
        const options = { args: [act] as [YardstickAct], updateId: randomUUID() };
        const result = await (index === 0
          ? stage.client.workflow.executeUpdateWithStart(yardstickActUpdate, { ...options, startWorkflowOperation: operation })
          : stage.client.workflow.getHandle(dossierId).executeUpdate(yardstickActUpdate, options));
        if (name === 'B') await storeFactsOf(facts, dossierId, result.facts);
      });
    }
    return { workflowId: dossierId, acknowledgedAfter };
  };
  const close = async (): Promise<void> => {
    worker.shutdown();
    await running;
    await mongo.close();
  };
  return { name, live, close };
}

async function timed<T>(times: number[], work: () => Promise<T>): Promise<T> {
  const start = performance.now();
  const result = await work();
  times.push(performance.now() - start);
  return result;
}
