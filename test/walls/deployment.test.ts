import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { temporalKind } from '../../services/temporal.js';

const root = join(import.meta.dirname, '..', '..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

interface ComposeService {
  readonly image: string;
  readonly build?: string;
  readonly command?: readonly string[];
  readonly ports?: readonly string[];
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly networks: readonly string[];
}

interface Compose {
  readonly services: Readonly<Record<string, ComposeService>>;
  readonly volumes: Readonly<Record<string, unknown>>;
}

const compose = parse(read('docker-compose.yml'), { merge: true }) as Compose;
const small = parse(read('deploy/services.compose.yaml')) as Compose;

describe('docker-compose.yml', () => {
  it('runs Temporal on PostgreSQL, a MongoDB replica set, Redis that never evicts, API and worker', () => {
    const { temporal, mongodb, redis, api, worker, postgresql } = compose.services;
    expect([temporal?.image, postgresql?.image, api?.build, worker?.build]).toEqual([
      'temporalio/server:1.31.0',
      'postgres:16.11-bookworm',
      '.',
      '.',
    ]);
    expect(mongodb?.command).toEqual(expect.arrayContaining(['--replSet', 'rs0']));
    expect(redis?.command).toEqual(expect.arrayContaining(['noeviction', '--appendonly']));
  });

  it.each([...Object.entries(compose.services), ...Object.entries(small.services)])('pins the version of %s', (_name, { image }) => {
    expect(image).toMatch(/:(local|\d+\.\d+.*)$/);
  });

  it('waits for services that exist and can say that they are ready', () => {
    for (const { depends_on: needed = {} } of Object.values(compose.services)) {
      for (const [name, { condition }] of Object.entries(needed)) {
        expect(Object.keys(compose.services)).toContain(name);
        if (condition === 'service_healthy') expect(compose.services[name]?.healthcheck).toBeDefined();
      }
    }
  });

  it('opens the API and, to this machine only, Temporal’s pages; no database', () => {
    const open = Object.entries(compose.services).flatMap(([name, { ports = [] }]) => ports.map((port) => `${name} ${port}`));
    expect(open).toEqual(['api 3000:3000', 'temporal-ui 127.0.0.1:8080:8080']);
    for (const { ports = [] } of Object.values(small.services)) for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/);
  });

  it('has no default for a secret, and .env.example names each with no value', () => {
    const secrets = [...read('docker-compose.yml').matchAll(/\$\{(\w*(?:SECRET|PASSWORD)\w*)([^}]*)\}/g)];
    expect(secrets.length).toBeGreaterThan(4);
    for (const [, name, rest] of secrets) {
      expect(rest).toMatch(/^:\?/);
      expect(read('.env.example')).toMatch(new RegExp(`^${name}=$`, 'm'));
    }
  });
});

describe('deploy/services.compose.yaml', () => {
  it('starts Temporal as our own process is started, on all addresses of its container and with its data in the volume', () => {
    const { args } = temporalKind.launch({ port: 7233, dataFolder: '/data', small: false });
    const own = args
      .join(' ')
      .replaceAll(/(?<= --[a-z-]+) (?!-)/g, '=')
      .replace('--ip=127.0.0.1', '--ip=0.0.0.0')
      .split(' ');
    const atDefaultPorts = small.services['temporal']?.command?.map((word) => word.replace(/\$\{\w+:-(\d+)\}/, '$1'));
    expect(atDefaultPorts?.toSorted()).toEqual(own.toSorted());
  });

  it('shows the pages of Temporal where npm start says they are', () => {
    const { webPort } = temporalKind.launch({ port: 7233, dataFolder: '/data', small: false });
    expect(small.services['temporal']?.ports).toContain(
      `127.0.0.1:\${MOTCUA_TEMPORAL_UI_PORT:-${webPort}}:\${MOTCUA_TEMPORAL_UI_PORT:-${webPort}}`,
    );
  });
});

describe('the Dockerfile', () => {
  it('builds on Debian, in stages, and does not run as root', () => {
    const text = read('Dockerfile');
    expect(text.match(/^FROM .*/gm)).toEqual(['FROM node:24-bookworm-slim AS build', 'FROM node:24-bookworm-slim']);
    expect(text).toMatch(/^USER node$/m);
  });
});
