import { Redis } from 'ioredis';
import type { LaunchPlace, ServiceKind } from './service.js';

/**
 * Redis for BullMQ: append-only file, and never an evicted key - an evicted job would be a notice that nobody gets. Killed, it loses nothing; a power cut may take
 * the last second (`everysec`), which the outbox in MongoDB has queued again.
 */
export const redisKind: ServiceKind = {
  name: 'redis',
  variable: 'REDIS_URL',
  defaultPort: 6379,
  binary: 'redis-server',
  address: (port) => `redis://127.0.0.1:${port}`,
  launch: (place: LaunchPlace) => ({
    args: [
      ...['--port', String(place.port), '--bind', '127.0.0.1', '--dir', place.dataFolder],
      ...['--appendonly', 'yes', '--appendfsync', 'everysec', '--save', '', '--maxmemory-policy', 'noeviction', '--daemonize', 'no'],
    ],
  }),
  check,
  prepare: async () => undefined,
};

async function check(address: string): Promise<void> {
  const client = new Redis(address, { lazyConnect: true, connectTimeout: 2000, maxRetriesPerRequest: 0, retryStrategy: () => null });
  // Without a listener ioredis prints each failed attempt; the rejection below already says it.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const info = await client.info();
    const version = valueOf(info, 'redis_version');
    if (Number.parseInt(version, 10) < 5) throw new Error(`Redis ${version}: version 5 or later is needed`);
    if (valueOf(info, 'loading') === '1') throw new Error('Redis is still loading its data');
    const policy = valueOf(info, 'maxmemory_policy');
    if (policy !== 'noeviction') throw new Error(`Redis evicts keys (maxmemory-policy ${policy}): noeviction is needed`);
  } finally {
    client.disconnect();
  }
}

const valueOf = (info: string, key: string): string => new RegExp(`^${key}:(.*?)\\r?$`, 'm').exec(info)?.[1] ?? '';
