import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Connection } from '@temporalio/client';
import { Redis } from 'ioredis';
import mongoose from 'mongoose';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureServices, type Services } from '../../services/ensure-services.js';
import { bornOf } from '../../services/process.js';

const NAMES = ['temporal', 'mongodb', 'redis'] as const;

/** The environment's addresses name the run's shared services; this test starts its own. */
const env = { PATH: process.env['PATH'], MOTCUA_SERVICES_DIR: process.env['MOTCUA_SERVICES_DIR'] };

describe('the launcher, in an empty folder', () => {
  let dataFolder: string;
  let services: Services;
  const start = (): Promise<Services> => ensureServices({ dataFolder, isolated: true, env });

  beforeAll(async () => {
    dataFolder = mkdtempSync(join(tmpdir(), 'motcua-launcher-'));
    services = await start();
  }, 120_000);

  afterAll(async () => {
    await services.stop();
    rmSync(dataFolder, { recursive: true, force: true });
  });

  it('starts all three on loopback ports of its own and says which', () => {
    expect([...services.started].sort()).toEqual(['mongodb', 'redis', 'temporal']);
    expect(services.env).toEqual({
      TEMPORAL_ADDRESS: services.temporalAddress,
      MONGODB_URI: services.mongodbUri,
      REDIS_URL: services.redisUrl,
    });
    for (const address of Object.values(services.env)) expect(address).toContain('127.0.0.1:');
  });

  it('leaves a pid file for each', () => {
    for (const name of NAMES) {
      const note = JSON.parse(readFileSync(join(dataFolder, 'services', `${name}.json`), 'utf8')) as { process: { pid: number } };
      expect(note.process.pid).toBe(services.service[name].pid());
    }
  });

  it('gives MongoDB that runs transactions', async () => {
    const connection = await mongoose.createConnection(services.mongodbUri, { dbName: 'launcher' }).asPromise();
    await connection.transaction(async (session) => {
      await connection.collection('papers').insertOne({ kept: true }, { session });
    });
    expect(await connection.collection('papers').countDocuments()).toBe(1);
    await connection.close();
  });

  it('gives Redis that never evicts and writes what it is told', async () => {
    const redis = new Redis(services.redisUrl);
    expect(await redis.config('GET', 'maxmemory-policy')).toEqual(['maxmemory-policy', 'noeviction']);
    expect(await redis.config('GET', 'appendonly')).toEqual(['appendonly', 'yes']);
    await redis.set('kept', 'yes');
    redis.disconnect();
  });

  it('gives Temporal with the search attributes that operators use', async () => {
    const connection = await Connection.connect({ address: services.temporalAddress });
    const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace: 'default' });
    expect(Object.keys(customAttributes ?? {})).toEqual(
      expect.arrayContaining(['MotcuaNumber', 'MotcuaProcedure', 'MotcuaStatus', 'MotcuaDue']),
    );
    await connection.close();
  });

  it('uses what already runs on the same folder instead of starting it twice', async () => {
    const again = await start();
    expect(again.started).toEqual([]);
    expect(again.env).toEqual(services.env);
  });

  it('brings each back on its port with its data after it was killed', async () => {
    for (const name of NAMES) {
      const before = services.service[name].pid();
      await services.service[name].kill();
      expect(bornOf(before as number)).toBeNull();
      await services.service[name].restart();
      expect(services.service[name].pid()).not.toBe(before);
    }
    await expectDataKept(services);
  }, 120_000);

  it('ends every process it started, and keeps ports and data for the next start', async () => {
    const pids = NAMES.map((name) => services.service[name].pid() as number);
    const { env: addresses } = services;
    await services.stop();
    expect(pids.map(bornOf)).toEqual([null, null, null]);
    services = await start();
    expect(services.env).toEqual(addresses);
    await expectDataKept(services);
  }, 120_000);
});

async function expectDataKept(services: Services): Promise<void> {
  const connection = await mongoose.createConnection(services.mongodbUri, { dbName: 'launcher' }).asPromise();
  const papers = await connection.collection('papers').countDocuments();
  await connection.close();
  const redis = new Redis(services.redisUrl);
  const kept = await redis.get('kept');
  redis.disconnect();
  expect({ papers, kept }).toEqual({ papers: 1, kept: 'yes' });
}

describe('a service named by the environment', () => {
  it('is used as it is, and left alone', async () => {
    const shared = await ensureServices({ dataFolder: join(tmpdir(), 'motcua-none'), isolated: true });
    expect(shared.started).toEqual([]);
    expect(shared.service.redis.ownership).toBe('given');
    await expect(shared.service.redis.kill()).rejects.toThrow('was not started by Motcua');
    expect(existsSync(join(tmpdir(), 'motcua-none'))).toBe(false);
  });

  it('is an error with its variable when it does not answer', async () => {
    const unused = ensureServices({
      dataFolder: join(tmpdir(), 'motcua-none'),
      isolated: true,
      patienceMs: 100,
      env: { ...process.env, REDIS_URL: 'redis://someone:secret@127.0.0.1:1' },
    });
    await expect(unused).rejects.toThrow('REDIS_URL=redis://…@127.0.0.1:1 cannot be used');
  });
});
