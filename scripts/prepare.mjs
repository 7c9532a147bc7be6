/** What every command of a clone needs first: the dependencies, and the sources built. Plain Node, no dependencies. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
const at = (...parts) => join(root, ...parts);

const SOURCES = [
  'domain',
  'definitions',
  'workflows',
  'activities',
  'store',
  'connectors',
  'notifications',
  'reconciliation',
  'documents',
  'api',
  'worker',
  'cli',
  'services',
  'bench',
];
const STAMP = at('dist/.built');

/** Runs a program, its output shown; ends this process with its code when it fails. */
export function runOrExit(command, args, options = {}) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 'inherit'], ...options });
  if (error) console.error(`${command}: ${error.message}`);
  if (status !== 0) process.exit(status ?? 1);
}

/** `npm ci` when node_modules is missing or older than the lock file. */
export function ensureDependencies() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    console.error(`Motcua needs Node 20.19 or later; this is ${process.versions.node}.`);
    process.exit(1);
  }
  const installed = at('node_modules/.package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(at('package-lock.json')).mtimeMs) return;
  console.error('Installing the dependencies (npm ci) …');
  runOrExit(process.platform === 'win32' ? 'npm.cmd' : 'npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']);
}

/** Compiles to dist/ and bundles the workflows, when a source changed since the last time. */
export function ensureBuilt() {
  const now = digestOfSources();
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === now) return utimesSync(STAMP, new Date(), new Date());
  console.error('Building …');
  runOrExit(process.execPath, [at('node_modules/typescript/bin/tsc'), '-p', at('tsconfig.build.json')]);
  if (existsSync(at('dist/worker/bundle.js'))) runOrExit(process.execPath, [at('dist/worker/bundle.js')]);
  mkdirSync(at('dist'), { recursive: true });
  writeFileSync(STAMP, now);
}

/** By content, not by time: a fresh clone or a changed branch touches every file's time. */
function digestOfSources() {
  const hash = createHash('sha256');
  const files = ['package-lock.json', 'tsconfig.json', 'tsconfig.build.json', ...SOURCES.flatMap(sourcesIn)];
  for (const file of files.sort())
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(at(file)))
      .update('\0');
  return hash.digest('hex');
}

function sourcesIn(folder) {
  if (!existsSync(at(folder))) return [];
  return readdirSync(at(folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|json)$/.test(name) && !name.includes('node_modules'))
    .map((name) => join(folder, name));
}
