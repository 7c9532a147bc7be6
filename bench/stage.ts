/** The stage of a run: the three real services on free ports with throw-away data, the store, one worker in this process. The same for Motcua and the yardsticks. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime } from '@temporalio/worker';
import type { Calendar } from '../domain/calendar/calendar.js';
import type { Plan } from '../domain/procedure/plan.js';
import { loadCalendar, loadOrganisation } from '../definitions/load/load-others.js';
import { loadProcedure } from '../definitions/load/load-procedure.js';
import { readSurroundings } from '../definitions/load/surroundings.js';
import { ensureServices, type Services } from '../services/ensure-services.js';
import { projectRoot } from '../services/project-root.js';
import { openStore } from '../store/open-store.js';
import type { Store } from '../store/store.js';

export interface Stage {
  readonly services: Services;
  readonly store: Store;
  readonly client: Client;
  readonly native: NativeConnection;
  readonly plan: Plan;
  readonly calendar: Calendar;
  readonly planHash: string;
  readonly calendarHash: string;
  leave(): Promise<void>;
}

export async function enterStage(): Promise<Stage> {
  Runtime.install({ logger: new DefaultLogger('ERROR'), telemetryOptions: { logging: { filter: 'ERROR' } } });
  const dataFolder = await mkdtemp(join(tmpdir(), 'motcua-bench-'));
  const services = await ensureServices({ dataFolder, isolated: true, env: {} });
  try {
    return await set(services, dataFolder);
  } catch (error) {
    await services.stop();
    throw error;
  }
}

async function set(services: Services, dataFolder: string): Promise<Stage> {
  const store = await openStore({ uri: services.mongodbUri });
  const connection = await Connection.connect({ address: services.temporalAddress });
  const native = await NativeConnection.connect({ address: services.temporalAddress });
  const loaded = await loadBenchProcedure(store);
  const leave = async (): Promise<void> => {
    await store.close();
    await services.stop();
    await rm(dataFolder, { recursive: true, force: true });
    await connection.close();
    // workers of a run that failed still hold it: the process ends it then
    await native.close().catch(() => undefined);
  };
  return { services, store, client: new Client({ connection }), native, ...loaded, leave };
}

/** Publishes the bench's procedure and the imaginary organisation. */
export async function loadBenchProcedure(store: Store): Promise<Pick<Stage, 'plan' | 'calendar' | 'planHash' | 'calendarHash'>> {
  const definitions = join(projectRoot(), 'definitions');
  const text = (...path: string[]): Promise<string> => readFile(join(projectRoot(), ...path), 'utf8');
  const { surroundings } = await readSurroundings(definitions);
  const procedure = loadProcedure(await text('bench', 'bench.procedure.yaml'), surroundings);
  const calendar = loadCalendar(await text('definitions', 'calendars', 'vn.calendar.yaml'));
  const organisation = loadOrganisation(await text('definitions', 'organisation', 'minh-hoa.organisation.yaml'));
  if (!procedure.ok || !calendar.ok || !organisation.ok)
    throw new Error(
      `the bench's definitions do not load: ${JSON.stringify([procedure, calendar, organisation].flatMap((each) => ('problems' in each ? each.problems : [])))}`,
    );
  const { plan, definition } = procedure;
  const calendarHash = await store.blobs.put(calendar.definition);
  await store.current.set(`calendar:${plan.calendar}`, calendarHash);
  await store.current.set('organisation', await store.blobs.put(organisation.definition));
  const planHash = await store.blobs.put(plan);
  const definitionHash = await store.blobs.put(definition);
  await store.catalogue.publish({
    code: plan.code,
    planHash,
    definitionHash,
    effectiveFrom: plan.effectiveFrom,
    effectiveTo: definition.effective.to ?? null,
    name: definition.name,
    field: plan.field,
    publishedAt: Date.now(),
  });
  return { plan, calendar: calendar.definition as unknown as Calendar, planHash, calendarHash };
}
