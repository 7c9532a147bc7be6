import { Connection } from '@temporalio/client';
import proto from '@temporalio/proto';
import { join } from 'node:path';
import type { LaunchPlace, ServiceKind } from './service.js';

const { IndexedValueType } = proto.temporal.api.enums.v1;

/** What operators search dossiers by in Temporal's own pages: registered once per namespace. */
export const SEARCH_ATTRIBUTES = {
  MotcuaNumber: 'Keyword',
  MotcuaProcedure: 'Keyword',
  MotcuaStatus: 'Keyword',
  MotcuaDue: 'Datetime',
} as const;

const INDEXED = { Keyword: IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD, Datetime: IndexedValueType.INDEXED_VALUE_TYPE_DATETIME } as const;

/** Worker versioning, which pins dossiers to the code they were started with, needs this server or a later one. */
const OLDEST = [1, 29, 1] as const;

/**
 * What is acknowledged is on disk: one fsync for each commit. The server's default, a rollback journal, is as safe and took 2.6 times as long to start 300 workflows.
 */
const DURABLE = ['--sqlite-pragma', 'journal_mode=WAL', '--sqlite-pragma', 'synchronous=FULL'] as const;

const NAMESPACE = 'default';
/** The development server forgets closed workflows after a day; a person who looks at a finished dossier next week should find it. */
const RETENTION_DAYS = 90;

export const temporalKind: ServiceKind = {
  name: 'temporal',
  variable: 'TEMPORAL_ADDRESS',
  defaultPort: 7233,
  binary: 'temporal',
  address: (port) => `127.0.0.1:${port}`,
  launch: (place: LaunchPlace) => ({ args: launchArguments(place), ...(place.small ? {} : { webPort: uiPort(place.port) }) }),
  check: (address) => withConnection(address, checkServer),
  prepare: (address) => withConnection(address, prepareNamespace),
};

const uiPort = (port: number): number => (port + 1000 <= 65_535 ? port + 1000 : port - 1000);

function launchArguments(place: LaunchPlace): string[] {
  return [
    ...['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(place.port), '--log-level', 'warn'],
    ...['--db-filename', join(place.dataFolder, 'temporal.db'), ...DURABLE],
    ...(place.small ? ['--headless'] : ['--ui-port', String(uiPort(place.port)), '--ui-disable-news-fetch']),
    ...['--dynamic-config-value', 'frontend.WorkflowTimeSkippingEnabled=true'],
    // without it the timer queue reads a second ahead, and each timer that virtual time passes costs a real second
    ...['--dynamic-config-value', 'history.timerProcessorMaxTimeShift="1ms"'],
    ...Object.entries(SEARCH_ATTRIBUTES).flatMap(([name, type]) => ['--search-attribute', `${name}=${type}`]),
  ];
}

async function checkServer(connection: Connection): Promise<void> {
  const { serverVersion } = await connection.workflowService.getSystemInfo({});
  const parts = (serverVersion ?? '').split('.').map((part) => Number.parseInt(part, 10));
  const difference = OLDEST.map((wanted, index) => (parts[index] ?? 0) - wanted).find((step) => step !== 0) ?? 0;
  if (difference < 0) throw new Error(`Temporal server ${serverVersion}: version ${OLDEST.join('.')} or later is needed`);
  await connection.workflowService.describeNamespace({ namespace: NAMESPACE });
}

async function prepareNamespace(connection: Connection): Promise<void> {
  await checkServer(connection);
  await registerSearchAttributes(connection, NAMESPACE);
  await connection.workflowService.updateNamespace({
    namespace: NAMESPACE,
    config: { workflowExecutionRetentionTtl: { seconds: (RETENTION_DAYS * 86_400) as never } },
  });
}

/** Registers what is missing of `SEARCH_ATTRIBUTES` in the namespace; does nothing when all are there. */
export async function registerSearchAttributes(connection: Connection, namespace: string): Promise<void> {
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
  const missing = Object.entries(SEARCH_ATTRIBUTES).filter(([name]) => !customAttributes?.[name]);
  if (missing.length === 0) return;
  const searchAttributes = Object.fromEntries(missing.map(([name, type]) => [name, INDEXED[type]]));
  await connection.operatorService.addSearchAttributes({ namespace, searchAttributes });
}

async function withConnection<T>(address: string, use: (connection: Connection) => Promise<T>): Promise<T> {
  const connection = await Connection.connect({ address, connectTimeout: 2000 });
  try {
    return await connection.withDeadline(Date.now() + 5000, () => use(connection));
  } finally {
    await connection.close();
  }
}
