#!/usr/bin/env node
// Runs the built command line program; has it built first when a source is newer. What the build says goes to stderr, so that `--json` stays JSON.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const project = dirname(dirname(fileURLToPath(import.meta.url)));
const main = join(project, 'dist/cli/main.js');
const NOT_SOURCES = ['node_modules', 'dist', 'test', 'docs', 'deploy'];

if (isStale()) build();
await import(pathToFileURL(main).href);

function isStale() {
  const stamp = join(project, 'dist/.built');
  if (!existsSync(main)) return true;
  return newestSource(project) > statSync(existsSync(stamp) ? stamp : main).mtimeMs;
}

function newestSource(folder) {
  const entries = readdirSync(folder, { withFileTypes: true }).filter(
    (entry) => !entry.name.startsWith('.') && !NOT_SOURCES.includes(entry.name),
  );
  return entries.reduce((newest, entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return Math.max(newest, newestSource(path));
    return entry.name.endsWith('.ts') ? Math.max(newest, statSync(path).mtimeMs) : newest;
  }, 0);
}

function build() {
  // the build itself compares contents: a clone whose files only look newer is built already
  const script = join(project, 'scripts/build.mjs');
  const { status } = existsSync(script) ? spawnSync(process.execPath, [script], { cwd: project, stdio: ['ignore', 2, 2] }) : { status: 1 };
  if (status === 0) return;
  if (!existsSync(main)) {
    console.error('motcua: dist/cli/main.js is missing and could not be built; see above, then `npm run build`.');
    process.exit(1);
  }
  console.error('motcua: the build failed, see above; running what was built before.');
}
