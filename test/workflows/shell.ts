/** A dossier worker on the real server, with a queue and a deployment of its own, and dossiers driven as the API drives them. */
import { createHash, randomUUID } from 'node:crypto';
import { Client, Connection, type WorkflowHandle, WithStartWorkflowOperation } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { canonical } from '../../domain/canonical.js';
import type { Calendar } from '../../domain/calendar/calendar.js';
import type { Act, Actor } from '../../domain/engine/event.js';
import type { Fact } from '../../domain/engine/fact.js';
import type { Plan } from '../../domain/procedure/plan.js';
import type { Instant } from '../../domain/time/instant.js';
import type { Projectable } from '../../store/store.js';
import type { Bundle } from '../../worker/bundle.js';
import { preparedBundle } from '../setup/prepared.js';
import { fromJson } from '../histories/history-json.js';
import { claimCodec } from '../../worker/claim-codec.js';
import { createDossierWorker } from '../../worker/dossier-worker.js';
import { makeCurrent } from '../../worker/versions.js';
import { actUpdate, dossierWorkflowId, factsQuery, PROCESS_DOSSIER, type ProcessDossier, type Recorded } from '../../workflows/messages.js';
import { DESK, RECEIVE, WORLD } from '../domain/engine/fixture.js';

/** Writes facts as the store does, in memory: each once, in order. `away` makes it fail like a database that is down. */
export class Ledger {
  away = false;
  readonly calls: Projectable[] = [];
  readonly facts = new Map<string, Fact[]>();

  async project(item: Projectable): Promise<void> {
    this.calls.push(item);
    if (this.away) throw new Error('store is away');
    const known = this.facts.get(item.dossierId) ?? [];
    this.facts.set(item.dossierId, [...known, ...item.facts.filter((fact) => fact.no > known.length)]);
  }
}

export interface Started {
  readonly dossierId: string;
  readonly handle: WorkflowHandle<ProcessDossier>;
  readonly first: Recorded;
}

export interface World {
  readonly plan: Plan;
  readonly calendar: Calendar;
}

let bundle: Promise<Bundle> | undefined;

export class Shell {
  readonly name = `test-${randomUUID()}`;
  readonly ledger = new Ledger();
  readonly contents = new Map<string, unknown>();
  readonly client: Client;
  private worker?: Worker;
  private running?: Promise<void>;

  private constructor(
    readonly connection: Connection,
    private readonly native: NativeConnection,
    private readonly maxCachedWorkflows: number,
  ) {
    this.client = new Client({ connection });
  }

  /** Without a cache every task replays the whole history: whatever a test does, it tests determinism too. */
  static async start({ maxCachedWorkflows = 0 } = {}): Promise<Shell> {
    if (!bundle) Runtime.install({ logger: new DefaultLogger('ERROR'), telemetryOptions: { logging: { filter: 'ERROR' } } });
    bundle ??= preparedBundle();
    const address = process.env['TEMPORAL_ADDRESS'];
    if (!address) throw new Error('TEMPORAL_ADDRESS is not set: run the tests with npm test');
    const shell = new Shell(await Connection.connect({ address }), await NativeConnection.connect({ address }), maxCachedWorkflows);
    await shell.startWorker();
    await makeCurrent(shell.connection, { namespace: 'default', deployment: shell.name, buildId: (await bundle).buildId });
    return shell;
  }

  async startWorker(): Promise<void> {
    this.worker = await createDossierWorker({
      connection: this.native,
      namespace: 'default',
      bundle: await bundle!,
      store: this.ledger,
      loadContent: async (hash) => this.contents.get(hash) ?? null,
      maxCachedWorkflows: this.maxCachedWorkflows,
      taskQueue: this.name,
      deployment: this.name,
    });
    this.running = this.worker.run();
  }

  async stopWorker(): Promise<void> {
    this.worker?.shutdown();
    await this.running;
  }

  async stop(): Promise<void> {
    await this.stopWorker();
    await this.native.close();
    await this.connection.close();
  }

  /** Receives a dossier as the API does: update-with-start. The clock of a rehearsal starts at the given instant. */
  async receive({
    act = RECEIVE,
    by = DESK,
    at,
    world = WORLD,
    key = 'receive',
  }: { act?: Act; by?: Actor; at?: Instant; world?: World; key?: string } = {}): Promise<Started> {
    const dossierId = randomUUID();
    return { dossierId, ...(await this.receiveAs(dossierId, { act, by, at, world, key })) };
  }

  async receiveAs(
    dossierId: string,
    { act, by, at, world, key }: { act: Act; by: Actor; at?: Instant | undefined; world: World; key: string },
  ) {
    const clockOffset = at === undefined ? 0 : at - Date.now();
    const startWorkflowOperation = new WithStartWorkflowOperation<ProcessDossier>(PROCESS_DOSSIER, {
      workflowId: dossierWorkflowId(dossierId),
      taskQueue: this.name,
      args: [{ dossierId, clockOffset }, { $claim: this.keepContent(world.plan) }, { $claim: this.keepContent(world.calendar) }],
      workflowIdConflictPolicy: 'USE_EXISTING',
      workflowIdReusePolicy: 'ALLOW_DUPLICATE_FAILED_ONLY',
    });
    const first = await this.client.workflow.executeUpdateWithStart(actUpdate, {
      startWorkflowOperation,
      args: [{ by, act, key }],
      updateId: key,
    });
    return { first, handle: await startWorkflowOperation.workflowHandle() };
  }

  act({ handle }: Started, by: Actor, act: Act, more: { key?: string; projected?: number } = {}): Promise<Recorded> {
    const request = { by, act, key: randomUUID() as string, ...more };
    return handle.executeUpdate(actUpdate, {
      args: act.type === 'apply calendar' ? [request, { $claim: act.calendar }] : [request],
      updateId: request.key,
    });
  }

  /** Everything a dossier has ever told: what it has written, and what it still holds. */
  async told({ dossierId, handle }: Started): Promise<Fact[]> {
    const { facts } = await handle.query(factsQuery, 1);
    const written = this.ledger.facts.get(dossierId) ?? [];
    return [...written, ...facts.filter((fact) => fact.no > written.length)];
  }

  /** Replays a recorded history with the workflow code of today. Throws when they part. */
  async replay({ contents, history }: { contents: Record<string, unknown>; history: object }): Promise<void> {
    const dataConverter = { payloadCodecs: [claimCodec(async (hash) => contents[hash])] };
    await Worker.runReplayHistory({ workflowBundle: await bundle!, dataConverter }, fromJson(history));
  }

  contentHashOf(value: unknown): string {
    return createHash('sha256').update(canonical(value)).digest('hex');
  }

  /** As the store gives it back: with its keys sorted. */
  keepContent(value: unknown): string {
    this.contents.set(this.contentHashOf(value), JSON.parse(canonical(value)));
    return this.contentHashOf(value);
  }
}
