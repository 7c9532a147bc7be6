/** `npm run check`: the whole gate in one command. Every step runs, so that one run shows all there is to mend. */
import { spawnSync } from 'node:child_process';
import { ensureBuilt, ensureDependencies, root } from './prepare.mjs';

const STEPS = ['format:check', 'lint', 'types', 'depcruise', 'knip', 'codegen:check', 'test'];

ensureDependencies();
ensureBuilt();
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
const failed = STEPS.filter((step) => {
  console.log(`\n── ${step}`);
  const since = Date.now();
  const { status } = spawnSync(npm, ['run', '--silent', step], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  console.log(`── ${step}: ${status === 0 ? 'good' : 'FAILED'} (${((Date.now() - since) / 1000).toFixed(1)} s)`);
  return status !== 0;
});
console.log(failed.length === 0 ? '\nAll good.' : `\nTo mend: ${failed.join(', ')}`);
process.exitCode = failed.length === 0 ? 0 : 1;
