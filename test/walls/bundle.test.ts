import { describe, expect, it } from '@jest/globals';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
const bundle = (workflowsPath: string): Promise<{ code: string }> =>
  bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('ERROR', () => undefined) });

describe('the workflow bundle', () => {
  it('is made of workflows/ and domain/ alone', async () => {
    const { code } = await bundle(join(root, 'workflows/index.ts'));
    expect(code).toContain('processDossier');
    for (const stranger of ['mongoose', 'ioredis', 'express', '@marcbachmann/cel-js'])
      expect(code).not.toContain(`node_modules/${stranger}/`);
  }, 120_000);

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
