import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, extname } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';

/** The workflow code as the worker loads it. Its build id names the version that running dossiers are pinned to. */
export interface Bundle {
  readonly code: string;
  readonly buildId: string;
}

/** Sixteen hex digits over the code alone: the source map names folders of the machine that built it. */
export function bundleOf(code: string): Bundle {
  const runs = code.replace(/\n\/\/# sourceMappingURL=.*$/s, '');
  return { code, buildId: createHash('sha256').update(runs).digest('hex').slice(0, 16) };
}

/** Run once for all dossiers instead of once for each: modules that keep nothing of any dossier. That of the engine is why it may be shared: it is pure. */
const SHARED = [
  'workflows/short-stack-traces',
  'domain/engine/advance',
  'domain/engine/allowed-actions',
  'domain/engine/wake',
  'domain/engine/operator-view',
];

export async function buildBundle(): Promise<Bundle> {
  // beside this file stands workflows/index with the same extension: .ts in tests, .js when built
  const pathOf = (module: string): string =>
    fileURLToPath(new URL(`../${module}${extname(fileURLToPath(import.meta.url))}`, import.meta.url));
  const { code } = await bundleWorkflowCode({
    workflowsPath: pathOf('workflows/index'),
    preloadModules: SHARED.map(pathOf),
    logger: new DefaultLogger('WARN'),
  });
  return bundleOf(code);
}

/** The bundle written by the build; made anew when there is none. */
export async function readBundle(path: string): Promise<Bundle> {
  const code = await readFile(path, 'utf8').catch(() => null);
  return code === null ? buildBundle() : bundleOf(code);
}

export const BUNDLE_PATH = fileURLToPath(new URL('../workflow-bundle.js', import.meta.url));

async function main(): Promise<void> {
  const { code, buildId } = await buildBundle();
  await mkdir(dirname(BUNDLE_PATH), { recursive: true });
  await writeFile(BUNDLE_PATH, code);
  process.stdout.write(`workflow bundle ${buildId}\n`);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await main();
