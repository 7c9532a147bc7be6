import { describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');

interface Violation {
  readonly from: string;
  readonly to: string;
  readonly rule: { readonly name: string };
}

/** Runs the import rules over folders of a project and returns what they forbid. */
function violationsIn(project: string, folders: readonly string[]): Promise<string[]> {
  const program = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const args = [program, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...folders];
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { cwd: project, maxBuffer: 256 * 1024 * 1024 }, (error, stdout) => {
      if (!stdout) return reject(error ?? new Error('dependency-cruiser said nothing'));
      const { summary } = JSON.parse(stdout) as { summary: { violations: Violation[] } };
      resolve(summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`));
    });
  });
}

/** A tiny project with the real rules, to see them bite. */
async function violationsOf(files: Readonly<Record<string, string>>): Promise<string[]> {
  const project = mkdtempSync(join(tmpdir(), 'motcua-walls-'));
  try {
    for (const name of ['.dependency-cruiser.cjs', 'tsconfig.json', 'package.json']) cpSync(join(root, name), join(project, name));
    symlinkSync(join(root, 'node_modules'), join(project, 'node_modules'));
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(join(project, dirname(name)), { recursive: true });
      writeFileSync(join(project, name), text);
    }
    return await violationsIn(project, [...new Set(Object.keys(files).map((name) => name.split('/')[0] as string))]);
  } finally {
    rmSync(project, { recursive: true, force: true });
  }
}

describe('the import rules', () => {
  it('are kept by the project', async () => {
    const folders = [
      'domain',
      'definitions',
      'workflows',
      'activities',
      'store',
      'connectors',
      'notifications',
      'reconciliation',
      'api',
      'worker',
      'cli',
      'services',
    ];
    expect(await violationsIn(root, folders)).toEqual([]);
  }, 120_000);

  it('catch a domain that reads a file, asks the store or needs a package', async () => {
    const violations = await violationsOf({
      'domain/clock.ts':
        "import { readFileSync } from 'node:fs';\nimport { keep } from '../store/keep.js';\nimport { parse } from 'yaml';\nexport const all = [readFileSync, keep, parse];\n",
      'store/keep.ts': 'export const keep = 1;\n',
    });
    expect(violations.filter((line) => line.startsWith('domain-is-alone')).length).toBe(3);
  }, 60_000);

  it('catch a workflow that imports an activity as a value, and let its type through', async () => {
    const violations = await violationsOf({
      'workflows/by-value.ts': "import { project } from '../activities/project.js';\nexport const run = project;\n",
      'workflows/by-type.ts': "import type { Project } from '../activities/project.js';\nexport type Run = Project;\n",
      'activities/project.ts': 'export const project = 1;\nexport type Project = typeof project;\n',
    });
    expect(violations).toEqual(['workflows-know-activities-by-type: workflows/by-value.ts -> activities/project.ts']);
  }, 60_000);

  it('catch an API that reaches into the worker or past the messages of a workflow', async () => {
    const violations = await violationsOf({
      'api/app.ts':
        "import { main } from '../worker/main.js';\nimport { loop } from '../workflows/dossier.js';\nimport { act } from '../workflows/messages.js';\nexport const all = [main, loop, act];\n",
      'worker/main.ts': 'export const main = 1;\n',
      'workflows/dossier.ts': 'export const loop = 1;\n',
      'workflows/messages.ts': 'export const act = 1;\n',
    });
    expect(violations.filter((line) => line.startsWith('api-is-the-way-in')).sort()).toEqual([
      'api-is-the-way-in: api/app.ts -> worker/main.ts',
      'api-is-the-way-in: api/app.ts -> workflows/dossier.ts',
    ]);
  }, 60_000);
});
