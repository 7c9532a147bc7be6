import mongoose from 'mongoose';
import type { LaunchPlace, ServiceKind } from './service.js';
import { until } from './wait.js';

const REPLICA_SET = 'rs0';

/** MongoDB as a replica set of one: transactions need a replica set. */
export const mongodbKind: ServiceKind = {
  name: 'mongodb',
  variable: 'MONGODB_URI',
  defaultPort: 27017,
  binary: 'mongod',
  address: (port) => `mongodb://127.0.0.1:${port}/motcua?directConnection=true`,
  launch: (place: LaunchPlace) => ({
    args: [
      ...['--port', String(place.port), '--bind_ip', '127.0.0.1', '--dbpath', place.dataFolder, '--replSet', REPLICA_SET],
      ...['--wiredTigerCacheSizeGB', place.small ? '0.25' : '1', '--oplogSize', place.small ? '64' : '1024', '--quiet'],
      ...['--nounixsocket', '--setParameter', 'diagnosticDataCollectionEnabled=false'],
    ],
  }),
  check,
  prepare,
};

interface Hello {
  readonly isWritablePrimary?: boolean;
  readonly setName?: string;
}

async function check(address: string): Promise<void> {
  await withAdmin(address, async (admin) => {
    const { version } = (await admin.command({ buildInfo: 1 })) as unknown as { version: string };
    if (Number.parseInt(version, 10) < 5) throw new Error(`MongoDB ${version}: version 5 or later is needed`);
    const hello = (await admin.command({ hello: 1 })) as Hello;
    if (!hello.setName) throw new Error('MongoDB runs without a replica set: transactions need one (mongod --replSet)');
    if (!hello.isWritablePrimary && isDirect(address)) throw new Error('this member of the MongoDB replica set is not its primary');
  });
}

const isDirect = (address: string): boolean => address.includes('directConnection=true');

async function prepare(address: string, port: number): Promise<void> {
  const member = { _id: 0, host: `127.0.0.1:${port}` };
  await withAdmin(address, async (admin) => {
    const known = await currentConfig(admin);
    if (!known) await admin.command({ replSetInitiate: { _id: REPLICA_SET, members: [member] } });
    else if (known.members[0]?.host !== member.host) {
      // The port was taken by another program since: the set must learn its only member's new address, or it never elects it.
      await admin.command({ replSetReconfig: { ...known, version: known.version + 1, members: [member] }, force: true });
    }
  });
  await until(() => check(address), 30_000, 50);
}

interface ReplicaSetConfig {
  readonly version: number;
  readonly members: readonly { readonly host: string }[];
}

async function currentConfig(admin: Admin): Promise<ReplicaSetConfig | null> {
  try {
    return ((await admin.command({ replSetGetConfig: 1 })) as unknown as { config: ReplicaSetConfig }).config;
  } catch (error) {
    if ((error as { codeName?: string }).codeName === 'NotYetInitialized') return null;
    throw error;
  }
}

type Admin = ReturnType<InstanceType<typeof mongoose.mongo.MongoClient>['db']>;

async function withAdmin<T>(address: string, use: (admin: Admin) => Promise<T>): Promise<T> {
  const client = new mongoose.mongo.MongoClient(address, { serverSelectionTimeoutMS: 2000, connectTimeoutMS: 2000 });
  try {
    await client.connect();
    return await use(client.db('admin'));
  } finally {
    await client.close();
  }
}
