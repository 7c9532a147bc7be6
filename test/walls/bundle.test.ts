import { describe, expect, it } from '@jest/globals';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildBundle } from '../../worker/bundle.js';

const root = join(import.meta.dirname, '..', '..');
const bundle = (workflowsPath: string): Promise<{ code: string }> =>
  bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('ERROR', () => undefined) });

describe('the workflow bundle', () => {
  it('is made of workflows/ and domain/ alone', async () => {
    const { code } = await buildBundle();
    expect(code).toContain('processDossier');
    for (const stranger of ['mongoose', 'ioredis', 'express', '@marcbachmann/cel-js'])
      expect(code).not.toContain(`node_modules/${stranger}/`);
  }, 120_000);

  it('runs modules once for all dossiers, and these keep nothing of one for the next', () => {
    const files = readdirSync(join(root, 'domain'), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
    // what is worked out once for each calendar belongs to that calendar, and goes with it
    const state = files.flatMap((file) =>
      readFileSync(join(root, 'domain', file), 'utf8')
        .split('\n')
        .filter((line) => /^(export )?(let|var) |^(export )?const .*(new (Weak)?(Map|Set)\b[^(]*\(\)|= (\[\]|\{\})( as .*)?;$)/.test(line))
        .map((line) => `${file}: ${line}`),
    );
    expect(files.length).toBeGreaterThan(50);
    expect(state).toEqual(['calendar/working-time.ts: const compiled = new WeakMap<Calendar, WorkingTime>();']);
  });

  it('is refused when a workflow imports what the sandbox has not', async () => {
    const folder = mkdtempSync(join(import.meta.dirname, '.bundle-'));
    const file = join(folder, 'reads-a-file.ts');
    writeFileSync(
      file,
      "import { readFileSync } from 'fs';\nexport async function readIt(): Promise<string> {\n  return readFileSync('/etc/hostname', 'utf8');\n}\n",
    );
    try {
      await expect(bundle(file)).rejects.toThrow(/disallowed modules[\s\S]*'fs'/);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }, 120_000);
});
