#!/usr/bin/env node
// Runs the built command line program; builds it first, quietly, when the sources are newer.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const project = dirname(dirname(fileURLToPath(import.meta.url)));
const built = join(project, 'dist/cli/main.js');
const SOURCES = [
  'domain',
  'definitions',
  'workflows',
  'activities',
  'api',
  'worker',
  'store',
  'services',
  'cli',
  'connectors',
  'notifications',
  'bench',
];

if (isStale()) build();
await import(pathToFileURL(built).href);

function isStale() {
  if (!existsSync(built)) return true;
  const stamp = join(project, 'dist/.tsbuildinfo');
  const builtAt = statSync(existsSync(stamp) ? stamp : built).mtimeMs;
  return SOURCES.some((folder) => newest(join(project, folder)) > builtAt);
}

function newest(folder) {
  if (!existsSync(folder)) return 0;
  return readdirSync(folder, { withFileTypes: true }).reduce((latest, entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'node_modules' ? latest : Math.max(latest, newest(path));
    return entry.name.endsWith('.ts') ? Math.max(latest, statSync(path).mtimeMs) : latest;
  }, 0);
}

function build() {
  const compiler = join(project, 'node_modules/typescript/bin/tsc');
  const { status, stdout } = existsSync(compiler)
    ? spawnSync(process.execPath, [compiler, '-p', project], { encoding: 'utf8' })
    : { status: null, stdout: '' };
  if (status === 0) return;
  if (existsSync(built)) {
    console.error('motcua: the sources have type errors, `npm run build` shows them; running what could be built.');
    return;
  }
  console.error(`motcua: dist/ is missing and could not be built; run \`npm install\` and \`npm run build\`.\n${stdout}`);
  process.exit(1);
}
